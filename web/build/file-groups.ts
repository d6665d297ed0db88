import { fileURLToPath } from 'node:url'
import type { Rolldown } from 'vite'

/** The first questions: who is signed in. A file small enough to be there at once. */
const FIRST = [
  'src/first-questions.ts',
  'src/stores/choices.ts',
  'src/api/(access-token|ahead|begin-visit|idempotency-key|problem-error|renewal-turn|send|session-hint).ts',
]

/** Which page is at an address, and what it needs. */
const PAGES = [
  'vite/preload-helper.js',
  'src/first-page.ts',
  'src/features/[a-z-]+/(routes|ask-ahead|place-of-view|bases).ts',
  'src/i18n/texts.ts',
  'src/navigation/(bring-page|feature-routes|match-path).ts',
]

/** Parts of `src/ui` that a first page shows; none of them brings a library along. */
const COMMON_PARTS = [
  'AppButton',
  'BreadcrumbList',
  'EmptyNotice',
  'ErrorNotice',
  'ErrorSummary',
  'FormField',
  'LoadingNotice',
  'PageHeader',
  'PageMain',
  'RoofMark',
  'SectionHeader',
  'SegmentedChoice',
  'SelectField',
  'SkipLink',
  'StatusMark',
  'StatusShape',
  'TextField',
]

/** The frame around every page of whoever is signed in. */
const FRAME = [String.raw`src/shell/(AppShell|\w+Block|\w+List|\w+Bell|search/SearchButton).vue`]

/** Tables and what is done with them. */
const TABLES = ['src/ui/(BandBar|DataTable|TableTools).vue']

/** What pages of figures share. */
const FIGURES = [
  'src/charts/ChartFigure.vue',
  'src/features/analysis/(AnalysisControls|BasisLine|ChangeMark|MeanTrend|TrendSpan).vue',
  'shared/src/analysis/bands.ts',
  'src/features/analysis/(findings|pick-compared|use(AnalysisView|CompareView|Accountables|CompareLine|FindingText|SetNames|ShownDay|SourceLine|TrendSpan)).ts',
]

const DIALOGS = ['src/ui/(AppDialog|AppDrawer|ChangeDialog|ConfirmDialog).vue']

/** What pages to fill in share. */
const FORMS = [
  'src/ui/(DoneLine|NoticeBox|SparkLine|StickyBar|TextArea).vue',
  'src/ui/useSubmission.ts',
  'src/live/on-changes.ts',
  'shared/src/criteria/(judge-[a-z]+|check-answer).ts',
]

const SHEETS = fileURLToPath(new URL('../src/features/assessments', import.meta.url))

/** What a sheet needs to be read and filled, and what comes when it can be. */
const SHEET = ['SheetPage']
const SHEET_LATER = ['evidence/CriterionEvidence', 'CheckStep', 'MergeNotice', 'ShownSheet']

/** The program itself, with what a first page shows. */
const START = [
  `src/ui/(${COMMON_PARTS.join('|')}).vue`,
  'src/(main|App|router).(ts|vue)',
  'shared/src/numbers/decimal.ts',
]

/** Modules whose path ends in one of these, whatever a part of a Vue file adds to it; `/` stands for either separator. */
function anyOf(patterns: readonly string[]): RegExp {
  const ends = patterns.map((pattern) => `/${pattern.replaceAll(/[.](?=[a-z])/g, '[.]')}(?:$|[?])`)
  return new RegExp(ends.join('|').replaceAll('/', String.raw`[\\/]`))
}

/** Modules of ours that these parts of a sheet cannot do without, less those that the groups before have. */
function neededBy(parts: readonly string[], name: string): Rolldown.CodeSplittingNameFunction {
  const needed = new Set<string>()
  return (module, bundle) => {
    if (needed.size === 0) {
      const reached = parts.map((part) => `${SHEETS}/${part}.vue`)
      for (let next = reached.pop(); next !== undefined; next = reached.pop()) {
        if (needed.has(next) || next.includes('node_modules')) continue
        needed.add(next)
        reached.push(...(bundle.getModuleInfo(next)?.importedIds ?? []))
      }
    }
    return needed.has(module) ? name : null
  }
}

/**
 * What travels together: on a slow line each file costs its headers and a round trip, and a browser asks for six at a
 * time. A group takes what it needs along, unless one before it has it.
 */
export const FILE_GROUPS = [
  { name: 'first', test: anyOf(FIRST), priority: 10 },
  { name: 'pages', test: anyOf(PAGES), priority: 9 },
  // Stays as it is from one version to the next.
  { name: 'vendor', tags: ['$initial' as const], test: /node_modules/, priority: 8 },
  { name: 'start', test: anyOf(START), priority: 7 },
  { name: 'frame', test: anyOf(FRAME), priority: 6 },
  { name: 'tables', test: anyOf(TABLES), priority: 5 },
  { name: 'figures', test: anyOf(FIGURES), priority: 5 },
  { name: 'forms', test: anyOf(FORMS), priority: 4 },
  { name: 'dialogs', test: anyOf(DIALOGS), priority: 3 },
  { name: neededBy(SHEET, 'sheet'), priority: 2 },
  { name: neededBy(SHEET_LATER, 'sheet-later'), priority: 1 },
]
