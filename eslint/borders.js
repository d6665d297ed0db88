/**
 * Who may import whom, folder by folder: docs/decisions and CONTRIBUTING.md say why.
 *
 * A later entry replaces an earlier one for the same file, so each folder lists all that holds for it.
 */

const RULE = '@typescript-eslint/no-restricted-imports'

/** Nothing but relative imports and what `allowed` (a regular expression) matches. */
const onlyFrom = (allowed, message) => ({ regex: `^(?!\\.|${allowed})`, message })
const never = (regex, message, allowTypeImports = false) => ({ regex, message, allowTypeImports })

const noDatabase = never(
  '^(drizzle-orm|pg)(/|$)',
  'SQL lives in queries.ts (split by verb: find-, write-), tables.ts and db/.',
  true,
)
const noTestHelpers = never(
  '/(builders|testing)(/|\\.js$)',
  'Code that ships does not import what tests are built from.',
)
const ownFeatureOnly = never(
  '^\\.\\./(?!\\.)[^/]+/(?!(queries|tables|policy|claim-sheet|write-second-factor|actor|present-list|change-many|find-many|rejudge-drafts|leave-village|write-set|password|throttle|session-watch|find-session-versions|remember-months)\\.js$)',
  'Of another feature, only queries.ts, tables.ts and the small functions it offers: actor, password, throttle, …',
)
const noFeatures = never(
  '/features/(?!access/(queries|actor)\\.js$|clients/(queries|client)\\.js$)',
  'app.ts alone knows both plugins and features.',
  true,
)
const noHttp = never('^(@?fastify(/|$)|\\./(routes|policy|schemas)\\.js$)', 'SQL does not know HTTP.')
const pureValues = [
  onlyFrom('@ntm/shared/', 'A permission or a presenter is a sentence about values.'),
  never(
    '(^\\./(queries|tables)|/db/|/plugins/|^\\.\\./(?!access/actor\\.js$)[^./]+/)',
    'No database, no framework, no other feature.',
    true,
  ),
]

const noServer = never('^(@ntm/api|drizzle-orm|pg|fastify|typebox|node:)', 'Server code stays out of the bundle.')
const wireTypesOnly = never(
  '^@ntm/shared/.*/wire$',
  'Wire schemas are for the service; a page needs their types.',
  true,
)
const noPages = never('^(@/features/|(\\.\\./)+features/)', 'Only the router and its own feature know a page.')
const noSiblings = never(
  '^(@/(features|shell|navigation/guard)|\\.\\./)',
  'A feature links to another by route name; what two need goes to @/ui, @/api, @/stores, @/i18n or @ntm/shared.',
)

const restrict = (patterns) => [RULE, ['error', { patterns }]]
const place = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: Object.fromEntries([restrict(patterns)]),
})

const TESTS = ['**/*.test.ts', '**/builders.ts', '**/testing/**']
const WEB = (folder) => [`web/src/${folder}**/*.{ts,vue}`]

const imports = [
  place(['shared/src/**/*.ts'], [onlyFrom('typebox($|/)', 'shared is pure: typebox and its own files.')], TESTS),

  place(
    ['api/src/**/*.ts'],
    [noDatabase, noTestHelpers],
    [...TESTS, 'api/src/{db,reference,demo,jobs,process}/**', 'api/src/worker.ts'],
  ),
  place(['api/src/plugins/**/*.ts'], [noDatabase, noTestHelpers, noFeatures], TESTS),
  place(['api/src/features/**/*.ts'], [noDatabase, noTestHelpers, ownFeatureOnly], TESTS),
  place(['api/src/features/*/{queries,tables,find-*,write-*}.ts'], [noTestHelpers, ownFeatureOnly, noHttp]),
  place(['api/src/features/*/{policy,present*}.ts'], [...pureValues, noTestHelpers]),

  place(WEB(''), [noServer, wireTypesOnly, noPages, noTestHelpers], [...TESTS, 'web/src/router.ts']),
  place(WEB('features/'), [noServer, wireTypesOnly, noSiblings, noTestHelpers], TESTS),
]

const outside = (selector, message) => ['no-restricted-syntax', ['error', { selector, message }]]

const reaches = [
  {
    files: WEB(''),
    ignores: ['web/src/api/**', ...TESTS],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'HTTP goes through @/api/http.' }],
    },
  },
  {
    files: ['api/src/**/*.ts'],
    ignores: ['api/src/config.ts', ...TESTS],
    rules: Object.fromEntries([
      outside('MemberExpression[object.name="process"][property.name="env"]', 'The environment is read in config.ts.'),
    ]),
  },
  {
    files: ['api/src/features/**/*.ts'],
    ignores: ['api/src/features/*/{routes,*-routes}.ts', 'api/src/features/access/refresh-token.ts', ...TESTS],
    rules: Object.fromEntries([
      outside('Identifier[name="reply"]', 'Only routes.ts and its parts (…-routes.ts) answer a request.'),
    ]),
  },
]

export const borders = [...imports, ...reaches]
