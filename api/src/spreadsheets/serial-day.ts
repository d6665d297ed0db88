import { addDays } from '@ntm/shared/periods/period'

/** Day 0 of a spreadsheet, and a number far beyond all days that are meant. */
const FIRST_DAY = '1899-12-30'
const LAST_SERIAL = 73_000

/** The day that a spreadsheet keeps as a number; undefined where the number is none. */
export function dayOfSerial(serial: number): string | undefined {
  return serial > 0 && serial < LAST_SERIAL ? addDays(FIRST_DAY, Math.floor(serial)) : undefined
}
