/** Days are `YYYY-MM-DD`; null leaves that side open. */
export interface Validity {
  validFrom: string | null
  validTo: string | null
}

/** Whether `day` lies within the validity; its first and last day both count. */
export function isValidOn({ validFrom, validTo }: Validity, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo)
}
