import { DEMO_PASSWORD } from '../../demo/demo-accounts.js'
import { PLACES, clientIdOf, type CastMember } from '../cast.js'
import type { Stage, StageAccount } from '../stage.js'

/** What a request is about. */
export interface Target {
  unit: string
  period: string
}

/** What some questions need beside it. */
export interface Scene {
  stage: Stage
  /** Somebody who has nothing to do with whoever asks, and holds a role that can be handed on. */
  stranger: StageAccount
}

/** What a request has beside its route. */
export interface Question {
  /** Parts of the address; `unit`, `code` and `period` are the target's where nothing else is said. */
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string>>
  /** Sent as JSON; a form as what it is. */
  body?: object
  cookie?: string
  /** Without the header that says who asks: the request says so in another way. */
  isUnsigned?: boolean
  /** Of a list: whether the target stands in what came back. */
  lists?: (body: unknown) => boolean
}

type Ask = (target: Target, asker: CastMember, scene: Scene) => Question | Promise<Question>

const REASON = 'Thử quyền truy cập'
const NOWHERE = '00000000-0000-4000-8000-000000000000'
const SHEET = '/api/v1/assessments/:unit/:period'
const ACCOUNT = '/api/v1/accounts/:username'
const OTHER = { username: 'mttq' }
const SET = { code: 'xa-2016-2020' }
const MONTH_TO_COME = { period: '2019-08' }
/** Has no criteria, and so is refused. */
const EMPTY_SET = {
  ...{ ...SET, level: 'commune', name: 'Bộ', nameEn: 'Set', legalBasis: [], validFrom: '2019-08-01', validTo: null },
  ...{ region: 'tay-nguyen', method: 'every-measure', groups: [], criteria: [] },
}
/** Ends before it begins, and so is refused. */
const REVERSED_HARDSHIP = { hardship: { decision: REASON, from: '2019-07-22', to: '2019-07-21' } }
/** On a month in which nobody has sent a sheet; `OWN_AGENCY` of the cast is in charge of 1.1, another one of 2.1. */
const VERDICT = { ...MONTH_TO_COME, units: ['23512'], verdict: 'confirmed' }
const THRESHOLDS = '/api/v1/criteria-sets/:code/measures/:key/thresholds'
const LEADS = '/api/v1/criteria-sets/:code/indicators/:indicator/leads'

/**
 * How to ask, by route and act of the policy table; whatever is not here is asked as it stands.
 *
 * Nothing is changed by asking, even where it is allowed: a question comes with a version that nobody has
 * (`If-Match`, sent with every change), or breaks a rule of the field. Both are looked at after who may, so 409, 412
 * and 422 tell that it was allowed. What is malformed would be refused before that, and tells nothing.
 */
