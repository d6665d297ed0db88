import type pg from 'pg'
import { expect } from 'vitest'
import { addDays, nextPeriod, previousPeriod } from '@ntm/shared/periods/period'
import type { Clock } from '../../clock.js'
import { randomStream } from '../../demo/random.js'
import type { TestApp } from '../app.js'
import { openStage } from '../stage.js'
import { TEST_SIGNING_KEY } from '../app.js'
import { openField } from './field.js'
import { openHttpCaller, type HttpCaller } from './http-caller.js'
import { compareAll, compareSheet, countAll } from './walk-compare.js'
import { BOTH, drawCommand, type Command } from './walk-commands.js'
import { sendCommand } from './walk-send.js'
import { World } from './walk-world.js'

/** After the demonstration's months and before communes are redrawn in July 2025. */
const FIRST_DAY = '2021-01-05'
const SHOWN = 60
/** Commands after which everything, not only what was touched, is compared. */
const STRIDE = 50

export interface WalkReport {
  done: Record<string, number>
  refused: Record<string, number>
  lastDay: string
}

/**
 * Lets random people try random things and holds the service to the model after each.
 *
 * @throws Error with the seed and the latest commands when they part.
 */
export async function walk(service: TestApp, pool: pg.Pool, { seed, count }: { seed: number; count: number }) {
  const field = await openField(service.address, pool, { opensMonths: false })
  // The demonstration's set ends with 2021; the walk may go on longer.
  await pool.query(`update criteria_sets set valid = daterange(lower(valid), '2046-01-01') where code = 'xa-2016-2020'`)
  const both = await hireBoth(service.address, pool)
  const callers = (username: string) => (username === BOTH ? Promise.resolve(both) : field.as(username))
  const world = new World(FIRST_DAY, field.measures)
  const random = randomStream('walk', seed)
  const setClock = steerClock(service.app.clock)
  setClock(world.today)
  const report: WalkReport = { done: {}, refused: {}, lastDay: world.today }
  const trace: string[] = []

  for (let number = 1; number <= count; number += 1) {
    const command = drawCommand(random, {
      periods: periodsOf(world.today),
      measures: field.measures,
      statusOf: (unit, period) => world.sheetOf(unit, period).status,
    })
    trace.push(`${number} ${world.today} ${describe(command)}`)
    try {
      const isDone = await step(command)
      const tally = isDone ? report.done : report.refused
      tally[command.kind] = (tally[command.kind] ?? 0) + 1
      if (number % STRIDE === 0 || number === count) await compareAll(field, world)
    } catch (error) {
      const told = error instanceof Error ? error.message : String(error)
      throw new Error(`Seed ${seed}, command ${number}: ${told}\n${trace.slice(-SHOWN).join('\n')}`, { cause: error })
    }
  }
  report.lastDay = world.today
  return report

  async function step(command: Command): Promise<boolean> {
    if (command.kind === 'wait') {
      world.today = addDays(world.today, command.days)
      setClock(world.today)
      return true
    }
    const before = await countAll(pool)
    const answer = await sendCommand(command, world.today, { callers, measures: field.measures })
    const isAllowed = world.apply(command)
    expect(answer.isDone, `${isAllowed ? 'allowed' : 'forbidden'} by the rules, answered ${answer.text}`).toBe(
      isAllowed,
    )
    if (!isAllowed) expect(await countAll(pool), 'a refusal changes nothing').toEqual(before)
    await compareSheet(field, world, command)
    return isAllowed
  }
}

function periodsOf(today: string): string[] {
  const period = today.slice(0, 7)
  return [...Array<string>(6).fill(period), ...Array<string>(5).fill(previousPeriod(period)), nextPeriod(period)]
}

/** At noon of the day that it is told; the seconds stand still. */
function steerClock(clock: Clock): (day: string) => void {
  let today = ''
  Object.assign(clock, {
    now: () => new Date(`${today}T12:00:00+07:00`),
    today: () => today,
    currentPeriod: () => today.slice(0, 7),
  })
  return (day) => {
    today = day
  }
}

async function hireBoth(origin: string, pool: pg.Pool): Promise<HttpCaller> {
  const stage = openStage(pool, TEST_SIGNING_KEY)
  const account = await stage.addAccount(BOTH)
  await stage.grant(account, { role: 'communeOfficer', unit: '23512', agency: null })
  await stage.grant(account, { role: 'districtOfficer', unit: '615', agency: null })
  return openHttpCaller(origin, await stage.signIn(account))
}

function describe(command: Command): string {
  if (command.kind !== 'edit') return JSON.stringify(command)
  const answers = Object.entries(command.answers)
  const told = answers.length > 1 ? answers.filter(([, answer]) => answer !== 'met') : answers
  return JSON.stringify({ ...command, whole: answers.length > 1, answers: Object.fromEntries(told) })
}
