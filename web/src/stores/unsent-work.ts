/** Where work that has not reached the service waits in the browser: by account, unit and month. */
export const UNSENT = 'ntm.unsent'
/** Where figures of villages wait: by account, commune, month and measure. */
export const UNSENT_OF_VILLAGES = 'ntm.villages'

export interface UnsentField {
  unit: string
  period: string
  /** Such as `answer/11.1`, `obstacle/11`, `village/23311-01/11.1`. */
  field: string
  text: string
}

type Stored = Partial<Record<'edits' | 'drafts', Record<string, unknown>>>

/** Everything that the account wrote on this machine and that the service does not have. */
export function listUnsent(account: string, storage: Pick<Storage, 'getItem' | 'key' | 'length'>): UnsentField[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').sort()
  return keys.flatMap((key) => {
    const [kind = '', owner, unit = '', period = '', measure = ''] = key.split('/')
    if (owner !== account) return []
    const stored = storage.getItem(key)
    if (kind === UNSENT) {
      const { edits = {}, drafts = {} } = read<Stored>(stored, {})
      return Object.entries({ ...edits, ...drafts }).map(([field, kept]) => ({
        unit,
        period,
        field,
        text: print(kept),
      }))
    }
    if (kind !== UNSENT_OF_VILLAGES) return []
    return read<[village: string, typed: Kept][]>(stored, []).map(([village, typed]) => ({
      ...{ unit, period, field: `village/${village}/${measure}` },
      text: print(typed),
    }))
  })
}

function read<T>(text: string | null, nothing: T): T {
  try {
    return (JSON.parse(text ?? 'null') as T | null) ?? nothing
  } catch {
    return nothing
  }
}

interface Kept {
  texts?: readonly string[]
  text?: string | null
  answer?: {
    value: number | boolean | null
    numerator: number | null
    denominator: number | null
    notApplicable: boolean
  }
}

function print(kept: unknown): string {
  const { texts, text, answer } = (kept ?? {}) as Kept
  if (texts) return texts.join(' / ')
  if (!answer) return text ?? ''
  if (answer.notApplicable) return 'không áp dụng'
  if (answer.numerator !== null || answer.denominator !== null) {
    return `${decimal(answer.numerator)} / ${decimal(answer.denominator)}`
  }
  return typeof answer.value === 'boolean' ? (answer.value ? 'đạt' : 'chưa đạt') : decimal(answer.value)
}

function decimal(number: number | null): string {
  return number === null ? '' : String(number).replace('.', ',')
}

/** The file of it for people: opens in a spreadsheet, with its marks and decimal commas. */
export function buildUnsentFile(fields: readonly UnsentField[]): string {
  // A cell that begins like a formula is told to be text.
  const cell = (text: string) => `"${text.replace(/^(?=[=+\-@])/, "'").replaceAll('"', '""')}"`
  const rows = [
    ['Mã xã', 'Kỳ', 'Ô', 'Đã nhập'],
    ...fields.map(({ unit, period, field, text }) => [unit, period, field, text]),
  ]
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}
