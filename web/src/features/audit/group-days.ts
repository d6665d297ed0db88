import type { AuditEventView } from '@ntm/shared/audit/wire'

/** Milliseconds that Viet Nam is ahead of UTC, all year. */
const AHEAD = 7 * 3_600_000

/** Day in Viet Nam of an ISO instant, `YYYY-MM-DD`. */
export function dayInVietnam(instant: string): string {
  return new Date(Date.parse(instant) + AHEAD).toISOString().slice(0, 10)
}

export interface EventDay {
  day: string
  /** Number of the first event: a day may come twice where the clock of the field was set back. */
  no: number
  events: AuditEventView[]
}

/** Events in their order, cut wherever the day changes. */
export function groupDays(events: readonly AuditEventView[]): EventDay[] {
  const days: EventDay[] = []
  for (const event of events) {
    const day = dayInVietnam(event.at)
    const latest = days.at(-1)
    if (latest?.day === day) latest.events.push(event)
    else days.push({ day, no: event.no, events: [event] })
  }
  return days
}
