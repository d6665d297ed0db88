import { expect, test } from 'vitest'
import { AppError } from '../../errors.js'
import { createSeats } from './seats.js'

function refusal(take: () => unknown): Pick<AppError, 'code' | 'status'> | undefined {
  try {
    take()
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, status: error.status }
    throw error
  }
  return undefined
}

test('one account has so many seats, all together so many more; a seat is given back once', () => {
  const seats = createSeats({ perAccount: 2, inAll: 3 })
  const first = seats.take(1)
  seats.take(1)
  expect(refusal(() => seats.take(1))).toEqual({ code: 'too_many_streams', status: 429 })
  seats.take(2)
  expect(refusal(() => seats.take(3))).toEqual({ code: 'unavailable', status: 503 })
  first()
  first()
  expect(seats.count()).toBe(2)
  expect(refusal(() => seats.take(1))).toBeUndefined()
  expect(refusal(() => seats.take(4))).toEqual({ code: 'unavailable', status: 503 })
})
