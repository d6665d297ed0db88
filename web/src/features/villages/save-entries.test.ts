import { expect, test } from 'vitest'
import type { VillageFiguresPatch, VillageFiguresView } from '@ntm/shared/villages/figures-wire'
import { NetworkError, ProblemError } from '@/api/problem-error'
import { createEntrySaver, type EntryState, type Typed } from './save-entries'
import { buildFigures, buildMeasure, figure, type Figures } from './testing/builders'

const [ONE, TWO, THREE] = ['23311-01', '23311-02', '23311-03'] as const

/** A service with one measure, and a page that saves to it. */
function openPage(stored: Figures, kept: ReadonlyMap<string, Typed> = new Map()) {
  let figures = [...stored]
  let version = 1
  const sent: VillageFiguresPatch[] = []
  let failure: Error | undefined
  let state: EntryState | undefined
  let refused = 0
  let remembered: ReadonlyMap<string, Typed> = kept
  const answer = (): { data: VillageFiguresView; etag: string } => ({
    data: buildFigures([buildMeasure('9.2', figures)]),
    etag: `"${version}"`,
  })
  const write = (village: string, next: Figures[number]) => {
    figures = figures.map((each, index) => (index === [ONE, TWO, THREE].indexOf(village as typeof ONE) ? next : each))
    version += 1
  }
  const saver = createEntrySaver(
    {
      measure: '9.2',
      load: () => Promise.resolve(answer()),
      patch: (body, etag) => {
        if (failure) return Promise.reject(failure)
        if (etag !== `"${version}"`) {
          refused += 1
          return Promise.reject(new ProblemError({ status: 412, code: 'stale_version' }))
        }
        sent.push(body)
        for (const { village, numerator, denominator } of body.measures[0]?.figures ?? []) {
          write(village, numerator === null || denominator === null ? undefined : { numerator, denominator })
        }
        return Promise.resolve(answer())
      },
      keep: (typed) => (remembered = typed),
      onChange: (next) => (state = next),
    },
    kept,
  )
  return {
    saver,
    sent,
    write,
    fail: (next: Error | undefined) => (failure = next),
    get state() {
      return state
    },
    get refused() {
      return refused
    },
    get remembered() {
      return remembered
    },
    get figures() {
      return figures
    },
  }
}

test('a village is sent when both its numbers are there, and only what was typed', async () => {
  const page = openPage([figure(90, 100), undefined, undefined])
  await page.saver.open()
  page.saver.type(TWO, ['80', ''])
  await page.saver.save()
  expect(page.sent).toEqual([])
  expect(page.state?.saving).toBe('unsaved')
  page.saver.type(TWO, ['80', '100'])
  await page.saver.save()
  expect(page.sent).toEqual([
    { measures: [{ measure: '9.2', figures: [{ village: TWO, numerator: 80, denominator: 100 }] }] },
  ])
  expect(page.state).toMatchObject({ saving: 'saved' })
  expect(page.remembered.size).toBe(0)
})

test('somebody who wrote of another village is no hindrance', async () => {
  const page = openPage([figure(90, 100), undefined, undefined])
  await page.saver.open()
  page.write(THREE, figure(1, 2))
  page.saver.type(TWO, ['80', '100'])
  await page.saver.save()
  expect(page.figures).toEqual([figure(90, 100), figure(80, 100), figure(1, 2)])
  expect(page.state?.conflicts.size).toBe(0)
})

test.each([
  ['mine', true, figure(95, 100)],
  ['theirs', false, figure(91, 100)],
] as const)('two figures for one village are asked about: %s stands', async (_whose, isMine, stands) => {
  const page = openPage([figure(90, 100), undefined, undefined])
  await page.saver.open()
  page.saver.type(ONE, ['95', '100'])
  page.write(ONE, figure(91, 100))
  await page.saver.save()
  expect(page.figures[0]).toEqual(figure(91, 100))
  expect(page.state?.conflicts.get(ONE)).toEqual(figure(91, 100))
  page.saver.decide(ONE, isMine)
  await page.saver.save()
  expect(page.figures[0]).toEqual(stands)
  expect(page.state).toMatchObject({ saving: 'saved' })
})

test('without a network what was typed stays, and goes out later', async () => {
  const page = openPage([undefined, undefined, undefined])
  await page.saver.open()
  page.fail(new NetworkError())
  page.saver.type(ONE, ['5', '10'])
  await page.saver.save()
  expect(page.state?.saving).toBe('waiting')
  expect(page.remembered.get(ONE)?.texts).toEqual(['5', '10'])
  page.fail(undefined)
  await page.saver.save()
  expect(page.figures[0]).toEqual(figure(5, 10))
})

test('what an earlier visit left typed comes back, and a figure that stands already is forgotten', async () => {
  const kept = new Map<string, Typed>([
    [ONE, { texts: ['90', '100'], base: null }],
    [TWO, { texts: ['x', '100'], base: null }],
  ])
  const page = openPage([figure(90, 100), undefined, undefined], kept)
  await page.saver.open()
  expect([...(page.state?.typed.keys() ?? [])]).toEqual([TWO])
  expect(page.saver.textsOf(TWO)).toEqual(['x', '100'])
  expect(page.saver.textsOf(ONE)).toEqual(['90', '100'])
})

test('what an earlier visit left whole goes out as soon as the page is open', async () => {
  const page = openPage([undefined, undefined, undefined], new Map([[TWO, { texts: ['80', '100'], base: null }]]))
  await page.saver.open()
  expect(page.figures[1]).toEqual(figure(80, 100))
  expect(page.state?.saving).toBe('saved')
  expect(page.remembered.size).toBe(0)
})

test('both fields emptied take the figure away', async () => {
  const page = openPage([figure(90, 100), undefined, undefined])
  await page.saver.open()
  page.saver.type(ONE, ['', ''])
  await page.saver.save()
  expect(page.figures[0]).toBeUndefined()
})

test('a refusal is told, and nothing typed is lost', async () => {
  const page = openPage([undefined, undefined, undefined])
  await page.saver.open()
  page.fail(new ProblemError({ status: 409, code: 'sheet_locked' }))
  page.saver.type(ONE, ['5', '10'])
  await page.saver.save()
  expect(page.state?.saving).toBe('refused')
  expect(page.saver.textsOf(ONE)).toEqual(['5', '10'])
})

test('what is typed while something is on its way waits for it, and goes out once', async () => {
  const page = openPage([undefined, undefined, undefined])
  await page.saver.open()
  page.saver.type(ONE, ['90', '100'])
  const first = page.saver.save()
  page.saver.type(TWO, ['80', '100'])
  await Promise.all([first, page.saver.save()])
  expect(page.sent.map(({ measures }) => measures[0]?.figures?.map(({ village }) => village))).toEqual([[ONE], [TWO]])
  expect(page.refused).toBe(0)
  expect(page.state?.saving).toBe('saved')
})

test('whoever leaves while something is on its way waits for it, and for what was typed since', async () => {
  const page = openPage([undefined, undefined, undefined])
  await page.saver.open()
  page.saver.type(ONE, ['1', '2'])
  void page.saver.save()
  page.saver.type(TWO, ['3', '4'])
  await page.saver.save()
  expect(page.sent).toHaveLength(2)
  expect(page.state?.saving).toBe('saved')
})
