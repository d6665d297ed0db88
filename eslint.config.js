import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { borders } from './eslint/borders.js'

const SOURCES = ['{api,shared,web}/**/*.ts']
const PAGES = ['web/src/**/*.vue']

export default defineConfig(
  globalIgnores(['**/dist', '**/node_modules', '**/coverage', '.data', '.cache']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,

  // Scripts and configuration: plain JavaScript in Node.
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'fetch',
          'FormData',
          'File',
          'AbortSignal',
          'Buffer',
          'performance',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },

  {
    files: SOURCES,
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        // The widest project of each package, so that a file is checked in one program only.
        project: [
          'shared/tsconfig.test.json',
          'api/tsconfig.test.json',
          'web/tsconfig.app.json',
          'web/tsconfig.node.json',
          'web/tsconfig.worker.json',
        ],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Codes and digits are plain ASCII; nothing here takes emoji apart.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }, 'string'] }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // A Fastify plugin and a handler are async by contract, whether they wait or not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },

  {
    files: PAGES,
    extends: [
      ts.configs.strict,
      ts.configs.stylistic,
      vue.configs['flat/recommended-error'],
      accessibility.configs['flat/recommended'],
    ],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: ts.parser, ecmaVersion: 'latest', sourceType: 'module' },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      // The type checker (vue-tsc) knows globals and generics; these two do not.
      'no-undef': 'off',
      'no-useless-assignment': 'off',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': [
        'error',
        { order: ['defineOptions', 'defineProps', 'defineModel', 'defineEmits', 'defineSlots'] },
      ],
      'vue/enforce-style-attribute': ['error', { allow: ['scoped', 'plain'] }],
      'vue/html-button-has-type': 'error',
      'vue/no-static-inline-styles': 'error',
      'vue/no-undef-components': ['error', { ignorePatterns: ['^Chart'] }],
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] }, allowChildren: true }],
    },
  },

  {
    files: [...SOURCES, ...PAGES],
    plugins: { 'import-x': importX },
    settings: {
      // Components are leaves: cycles are looked for among modules.
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          noWarnOnMultipleProjects: true,
          project: [
            'shared/tsconfig.json',
            'api/tsconfig.test.json',
            'web/tsconfig.app.json',
            'web/tsconfig.node.json',
            'web/tsconfig.worker.json',
          ],
          conditionNames: ['source', 'types', 'import', 'node', 'default'],
        }),
      ],
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-duplicates': 'error',
      'import-x/no-self-import': 'error',
      'import-x/order': [
        'error',
        {
          groups: ['builtin', 'external', 'internal', ['parent', 'sibling']],
          pathGroups: [
            { pattern: '@ntm/**', group: 'external', position: 'after' },
            { pattern: '@/**', group: 'internal' },
          ],
          pathGroupsExcludedImportTypes: ['builtin'],
          'newlines-between': 'never',
        },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': ['error', { allow: ['error'] }],
      'prefer-template': 'error',
    },
  },

  // The label of these stands in FormField, tied to the control by its id.
  {
    files: ['web/src/ui/*Field.vue', 'web/src/ui/TextArea.vue'],
    rules: { 'vuejs-accessibility/form-control-has-label': 'off' },
  },

  // Data written down as code is as long as the data.
  { files: ['**/{sets,data,texts}/**/*.ts'], rules: { 'max-lines': 'off' } },

  {
    files: ['**/*.test.ts', '**/testing/**/*.ts', 'web/e2e/**/*.ts'],
    rules: {
      'max-lines': 'off',
      // Answers of the service are read loosely where the assertion is what checks them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },

  ...borders,
  prettier,
)
