import type { FigureState } from '@ntm/shared/imports/changes-wire'
import type { CsvProfile } from '../../spreadsheets/csv.js'
import type { ReadChanges } from './preview-changes.js'
import { listChanges } from './present-changes.js'

type CsvRow = (string | number | null)[]

const HEADS: Readonly<Record<CsvProfile, readonly string[]>> = {
  machine: [
    ...['unit', 'unitName', 'measure', 'name', 'measureUnit', 'oldValue', 'newValue', 'oldNumerator', 'oldDenominator'],
    ...['newNumerator', 'newDenominator', 'oldNote', 'newNote', 'oldResult', 'newResult', 'refused'],
  ],
  excel: [
    ...['Mã xã', 'Xã', 'Mã chỉ tiêu', 'Chỉ tiêu', 'Đơn vị tính', 'Số cũ', 'Số mới', 'Tử số cũ', 'Mẫu số cũ'],
    ...['Tử số mới', 'Mẫu số mới', 'Ghi chú cũ', 'Ghi chú mới', 'Kết quả cũ', 'Kết quả mới', 'Chưa ghi được vì'],
  ],
}

const RESULTS: Readonly<Record<FigureState['result'], string>> = {
  met: 'Đạt',
  notMet: 'Chưa đạt',
  missing: 'Chưa có số liệu',
  notApplicable: 'Không áp dụng',
}

export const headOfChanges = (profile: CsvProfile): CsvRow => [...HEADS[profile]]

/** A row a figure that changes; a commune that keeps the file from being written has one that says why. */
export function listChangeRows(read: ReadChanges, profile: CsvProfile): CsvRow[] {
  const isMachine = profile === 'machine'
  const { code, name } = read.commune
  if (read.fault) return [[code, name, ...Array.from({ length: 13 }, () => null), read.fault.message]]
  const show = ({ value, notApplicable }: FigureState) => {
    if (notApplicable) return isMachine ? 'notApplicable' : RESULTS.notApplicable
    if (typeof value !== 'boolean') return value
    return isMachine ? String(value) : value ? RESULTS.met : RESULTS.notMet
  }
  const result = (state: FigureState) => (isMachine ? state.result : RESULTS[state.result])
  return listChanges(read).map(({ measure, name: label, unit, old, new: after }) => [
    ...[code, name, isMachine ? measure : `CT ${measure}`, label, unit, show(old), show(after)],
    ...[old.numerator, old.denominator, after.numerator, after.denominator, old.note, after.note],
    ...[result(old), result(after), null],
  ])
}
