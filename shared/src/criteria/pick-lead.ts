/** An agency in charge of an indicator (ngành phụ trách), from its first to its last day; null leaves that side open. */
export interface Lead {
  from: string | null
  to: string | null
}

/** The agency in charge on a day (`YYYY-MM-DD`); undefined when none was. */
export function pickLead<T extends Lead>(leads: readonly T[], day: string): T | undefined {
  return leads.find(({ from, to }) => (from === null || from <= day) && (to === null || day <= to))
}
