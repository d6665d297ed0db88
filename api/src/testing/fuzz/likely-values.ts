import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { PLACES, clientIdOf } from '../cast.js'

/** Values that a well-meant field often has here, by the name of the field; what gets past the door stands there often. */
export const LIKELY: Readonly<Record<string, readonly unknown[]>> = {
  unit: ['23512', '23512', '23512', '23512', '23317', '615', '62', '23473', '99999', '23311', '23311-01'],
  code: ['23512', '615', '62', 'xa-2016-2020'],
  parent: ['62', '615'],
  period: ['2019-07', '2019-07', '2019-07', '2019-07', '2019-06', '2019-08', '2016-11', '1900-01', '2099-12'],
  username: ['xa.23512', 'huyen.615', 'vpdp', 'nobody'],
  measure: ['1.1', '11.1', '17.1a', '10.1', '99.9'],
  key: ['1.1', '11.1', '17.1a', '10.1', '99.9'],
  indicator: ['1.1', '11.1', '17.1'],
  criterion: [1, 11, 19, 20],
  agency: ['sxd', 'syt', 'nobody'],
  number: [1, 11, 19, 20],
  cursor: ['23512', '2019-01', '17'],
  // Passwords of the demonstration, and one that nobody has.
  current: [DEMO_PASSWORD, 'con trâu ăn lúa'],
  password: [DEMO_PASSWORD, 'con trâu ăn lúa'],
  value: [true, 0, 5.5, 100, 101],
}

/** The same by the form of a text, for what has no telling name: a machine client that nobody fuzzes as. */
export const LIKELY_FORMS: Readonly<Record<string, readonly string[]>> = {
  '^ntm_[a-z0-9]{16}$': [clientIdOf(PLACES.district)],
}

const HOSTILE_TEXTS = [
  '',
  '\0',
  'a\0b',
  '\ud800',
  '%00',
  "' or 1=1 --",
  '"; drop table sheets; --',
  '<script>alert(1)</script>',
  '=cmd()',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '0000-00-00',
  '0000-01-01',
  '2019-02-30',
  '9999-99',
  '1e309',
  'NaN',
  '-0',
  'Đắk Mar',
  'Đắk Mar'.normalize('NFD'),
  '🌾'.repeat(50),
  'x'.repeat(5_000),
  '[]',
  '{}',
  'null',
  '9'.repeat(400),
]
export const HOSTILE_QUERIES = ['x=1', '__proto__=1', '%00=1', '&&==', 'limit=1&limit=2']
export const HOSTILE_VALUES = [
  null,
  true,
  0,
  -1,
  -0,
  0.1,
  5e-324,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2_147_483_648,
  [],
  {},
  [[[[]]]],
  { a: { b: {} } },
  ...HOSTILE_TEXTS,
]
