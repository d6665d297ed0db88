import { randomInt } from 'node:crypto'

/** Letters and figures that nobody takes for one another when they are read out over the telephone. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LENGTH = 4

/** Days that a one-time password waits to be used. */
export const ONE_TIME_DAYS = 7

/** Sixteen signs of 31, some 79 bits, in groups to be read out. */
export function createOneTimePassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}
