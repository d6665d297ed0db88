import type { Permission } from '@ntm/shared/access/roles'
import type { Reaches, Who } from './policy.js'

/*
 * Who may do what: the one page to read, and to hold the service to. `matrix.test.ts` asks every route, as everybody,
 * about units near and far, and compares what comes back.
 */

const FIELD: readonly Who[] = ['office', 'leadership', 'department', 'district', 'commune', 'observer', 'inspection']

/** Who holds which permission at all; a `person` is everybody with an account, with roles or without. */
export const HOLDERS: Readonly<Record<Permission, readonly Who[]>> = {
  public: ['anybody'],
  self: ['person'],
  'units.read': ['administrator', 'client', ...FIELD],
  'criteria.read': ['administrator', 'client', ...FIELD],
  'criteria.manage': ['office'],
  'assessments.reopen': ['office'],
  // A district's leader fills in nothing: somebody is left to review what the officer brought in by file.
  'assessments.import': ['office', 'districtOfficer', 'commune'],
  // Results of years before this system have nobody else to answer for them.
  'results.import': ['office'],
  'verifications.record': ['department'],
  'periods.manage': ['office'],
  'periods.consolidate': ['office'],
  'periods.read': ['administrator', 'client', ...FIELD],
  'results.read': ['client', ...FIELD],
  'assessments.read': FIELD,
  'assessments.edit': ['commune'],
  'assessments.review': ['office', 'district'],
  'audit.read': ['administrator', 'office'],
  'accounts.read': ['administrator'],
  'accounts.manage': ['administrator'],
  'accountable.manage': ['office'],
  'villages.manage': ['commune'],
  'delegations.manage': ['leader'],
}

/** What whoever signs for a leader (ký thay) may not do all the same: nothing that was handed on is handed onward. */
export const NOT_HANDED_ON: readonly Permission[] = ['delegations.manage']

/**
 * For whom a thing is, by where they stand to the unit that it is about: `all` wherever it is; `own` their own unit;
 * `below` their own and all below it; `rightBelow` a unit whose direct superior is theirs.
 */
export const WAYS: Readonly<Record<string, Reaches>> = {
  nobody: {},
  /** Work under way: for the commune, the line above it, and the agencies, whose indicators lie in every commune. */
  line: {
    office: 'below',
    leadership: 'below',
    department: 'all',
    district: 'below',
    commune: 'below',
    observer: 'below',
    inspection: 'below',
  },
  /** A machine client sees nothing outside its unit; people see all units. */
  bound: { client: 'below', person: 'all' },
  commune: { commune: 'own' },
  /** A village is its commune's to keep. */
  keeper: { commune: 'below' },
  /** Whoever works for the office that is told. */
  told: { office: 'own', district: 'own', commune: 'own' },
  /** The province opens again what is locked. */
  opener: { office: 'below' },
  /** By file: the commune itself, and the offices above it that bring in what it sent them. */
  importer: { office: 'below', districtOfficer: 'below', commune: 'below' },
  reviewer: { office: 'rightBelow', district: 'rightBelow' },
}

/**
 * A row says of one route, and where it does several things, of one act of it:
 *
 *   of          what it is done to; blank: to nothing in particular
 *   permission  what one has to hold; all others get 403, and 401 before signing in
 *   seen by     who may know of it; for all others it is not there: 404, or absent from the list
 *   done by     who may do it; the rest of those who see it get 403
 *
 * The last two are words of WAYS; blank: everybody who came so far.
 */
