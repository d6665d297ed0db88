import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { startTestApp, type Caller, type TestApp } from '../../testing/app.js'
import { expectProblem } from '../../testing/problem.js'
import { addressOf, findCommune, readSheet, takeStock } from '../../testing/sheets.js'

let service: TestApp
let unit: string
let commune: Caller
let version: number
let before: unknown

/** A draft with a value, a ratio and words, so that a refused patch could have changed any of them. */
beforeAll(async () => {
  service = await startTestApp()
  unit = await findCommune(service, 'notStarted')
  commune = await service.as(`xa.${unit}`)
  const values = [
    { measure: '11.1', value: 6.5 },
    { measure: '17.1a', numerator: 120, denominator: 150 },
  ]
  await commune.patch(addressOf(unit), 0, { values, criteria: [{ number: 11, obstacle: 'Thiếu vốn' }] }).expect(200)
  version = (await readSheet(commune, unit)).version
})
afterAll(() => service.close())

beforeEach(async () => {
  before = await takeStock(service)
})
afterEach(async () => {
  expect(await takeStock(service)).toEqual(before)
})

const BAD = { status: 422, code: 'invalid_values' }
const MALFORMED = { status: 400, code: 'malformed_request' }

async function patch(body: object) {
  return commune.patch(addressOf(unit), version, body)
}

/** Sends JSON as it stands: some of it no object of ours would print. */
async function patchText(json: string) {
  return commune
    .request('patch', addressOf(unit))
    .set({ 'if-match': `"${version}"`, 'content-type': 'application/json' })
    .send(json)
}

describe('a value that breaks a rule of the field is refused with its pointer', () => {
  test.each<[string, object, string, string]>([
    ['101 %', { measure: '11.1', value: 101 }, 'value', 'out_of_range'],
    ['a hair above 100 %', { measure: '11.1', value: 100.01 }, 'value', 'out_of_range'],
    ['a negative percentage', { measure: '11.1', value: -0.01 }, 'value', 'out_of_range'],
    ['a negative quantity', { measure: '10.1', value: -1 }, 'value', 'out_of_range'],
    ['a percentage with three decimals', { measure: '11.1', value: 6.555 }, 'value', 'too_many_decimals'],
    ['a quantity with five decimals', { measure: '10.1', value: 1.00001 }, 'value', 'too_many_decimals'],
    ['the smallest number there is', { measure: '11.1', value: 5e-324 }, 'value', 'too_many_decimals'],
    ['a quantity that no column holds', { measure: '10.1', value: 1e10 }, 'value', 'too_large'],
    ['the largest number there is', { measure: '10.1', value: 1.7976931348623157e308 }, 'value', 'too_large'],
    ['a number for yes or no', { measure: '1.1', value: 1 }, 'value', 'wrong_kind'],
    ['yes for a percentage', { measure: '11.1', value: true }, 'value', 'wrong_kind'],
    ['no for a quantity', { measure: '10.1', value: false }, 'value', 'wrong_kind'],
    ['more than the whole', { measure: '17.1a', numerator: 151 }, 'numerator', 'numerator_exceeds_denominator'],
    [
      'a part of nothing',
      { measure: '17.1a', numerator: 0, denominator: 0 },
      'denominator',
      'denominator_not_positive',
    ],
    ['a negative whole', { measure: '17.1a', denominator: -1 }, 'denominator', 'denominator_not_positive'],
    ['a negative part', { measure: '17.1a', numerator: -1 }, 'numerator', 'out_of_range'],
    ['half a ratio', { measure: '12.1', numerator: 5 }, 'denominator', 'ratio_incomplete'],
    [
      'half a ratio that was whole',
      { measure: '17.1a', numerator: 5, denominator: null },
      'denominator',
      'ratio_incomplete',
    ],
    [
      'a ratio and its percentage',
      { measure: '11.1', value: 50, numerator: 1, denominator: 2 },
      'value',
      'ratio_and_value',
    ],
    ['a ratio for a quantity', { measure: '10.1', numerator: 1, denominator: 2 }, 'numerator', 'wrong_kind'],
    ['a ratio for yes or no', { measure: '1.1', numerator: 1, denominator: 2 }, 'numerator', 'wrong_kind'],
    [
      '“not applicable”, which the set has not',
      { measure: '11.1', notApplicable: true },
      'notApplicable',
      'not_applicable_not_allowed',
    ],
    ['a measure that the set has not', { measure: '99.9', value: 1 }, 'measure', 'unknown_measure'],
    ['a measure in another spelling', { measure: '11.1 ', value: 1 }, 'measure', 'unknown_measure'],
    ['a property of every object for a measure', { measure: '__proto__', value: 1 }, 'measure', 'unknown_measure'],
  ])('%s', async (_case, value, field, code) => {
    const problem = expectProblem(await patch({ values: [value] }), { ...BAD, pointers: [`/values/0/${field}`] })
    expect(problem.errors?.[0]?.code).toBe(code)
  })

  test('a criterion that the set has not', async () => {
    const answer = await patch({ criteria: [{ number: 20, obstacle: 'x' }] })
    const problem = expectProblem(answer, { ...BAD, pointers: ['/criteria/0/number'] })
    expect(problem.errors?.[0]?.code).toBe('unknown_criterion')
  })

  test('a measure or criterion that is named twice, wherever the two stand', async () => {
    const values = [
      { measure: '99.9', value: 1 },
      ...['11.1', '12.1', '11.1'].map((measure) => ({ measure, value: 5 })),
    ]
    const criteria = [{ number: 7 }, { number: 7, remedy: 'x' }]
    const answer = await patch({ values, criteria })
    expectProblem(answer, { ...BAD, pointers: ['/values/0/measure', '/values/3', '/criteria/1'] })
  })

  test('all faults at once, and nothing of what was right beside them', async () => {
    const answer = await patch({
      values: [
        { measure: '1.1', value: true },
        { measure: '11.1', value: 101 },
        { measure: '10.1', value: -1 },
      ],
      criteria: [{ number: 1, obstacle: 'đúng' }],
    })
    expectProblem(answer, { ...BAD, pointers: ['/values/1/value', '/values/2/value'] })
  })
})

