export type FileFault =
  | 'empty'
  | 'unknown_format'
  | 'old_excel'
  | 'damaged'
  | 'too_many_entries'
  | 'too_large_inside'
  | 'suspicious_ratio'
  | 'encrypted'
  | 'bad_entry_name'
  | 'not_a_workbook'
  | 'entities'
  | 'too_deep'
  | 'not_utf8'
  | 'broken_quotes'
  | 'web_page'
  | 'row_too_long'

/** A file that is not read: what is wrong with it as a file, whatever it says. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile'

  constructor(
    readonly fault: FileFault,
    options?: ErrorOptions,
  ) {
    super(fault, options)
  }
}