export const POLICY_TABLE = `
route                                                          | act               | of                  | permission           | seen by | done by

# Signing in and out
GET    /api/v1/openapi.json                                    |                   |                     | public
GET    /api/v1/service                                         |                   |                     | public
POST   /api/v1/auth/login                                      |                   |                     | public
POST   /api/v1/auth/refresh                                    |                   |                     | public
POST   /api/v1/auth/logout                                     |                   |                     | public
GET    /.well-known/oauth-authorization-server                 |                   |                     | public
POST   /oauth/token                                            |                   |                     | public

# One's own account
GET    /api/v1/me                                              |                   |                     | self
POST   /api/v1/me/password                                     |                   |                     | self
GET    /api/v1/me/session                                      |                   |                     | self
GET    /api/v1/events                                          |                   |                     | self
GET    /api/v1/me/sessions                                     |                   |                     | self
DELETE /api/v1/me/sessions                                     |                   |                     | self
DELETE /api/v1/me/sessions/:id                                 | one's own         |                     | self
DELETE /api/v1/me/sessions/:id                                 | another person's  |                     | self                 | nobody
GET    /api/v1/me/second-factor                                |                   |                     | self
POST   /api/v1/me/second-factor                                |                   |                     | self
POST   /api/v1/me/second-factor/confirmation                   |                   |                     | self
DELETE /api/v1/me/second-factor                                |                   |                     | self
GET    /api/v1/me/mail                                         |                   |                     | self
PUT    /api/v1/me/mail                                         |                   |                     | self
GET    /api/v1/work                                            |                   |                     | self

# What the office is told of that one works for
GET    /api/v1/notices                                         |                   | unit                | self                 | told
GET    /api/v1/notices/unread                                  |                   |                     | self
POST   /api/v1/notices/readings                                |                   |                     | self
POST   /api/v1/notices/:id/reading                             |                   | unit                | self                 | told

# Roles handed on
GET    /api/v1/delegations                                     |                   |                     | self
POST   /api/v1/delegations                                     |                   |                     | delegations.manage
DELETE /api/v1/delegations/:id                                 | to oneself        |                     | self
DELETE /api/v1/delegations/:id                                 | between others    |                     | self                 | nobody

# Accounts: whoever makes them has no business rights, and gives none to himself
GET    /api/v1/accounts                                        |                   |                     | accounts.read
POST   /api/v1/accounts                                        |                   |                     | accounts.manage
GET    /api/v1/accounts/:username                              |                   |                     | accounts.read
PATCH  /api/v1/accounts/:username                              |                   |                     | accounts.manage
POST   /api/v1/accounts/:username/transitions                  |                   |                     | accounts.manage
POST   /api/v1/accounts/:username/transitions                  | one's own         |                     | accounts.manage      |         | nobody
PUT    /api/v1/accounts/:username/roles                        |                   |                     | accounts.manage
PUT    /api/v1/accounts/:username/roles                        | one's own         |                     | accounts.manage      |         | nobody
POST   /api/v1/accounts/:username/one-time-password            |                   |                     | accounts.manage
POST   /api/v1/accounts/:username/one-time-password            | one's own         |                     | accounts.manage      |         | nobody
DELETE /api/v1/accounts/:username/second-factor                |                   |                     | accounts.manage
DELETE /api/v1/accounts/:username/second-factor                | one's own         |                     | accounts.manage      |         | nobody

# Machine clients
GET    /api/v1/clients                                         |                   |                     | accounts.read
POST   /api/v1/clients                                         |                   |                     | accounts.manage
GET    /api/v1/clients/:id                                     |                   |                     | accounts.read
PATCH  /api/v1/clients/:id                                     |                   |                     | accounts.manage
POST   /api/v1/clients/:id/secrets                             |                   |                     | accounts.manage

# The audit trail
GET    /api/v1/audit                                           |                   |                     | audit.read
GET    /api/v1/audit/verification                              |                   |                     | audit.read

# Units, criteria, months
GET    /api/v1/agencies                                        |                   |                     | units.read
GET    /api/v1/units                                           |                   | unit                | units.read           | bound
GET    /api/v1/search                                          |                   | unit                | units.read           | bound
GET    /api/v1/units/:code                                     |                   | unit                | units.read           | bound
GET    /api/v1/map                                             |                   | unit                | units.read           | bound
GET    /api/v1/units/:code/accountable                         |                   | unit                | units.read           | bound
PUT    /api/v1/units/:code/accountable                         |                   | unit                | accountable.manage
GET    /api/v1/criteria-sets                                   |                   |                     | criteria.read
GET    /api/v1/criteria-sets/:code                             |                   | unit                | criteria.read        | bound
POST   /api/v1/criteria-sets                                   |                   |                     | criteria.manage
GET    /api/v1/criteria-sets/:code/file                        |                   |                     | criteria.read
GET    /api/v1/criteria-sets/:code/measures/:key/thresholds    |                   |                     | criteria.read
POST   /api/v1/criteria-sets/:code/measures/:key/thresholds    |                   |                     | criteria.manage
GET    /api/v1/criteria-sets/:code/indicators/:indicator/leads |                   |                     | criteria.read
PUT    /api/v1/criteria-sets/:code/indicators/:indicator/leads |                   |                     | criteria.manage
GET    /api/v1/periods                                         |                   |                     | periods.read
GET    /api/v1/periods/:period                                 |                   |                     | periods.read
PATCH  /api/v1/periods/:period                                 |                   |                     | periods.manage
GET    /api/v1/periods/:period/consolidation                   |                   |                     | periods.consolidate
POST   /api/v1/periods/:period/consolidation                   |                   |                     | periods.consolidate

# Villages: the commune keeps its own list
GET    /api/v1/units/:code/villages                            |                   | commune             | units.read           | bound
POST   /api/v1/units/:code/villages                            |                   | commune             | villages.manage      |         | commune
GET    /api/v1/villages/:code                                  |                   | village             | units.read           | bound
PATCH  /api/v1/villages/:code                                  |                   | village             | villages.manage      |         | keeper
POST   /api/v1/villages/:code/transitions                      |                   | village             | villages.manage      |         | keeper

# Results: places learn from each other, but not from what nobody has approved
GET    /api/v1/overview                                        |                   | unit                | results.read         | bound
GET    /api/v1/matrix                                          |                   | unit                | results.read         | bound
GET    /api/v1/trend                                           |                   | unit                | results.read         | bound
GET    /api/v1/discipline                                      |                   | unit                | results.read         | bound
GET    /api/v1/overview                                        | as reported       | unit                | results.read         | bound   | line
GET    /api/v1/matrix                                          | as reported       | unit                | results.read         | bound   | line
GET    /api/v1/trend                                           | as reported       | unit                | results.read         | bound   | line
GET    /api/v1/comparison                                      |                   | unit                | results.read         | bound
GET    /api/v1/similar-units                                   |                   | commune             | results.read         | bound
GET    /api/v1/distribution                                    |                   | unit                | results.read         | bound
GET    /api/v1/comparison                                      | as reported       | unit                | results.read         | bound   | line
GET    /api/v1/distribution                                    | as reported       | unit                | results.read         | bound   | line

# Sheets
GET    /api/v1/assessments                                     |                   | sheet under way     | assessments.read     | line
GET    /api/v1/assessments                                     |                   | accepted sheet      | assessments.read
GET    /api/v1/assessments/:unit/:period                       |                   | sheet under way     | assessments.read     | line
GET    /api/v1/assessments/:unit/:period                       |                   | accepted sheet      | assessments.read
GET    /api/v1/assessments/:unit/:period                       |                   | unit without sheets | assessments.read     | nobody
GET    /api/v1/assessments/:unit/:period/measure-history       |                   | sheet under way     | assessments.read     | line
GET    /api/v1/assessments/:unit/:period/measure-history       |                   | accepted sheet      | assessments.read
GET    /api/v1/assessments/:unit/:period/changes               |                   | sheet under way     | assessments.read     | line
GET    /api/v1/assessments/:unit/:period/changes               |                   | accepted sheet      | assessments.read
GET    /api/v1/assessments/:unit/:period/changes               | since it was sent | accepted sheet      | assessments.read     |         | line
GET    /api/v1/assessments/:unit/:period/history               |                   | sheet under way     | assessments.read     | line
GET    /api/v1/assessments/:unit/:period/history               |                   | accepted sheet      | assessments.read

# Evidence: whoever sees a sheet sees what is attached to it
GET    /api/v1/assessments/:unit/:period/evidence              |                   | sheet under way     | assessments.read     | line
GET    /api/v1/assessments/:unit/:period/evidence              |                   | accepted sheet      | assessments.read
POST   /api/v1/assessments/:unit/:period/evidence              |                   | sheet under way     | assessments.edit     | line    | commune
POST   /api/v1/assessments/:unit/:period/evidence              |                   | accepted sheet      | assessments.edit     |         | commune
DELETE /api/v1/assessments/:unit/:period/evidence/:link        |                   | sheet under way     | assessments.edit     | line    | commune
DELETE /api/v1/assessments/:unit/:period/evidence/:link        |                   | accepted sheet      | assessments.edit     |         | commune
GET    /api/v1/evidence                                        |                   | sheet under way     | assessments.read     | line
GET    /api/v1/evidence/:id                                    |                   | sheet under way     | assessments.read     | line
GET    /api/v1/evidence/:id                                    |                   | accepted sheet      | assessments.read
GET    /api/v1/evidence/:id/file                               |                   | sheet under way     | assessments.read     | line
GET    /api/v1/evidence/:id/file                               |                   | accepted sheet      | assessments.read
GET    /api/v1/evidence/:id/thumbnail                          |                   | sheet under way     | assessments.read     | line
GET    /api/v1/evidence/:id/thumbnail                          |                   | accepted sheet      | assessments.read
PATCH  /api/v1/evidence/:id                                    |                   | sheet under way     | assessments.edit     | line    | commune
PATCH  /api/v1/evidence/:id                                    |                   | accepted sheet      | assessments.edit     |         | commune
POST   /api/v1/uploads                                         |                   |                     | assessments.edit
GET    /api/v1/uploads/:id                                     | another person's  |                     | assessments.edit     | nobody
PATCH  /api/v1/uploads/:id                                     | another person's  |                     | assessments.edit     | nobody
DELETE /api/v1/uploads/:id                                     | another person's  |                     | assessments.edit     | nobody

GET    /api/v1/assessments/:unit/:period/village-figures       |                   | sheet under way     | assessments.read     | line
GET    /api/v1/assessments/:unit/:period/village-figures       |                   | accepted sheet      | assessments.read
# Figures by file
GET    /api/v1/assessments/template.xlsx                       |                   | sheet under way     | assessments.import   |         | importer
GET    /api/v1/assessments/template.csv                        |                   | sheet under way     | assessments.import   |         | importer
GET    /api/v1/imports                                         |                   |                     | assessments.import
POST   /api/v1/imports                                         |                   |                     | assessments.import
GET    /api/v1/imports/:id                                     | another person's  |                     | assessments.import   | nobody
GET    /api/v1/imports/:id/changes                             | another person's  |                     | assessments.import   | nobody
GET    /api/v1/imports/:id/changes/:unit                       | another person's  |                     | assessments.import   | nobody
GET    /api/v1/imports/:id/changes.csv                         | another person's  |                     | assessments.import   | nobody
GET    /api/v1/imports/past-template.xlsx                      |                   |                     | results.import
GET    /api/v1/imports/past-template.csv                       |                   |                     | results.import
POST   /api/v1/imports/:id/transitions                         | another person's  |                     | assessments.import   | nobody

# What departments say of indicators
GET    /api/v1/verifications                                   |                   | sent sheet          | assessments.read     | line
GET    /api/v1/verifications                                   |                   | accepted sheet      | assessments.read
POST   /api/v1/verifications                                   | of its own agency |                     | verifications.record
POST   /api/v1/verifications                                   | of another agency |                     | verifications.record |         | nobody

# The commune fills and sends, the office right above reviews
PATCH  /api/v1/assessments/:unit/:period                       |                   | sheet under way     | assessments.edit     | line    | commune
PATCH  /api/v1/assessments/:unit/:period                       |                   | accepted sheet      | assessments.edit     |         | commune
PATCH  /api/v1/assessments/:unit/:period/village-figures       |                   | sheet under way     | assessments.edit     | line    | commune
PATCH  /api/v1/assessments/:unit/:period/village-figures       |                   | accepted sheet      | assessments.edit     |         | commune
POST   /api/v1/assessments/:unit/:period/transitions           | submit            | sheet under way     | assessments.read     | line    | commune
POST   /api/v1/assessments/:unit/:period/transitions           | submit            | accepted sheet      | assessments.read     |         | commune
POST   /api/v1/assessments/:unit/:period/transitions           | withdraw          | sheet under way     | assessments.read     | line    | commune
POST   /api/v1/assessments/:unit/:period/transitions           | withdraw          | accepted sheet      | assessments.read     |         | commune
POST   /api/v1/assessments/:unit/:period/transitions           | return            | sheet under way     | assessments.read     | line    | reviewer
POST   /api/v1/assessments/:unit/:period/transitions           | return            | accepted sheet      | assessments.read     |         | reviewer
POST   /api/v1/assessments/:unit/:period/transitions           | approve           | sheet under way     | assessments.read     | line    | reviewer
POST   /api/v1/assessments/:unit/:period/transitions           | approve           | accepted sheet      | assessments.read     |         | reviewer
POST   /api/v1/assessments/:unit/:period/transitions           | reopen            | sheet under way     | assessments.read     | line    | opener
POST   /api/v1/assessments/:unit/:period/transitions           | reopen            | accepted sheet      | assessments.read     |         | opener
`
