import type { MarkStatus } from './mark-status'

/** How a part of a shape is drawn: filled, cut out of what is filled, or as one of several strokes. */
export type PartKind = 'solid' | 'cut' | 'outline' | 'stroke' | 'thin' | 'dashed'

export interface StatusPart {
  kind: PartKind
  /** In a square of 20. */
  path: string
}

const circle = (radius: number): string =>
  `M${10 - radius} 10a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`
const SQUARE =
  'M6.25 1.75h7.5a4.5 4.5 0 0 1 4.5 4.5v7.5a4.5 4.5 0 0 1-4.5 4.5h-7.5a4.5 4.5 0 0 1-4.5-4.5v-7.5a4.5 4.5 0 0 1 4.5-4.5z'
const SHIELD = 'M10 .8 18.2 4v6.2c0 4.4-3.2 7.6-8.2 9.2-5-1.6-8.2-4.8-8.2-9.2V4z'

const done: StatusPart[] = [
  { kind: 'solid', path: circle(9) },
  { kind: 'cut', path: 'm6 10.3 2.8 2.8 5.3-6' },
]
const lacking: StatusPart[] = [{ kind: 'dashed', path: circle(8.2) }]
const nothing: StatusPart[] = [{ kind: 'stroke', path: 'M5 10h10' }]

/** The shape of each status, told apart without colour. */
export const STATUS_PARTS: Readonly<Record<MarkStatus, readonly StatusPart[]>> = {
  met: done,
  approved: done,
  consolidated: [
    { kind: 'solid', path: SHIELD },
    { kind: 'cut', path: 'm6.2 10.1 2.7 2.7 5-5.7' },
  ],
  notMet: [
    { kind: 'outline', path: SQUARE },
    { kind: 'stroke', path: 'm6.8 6.8 6.4 6.4m0-6.4-6.4 6.4' },
  ],
  returned: [
    { kind: 'outline', path: SQUARE },
    { kind: 'stroke', path: 'M8.5 5.8 5.6 8.6l2.9 2.9M5.8 8.6h5.7a2.9 2.9 0 0 1 0 5.7H9' },
  ],
  incomplete: lacking,
  missing: lacking,
  draft: [...lacking, { kind: 'stroke', path: 'm6.7 13.3.5-2.3 4.7-4.7 1.8 1.8-4.7 4.7z' }],
  submitted: [
    { kind: 'outline', path: circle(8.25) },
    { kind: 'stroke', path: 'M10 14V6.5m-3.3 3L10 6.2l3.3 3.3' },
  ],
  notStarted: [{ kind: 'thin', path: circle(8.2) }],
  notApplicable: nothing,
  noData: nothing,
}
