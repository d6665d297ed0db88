import type { Database } from '../db/client.js'
import { hashPassword } from '../features/access/password.js'
import { DEMO_PASSWORD, type DemoAccount } from './demo-accounts.js'
import type { DemoOfficial } from './officials.js'

/** An account as audit rows name it. */
export interface Person {
  id: number
  displayName: string
}

/** By user name. */
export type People = ReadonlyMap<string, Person>

export function getPerson(people: People, username: string): Person {
  const person = people.get(username)
  if (!person) throw new RangeError(`No demonstration account ${username}`)
  return person
}

export async function loadAccounts(tx: Database, accounts: readonly DemoAccount[]): Promise<People> {
  // Hashed once for all: 130 hashes would take seconds of every first start, and the password is no secret.
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const { rows } = await tx.$client.query<Person & { username: string }>(
    `insert into accounts (username, display_name, password_hash)
     select *, $3 from unnest($1::text[], $2::text[])
     returning id, username, display_name "displayName"`,
    [accounts.map(({ username }) => username), accounts.map(({ displayName }) => displayName), passwordHash],
  )
  await tx.$client.query(
    `insert into role_grants (account_id, role, unit_id, agency_id)
     select a.id, g.role, u.id, agency.id
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) g (username, role, unit, agency)
     join accounts a using (username)
     left join units u on u.uid = g.unit
     left join agencies agency on agency.code = g.agency`,
    [
      accounts.map(({ username }) => username),
      accounts.map(({ role }) => role),
      accounts.map(({ unit }) => unit),
      accounts.map(({ agency }) => agency),
    ],
  )
  return new Map(rows.map(({ id, username, displayName }) => [username, { id, displayName }]))
}

/** First day of the term 2016–2021, in which all of them hold office, or until their unit is no more. */
const TERM_BEGAN = '2016-07-01'

export async function loadOfficials(tx: Database, officials: readonly DemoOfficial[]): Promise<void> {
  await tx.$client.query(
    `insert into accountable_officials (unit_id, name, title, valid)
     select u.id, o.name, o.title, daterange($4, upper(u.valid))
     from unnest($1::text[], $2::text[], $3::text[]) o (unit, name, title)
     join units u on u.uid = o.unit`,
    [
      officials.map(({ unit }) => unit),
      officials.map(({ name }) => name),
      officials.map(({ title }) => title),
      TERM_BEGAN,
    ],
  )
}