export const REQUESTS: Readonly<Record<string, Ask>> = {
  'POST /api/v1/auth/login': () => ({ body: { ...OTHER, password: DEMO_PASSWORD } }),
  'POST /api/v1/auth/refresh': bringCookie,
  'POST /api/v1/auth/logout': bringCookie,
  'POST /oauth/token': () => {
    const id = clientIdOf(PLACES.province)
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: id }
    return { body: new URLSearchParams(form), isUnsigned: true }
  },

  'POST /api/v1/me/password': () => ({ body: { current: DEMO_PASSWORD, next: DEMO_PASSWORD } }),
  "DELETE /api/v1/me/sessions/:id, one's own": async (_target, { account }, { stage, stranger }) => {
    const { id } = await stage.openSession(account ?? stranger)
    return { params: { id } }
  },
  "DELETE /api/v1/me/sessions/:id, another person's": async (_target, _asker, { stage, stranger }) => {
    const { id } = await stage.openSession(stranger)
    return { params: { id } }
  },
  'POST /api/v1/me/second-factor/confirmation': () => ({ body: { code: '000000' } }),
  'DELETE /api/v1/me/second-factor': () => ({ body: { password: 'không phải mật khẩu này' } }),

  // A stream that lasts would be waited for.
  'GET /api/v1/events': () => ({ query: { seconds: '0' } }),
  'PUT /api/v1/me/mail': () => ({ body: { address: null, wantsDigest: false } }),
  'GET /api/v1/notices': async ({ unit }, _asker, { stage }) => {
    const told = await stage.tell(unit)
    return { query: { limit: '500' }, lists: hasRow(({ id }) => id === told) }
  },
  'POST /api/v1/notices/readings': () => ({ body: { upTo: 1 } }),
  'POST /api/v1/notices/:id/reading': async ({ unit }, _asker, { stage }) => ({
    params: { id: String(await stage.tell(unit)) },
  }),

  'POST /api/v1/delegations': () => ({
    body: { ...OTHER, role: 'observer', unit: PLACES.district, from: '2019-07-22', to: '2019-07-23', reason: REASON },
  }),
  'DELETE /api/v1/delegations/:id, to oneself': async (_target, { account }, { stage, stranger }) => {
    const id = await stage.delegate(stranger, account ?? stranger, { isEnded: true })
    return { params: { id: String(id) } }
  },
  'DELETE /api/v1/delegations/:id, between others': async (_target, _asker, { stage, stranger }) => {
    const id = await stage.delegate(stranger, stranger, { isEnded: true })
    return { params: { id: String(id) } }
  },

  'POST /api/v1/accounts': () => ({ body: { ...OTHER, displayName: 'Tên đã có', roles: [] } }),
  [`GET ${ACCOUNT}`]: () => ({ params: OTHER }),
  [`PATCH ${ACCOUNT}`]: () => ({ params: OTHER, body: { displayName: 'Tên khác' } }),
  [`POST ${ACCOUNT}/transitions`]: () => ({ params: OTHER, body: { action: 'disable', reason: REASON } }),
  [`POST ${ACCOUNT}/transitions, one's own`]: (_target, asker) => ({
    params: ownName(asker),
    body: { action: 'disable', reason: REASON },
  }),
  [`PUT ${ACCOUNT}/roles`]: () => ({ params: OTHER, body: { roles: [] } }),
  [`PUT ${ACCOUNT}/roles, one's own`]: (_target, asker) => ({ params: ownName(asker), body: { roles: [] } }),
  [`POST ${ACCOUNT}/one-time-password`]: () => ({ params: OTHER }),
  [`POST ${ACCOUNT}/one-time-password, one's own`]: (_target, asker) => ({ params: ownName(asker) }),
  [`DELETE ${ACCOUNT}/second-factor`]: () => ({ params: OTHER }),
  [`DELETE ${ACCOUNT}/second-factor, one's own`]: (_target, asker) => ({ params: ownName(asker) }),

  'POST /api/v1/clients': () => ({ body: { name: 'Máy khách', unit: '99999', scopes: ['units:read'] } }),
  'GET /api/v1/clients/:id': () => ({ params: { id: clientIdOf(PLACES.district) } }),
  'PATCH /api/v1/clients/:id': () => ({ params: { id: clientIdOf(PLACES.district) }, body: { name: 'Tên khác' } }),
  'POST /api/v1/clients/:id/secrets': () => ({
    params: { id: clientIdOf(PLACES.district) },
    body: { expiresAt: '2000-01-01T00:00:00Z' },
  }),

  'GET /api/v1/units': ({ unit }) => ({ query: { limit: '500' }, lists: hasRow(({ code }) => code === unit) }),
  'GET /api/v1/search': ({ unit }) => ({
    query: { q: unit },
    lists: (body) => (body as { units: { unit: { code: string } }[] }).units.some((found) => found.unit.code === unit),
  }),
  'GET /api/v1/map': ({ unit }) => ({ query: { unit } }),
  'PUT /api/v1/units/:code/accountable': () => ({
    body: { name: 'Nguyễn Văn An', title: 'Chủ tịch', from: '2019-07-22' },
  }),
  'POST /api/v1/units/:code/villages': () => ({ body: { type: 'thôn', name: 'Một', ...REVERSED_HARDSHIP } }),
  'PATCH /api/v1/villages/:code': () => ({ body: REVERSED_HARDSHIP }),
  'POST /api/v1/villages/:code/transitions': () => ({ body: { action: 'end', lastDay: '2019-07-22', basis: REASON } }),
  'GET /api/v1/criteria-sets/:code': (target) => ({ params: SET, query: { ...target } }),
  'POST /api/v1/criteria-sets': () => ({ body: EMPTY_SET }),
  'GET /api/v1/criteria-sets/:code/file': () => ({ params: SET }),
  [`GET ${THRESHOLDS}`]: () => ({ params: { ...SET, key: '11.1' } }),
  [`POST ${THRESHOLDS}`]: () => ({
    params: { ...SET, key: '11.1' },
    body: { value: 101, legalBasis: '22/2017/QĐ-UBND', reason: REASON },
  }),
  [`GET ${LEADS}`]: () => ({ params: { ...SET, indicator: '11.1' } }),
  [`PUT ${LEADS}`]: () => ({
    params: { ...SET, indicator: '11.1' },
    body: { agency: 'khong-co', from: '2019-07-22', reason: REASON },
  }),

  'GET /api/v1/overview': (target) => ({ query: { ...target } }),
  'GET /api/v1/overview, as reported': (target) => ({ query: { ...target, basis: 'reported' } }),
  'GET /api/v1/matrix': (target) => ({ query: { ...target } }),
  'GET /api/v1/matrix, as reported': (target) => ({ query: { ...target, basis: 'reported' } }),
  'GET /api/v1/trend': ({ unit, period }) => ({ query: { unit, to: period } }),
  'GET /api/v1/discipline': ({ unit, period }) => ({ query: { unit, to: period } }),
  'GET /api/v1/trend, as reported': ({ unit, period }) => ({ query: { unit, to: period, basis: 'reported' } }),
  'GET /api/v1/comparison': ({ unit, period }) => ({ query: { units: unit, period } }),
  'GET /api/v1/comparison, as reported': ({ unit, period }) => ({ query: { units: unit, period, basis: 'reported' } }),
  'GET /api/v1/similar-units': (target) => ({ query: { ...target } }),
  'GET /api/v1/distribution': (target) => ({ query: { ...target, measure: '11.1' } }),
  'GET /api/v1/distribution, as reported': (target) => ({
    query: { ...target, measure: '11.1', basis: 'reported' },
  }),

  'GET /api/v1/assessments': (target) => ({
    query: { ...target },
    lists: hasRow(({ unit }) => (unit as { code: string }).code === target.unit),
  }),
  [`GET ${SHEET}/changes`]: () => ({ query: { since: 'lastMonth' } }),
  [`GET ${SHEET}/changes, since it was sent`]: () => ({ query: { since: 'lastSubmission' } }),
  [`PATCH ${SHEET}/village-figures`]: () => ({ body: { measures: [{ measure: '9.2' }] } }),
  [`PATCH ${SHEET}`]: () => ({ body: { values: [] } }),
  [`POST ${SHEET}/transitions, submit`]: () => ({ body: { action: 'submit' } }),
  [`POST ${SHEET}/transitions, withdraw`]: () => ({ body: { action: 'withdraw' } }),
  [`POST ${SHEET}/transitions, return`]: () => ({ body: { action: 'return', returned: [] } }),
  [`POST ${SHEET}/transitions, approve`]: () => ({ body: { action: 'approve' } }),
  [`POST ${SHEET}/transitions, reopen`]: () => ({ body: { action: 'reopen' } }),

  [`POST ${SHEET}/evidence`]: () => ({ body: { measure: '1.1', upload: NOWHERE } }),
  [`DELETE ${SHEET}/evidence/:link`]: async ({ unit, period }, _asker, { stage }) => ({
    params: { link: String((await stage.attach(unit, period)).link) },
  }),
  'GET /api/v1/evidence': ({ unit }) => ({ query: { unit } }),
  'GET /api/v1/evidence/:id': findDocument,
  'GET /api/v1/evidence/:id/file': findDocument,
  'GET /api/v1/evidence/:id/thumbnail': findDocument,
  'PATCH /api/v1/evidence/:id': async (...scene) => ({ ...(await findDocument(...scene)), body: {} }),
  "GET /api/v1/uploads/:id, another person's": () => ({ params: { id: NOWHERE } }),
  "PATCH /api/v1/uploads/:id, another person's": () => ({ params: { id: NOWHERE } }),
  "DELETE /api/v1/uploads/:id, another person's": () => ({ params: { id: NOWHERE } }),

  'GET /api/v1/assessments/template.xlsx': (target) => ({ query: { ...target } }),
  'GET /api/v1/assessments/template.csv': (target) => ({ query: { ...target } }),
  'POST /api/v1/imports': () => ({ body: formWithoutFile() }),
  "GET /api/v1/imports/:id, another person's": () => ({ params: { id: NOWHERE } }),
  "GET /api/v1/imports/:id/changes, another person's": () => ({ params: { id: NOWHERE } }),
  "GET /api/v1/imports/:id/changes/:unit, another person's": () => ({ params: { id: NOWHERE, unit: '23512' } }),
  "GET /api/v1/imports/:id/changes.csv, another person's": () => ({ params: { id: NOWHERE } }),
  "POST /api/v1/imports/:id/transitions, another person's": () => ({
    params: { id: NOWHERE },
    body: { action: 'apply' },
  }),

  'GET /api/v1/verifications': (target) => ({
    query: { ...target, limit: '500' },
    lists: hasRow(({ unit }) => (unit as { code: string }).code === target.unit),
  }),
  'POST /api/v1/verifications, of its own agency': () => ({ body: { ...VERDICT, indicators: ['1.1'] } }),
  'POST /api/v1/verifications, of another agency': () => ({ body: { ...VERDICT, indicators: ['2.1'] } }),
  'GET /api/v1/periods/:period': () => ({ params: MONTH_TO_COME }),
  'PATCH /api/v1/periods/:period': () => ({ params: MONTH_TO_COME, body: { dueOn: '2019-08-26' } }),
  'GET /api/v1/periods/:period/consolidation': () => ({ params: MONTH_TO_COME }),
  'POST /api/v1/periods/:period/consolidation': () => ({ params: MONTH_TO_COME, body: {} }),
}

function formWithoutFile(): FormData {
  const form = new FormData()
  form.set('kind', 'sheets')
  return form
}

async function bringCookie(_target: Target, { account }: CastMember, { stage, stranger }: Scene): Promise<Question> {
  const { cookie } = await stage.openSession(account ?? stranger)
  return { cookie }
}

async function findDocument({ unit, period }: Target, _asker: CastMember, { stage }: Scene): Promise<Question> {
  return { params: { id: (await stage.attach(unit, period)).id } }
}

function ownName({ account }: CastMember): { username: string } {
  return { username: account?.username ?? OTHER.username }
}

function hasRow(isIt: (row: Record<string, unknown>) => boolean) {
  return (body: unknown): boolean => (body as { data: Record<string, unknown>[] }).data.some(isIt)
}
