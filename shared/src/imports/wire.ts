import { Type, type Static } from 'typebox'
import { UnitRef } from '../units/wire.js'
import { ClosedObject, DayText, InstantText, Nullable, OneOf, PageOf, PlainText } from '../wire/parts.js'

/** Figures of sheets of a month, or results of years before this system. */
export const IMPORT_KINDS = ['sheets', 'pastResults'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

export const IMPORT_STATES = ['queued', 'running', 'checked', 'succeeded', 'failed', 'undone'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const IMPORT_STEPS = ['check', 'apply', 'undo'] as const
export type ImportStep = (typeof IMPORT_STEPS)[number]

/** How a template is laid out: a row a measure, or a row a commune. */
export const TEMPLATE_LAYOUTS = ['measures', 'communes'] as const
export type TemplateLayout = (typeof TEMPLATE_LAYOUTS)[number]

export const ImportError = Type.Object({
  /** Such as `Phieu!D14`; null for what is wrong with the whole file. */
  cell: Nullable(Type.String()),
  row: Nullable(Type.Integer()),
  /** Code and name of the commune, as far as the file names one. */
  unit: Nullable(Type.String()),
  unitName: Nullable(Type.String()),
  measure: Nullable(Type.String()),
  code: Type.String(),
  /** What stands there. */
  found: Nullable(Type.String()),
  /** What is wrong and what to do, in words. */
  message: Type.String(),
})
export type ImportError = Static<typeof ImportError>

const head = {
  id: Type.String(),
  kind: OneOf(IMPORT_KINDS),
  state: OneOf(IMPORT_STATES),
  /** What is being done, or was last. */
  step: OneOf(IMPORT_STEPS),
  dryRun: Type.Boolean(),
  fileName: Type.String(),
  format: OneOf(['xlsx', 'csv']),
  bytes: Type.Integer(),
  sha256: Type.String(),
  by: Type.String(),
  /** Unit that the sender works for. */
  scope: UnitRef,
  period: Nullable(Type.String()),
  /** Of past results: the last month in the file; `period` is the first. */
  lastPeriod: Nullable(Type.String()),
  /** Rows, figures and communes read; communes in which something was written, or would be. */
  rows: Type.Integer(),
  figures: Type.Integer(),
  communes: Type.Integer(),
  changed: Type.Integer(),
  progress: Type.Object({ done: Type.Integer(), total: Type.Integer() }),
  errorCount: Type.Integer(),
  /** What past results were taken from, and its day. */
  source: Nullable(Type.String()),
  sourceDate: Nullable(Type.String()),
  replaces: Type.Boolean(),
  createdAt: InstantText,
  finishedAt: Nullable(InstantText),
}

export const ImportSummary = Type.Object(head)
export type ImportSummary = Static<typeof ImportSummary>

export const ImportPage = PageOf(ImportSummary)
export type ImportPage = Static<typeof ImportPage>

/** Communes whose sheets an undoing left as they were, or would leave: all are counted, the first are named. */
export const ImportLeft = Type.Object({ count: Type.Integer(), names: Type.Array(Type.String()) })
export type ImportLeft = Static<typeof ImportLeft>

/** Why an undoing that was asked for did nothing. */
export const UndoRefusal = Type.Object({ code: Type.String(), message: Type.String() })
export type UndoRefusal = Static<typeof UndoRefusal>

export const ImportView = Type.Object({
  ...head,
  /** The first of `errorCount`, in the order of the file. */
  errors: Type.Array(ImportError),
  /** Of past results: months in which results of the file stand. */
  periods: Type.Array(Type.String()),
  /** Communes in which something was written, or would be. */
  sheets: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), figures: Type.Integer() })),
  /** Of the last undoing, until it is asked for again. */
  undoRefused: Nullable(UndoRefusal),
  /** Something has happened in these sheets since: an undoing that may leaves them, one that was done has left them. */
  left: ImportLeft,
  /** What the reader may do with it now. */
  allowed: Type.Object({ apply: Type.Boolean(), undo: Type.Boolean() }),
})
export type ImportView = Static<typeof ImportView>

export const ImportTransition = Type.Object(
  {
    action: OneOf(['apply', 'undo']),
    /** Of an undoing: leave the sheets in which something has happened since, put back the others. */
    leaveEdited: Type.Optional(Type.Boolean()),
  },
  ClosedObject,
)
export type ImportTransition = Static<typeof ImportTransition>

/** The fields beside the file. */
export const ImportFields = Type.Object(
  {
    /** What the file is for. */
    kind: Type.Optional(OneOf(IMPORT_KINDS)),
    /** Of past results: the report that they are taken from, and its day. */
    source: Type.Optional(PlainText(300, 1)),
    sourceDate: Type.Optional(DayText),
    /** Whether they take the place of results of another import. */
    replaces: Type.Optional(OneOf(['true', 'false'])),
  },
  ClosedObject,
)
export type ImportFields = Static<typeof ImportFields>
