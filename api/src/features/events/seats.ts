import { AppError } from '../../errors.js'

/** Streams that one account may have open at one copy of the service, and all accounts together. */
export const SEATS = { perAccount: 20, inAll: 5_000 }

/** Seconds after which a page that found no seat had better ask again. */
const RETRY_AFTER = 30

export interface Seats {
  /**
   * Takes a seat until the returned function is called.
   *
   * @throws AppError when all are taken.
   */
  take: (accountId: number) => () => void
  count: () => number
}

export function createSeats({ perAccount, inAll } = SEATS): Seats {
  const taken = new Map<number, number>()
  let total = 0
  return {
    take: (accountId) => {
      const own = taken.get(accountId) ?? 0
      if (own >= perAccount) throw new AppError('too_many_streams', 429, { retryAfter: RETRY_AFTER })
      if (total >= inAll) throw new AppError('unavailable', 503, { retryAfter: RETRY_AFTER })
      taken.set(accountId, own + 1)
      total += 1
      let isFree = false
      return () => {
        if (isFree) return
        isFree = true
        total -= 1
        const left = (taken.get(accountId) ?? 1) - 1
        if (left > 0) taken.set(accountId, left)
        else taken.delete(accountId)
      }
    },
    count: () => total,
  }
}