describe('a value of the wrong form is malformed', () => {
  test.each<[string, object, string[]]>([
    ['text in a percentage', { measure: '11.1', value: '6.5' }, ['/values/0/value']],
    ['NaN as text', { measure: '11.1', value: 'NaN' }, ['/values/0/value']],
    ['a list for a value', { measure: '11.1', value: [6.5] }, ['/values/0/value']],
    ['text for a numerator', { measure: '11.1', numerator: '1', denominator: 2 }, ['/values/0/numerator']],
    ['a number for “not applicable”', { measure: '11.1', notApplicable: 0 }, ['/values/0/notApplicable']],
    ['no measure', { value: 1 }, ['/values/0/measure']],
    ['a measure without end', { measure: '1'.repeat(21), value: 1 }, ['/values/0/measure']],
    ['a result that was judged elsewhere', { measure: '11.1', value: 1, result: 'met' }, ['/values/0/result']],
    ['a threshold of one’s own', { measure: '11.1', threshold: { value: 99 } }, ['/values/0/threshold']],
    ['a note with NUL', { measure: '11.1', note: 'a\0b' }, ['/values/0/note']],
    ['a note with half a surrogate pair', { measure: '11.1', note: 'a\udc00b' }, ['/values/0/note']],
    ['a note without end', { measure: '11.1', note: 'x'.repeat(2_001) }, ['/values/0/note']],
  ])('%s', async (_case, value, pointers) => {
    expectProblem(await patch({ values: [value] }), { ...MALFORMED, pointers })
  })

  test.each<[string, object, string[]]>([
    ['a number that is text', { number: '11' }, ['/criteria/0/number']],
    ['a number that is not whole', { number: 11.5 }, ['/criteria/0/number']],
    ['a day that the calendar has not', { number: 11, remedyDueOn: '2019-02-30' }, ['/criteria/0/remedyDueOn']],
    ['a day before all days', { number: 11, remedyDueOn: '0000-01-01' }, ['/criteria/0/remedyDueOn']],
    ['a day in another form', { number: 11, remedyDueOn: '31/12/2019' }, ['/criteria/0/remedyDueOn']],
    ['the official result', { number: 11, official: 'met' }, ['/criteria/0/official']],
    ['an overruling of one’s own', { number: 11, overruled: { result: 'met' } }, ['/criteria/0/overruled']],
    ['an obstacle without end', { number: 11, obstacle: 'x'.repeat(4_001) }, ['/criteria/0/obstacle']],
  ])('%s', async (_case, criterion, pointers) => {
    expectProblem(await patch({ criteria: [criterion] }), { ...MALFORMED, pointers })
  })

  test.each(['1e309', '-1e309', '1e999999'])('%s, which is no number any more', async (number) => {
    const answer = await patchText(`{"values":[{"measure":"10.1","value":${number}}]}`)
    expectProblem(answer, { ...MALFORMED, pointers: ['/values/0/value'] })
  })

  test('lone surrogates that are escaped', async () => {
    const answer = await patchText(String.raw`{"values":[{"measure":"11.1","note":"\ud800"}]}`)
    expectProblem(answer, { ...MALFORMED, pointers: ['/values/0/note'] })
  })
})

describe('a field that the service alone writes is refused', () => {
  test.each(['status', 'revision', 'version', 'unit', 'period', 'receipt', 'lock', 'authorIds', 'metMask', 'summary'])(
    '%s',
    async (field) => {
      const values = [{ measure: '1.1', value: true }]
      expectProblem(await patch({ values, [field]: 'approved' }), { ...MALFORMED, pointers: [`/${field}`] })
    },
  )
})
