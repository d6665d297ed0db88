const FIRST_MS = 1_000
const LONGEST_MS = 60_000

/** Milliseconds to wait after so many failures in a row: 1, 2, 4 … seconds, a minute at most. */
export function retryDelay(failures: number): number {
  return Math.min(FIRST_MS * 2 ** Math.max(failures - 1, 0), LONGEST_MS)
}
