import { DEMO_COMMUNES } from './demo-communes.js'
import { randomStream } from './random.js'

export type JulyState = 'notStarted' | 'draft' | 'submitted' | 'returned' | 'approved'

const STATES = ['notStarted', 'draft', 'submitted', 'returned', 'approved'] as const satisfies readonly JulyState[]

/** How many communes of each district are in which state, in the order of {@link STATES}. */
const QUOTAS: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  '608': [2, 3, 2, 1, 3],
  '610': [3, 2, 3, 0, 3],
  '611': [1, 2, 2, 0, 2],
  '612': [1, 2, 2, 1, 2],
  '613': [2, 2, 2, 1, 2],
  '614': [1, 2, 2, 0, 1],
  '615': [1, 3, 3, 1, 2],
  '616': [2, 2, 3, 0, 3],
  '617': [3, 2, 3, 1, 2],
  '618': [1, 1, 0, 0, 1],
}

/** Communes whose state the story needs: Đắk Mar and Đắk Cấm fill theirs, the others report a criterion lost in July. */
const FIXED_STATES: Readonly<Record<string, JulyState>> = {
  '23311': 'draft',
  '23512': 'draft',
  '23383': 'submitted',
  '23515': 'submitted',
  '23443': 'approved',
}

/** State of each commune's July sheet, by `uid`. */
export function assignJulyStates(): Map<string, JulyState> {
  const states = new Map(Object.entries(FIXED_STATES))
  for (const [district, quotas] of Object.entries(QUOTAS)) {
    const here = DEMO_COMMUNES.filter((commune) => commune.district.uid === district)
    const taken = here.flatMap(({ uid }) => states.get(uid) ?? [])
    const open = STATES.flatMap((state, index) => {
      const wanted = (quotas[index] ?? 0) - taken.filter((each) => each === state).length
      return Array<JulyState>(wanted).fill(state)
    })
    const free = here.filter(({ uid }) => !states.has(uid))
    randomStream('July states', district)
      .shuffle(open)
      .forEach((state, index) => {
        const commune = free[index]
        if (commune) states.set(commune.uid, state)
      })
  }
  return states
}
