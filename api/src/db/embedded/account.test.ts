import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StartError } from '../../start-error.js'
import { canReach, chooseAccount } from './account.js'

const ROOT = 'root:x:0:0:root:/root:/bin/bash'
const DAEMON = 'daemon:x:1:1::/:/usr/sbin/nologin'
const NOBODY = 'nobody:x:65534:65533::/nonexistent:/usr/sbin/nologin'
const POSTGRES = 'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ntm-account-'))
})
afterEach(() => rm(directory, { recursive: true }))

test.each([
  ['the account postgres is preferred', [ROOT, DAEMON, NOBODY, POSTGRES], { name: 'postgres', uid: 101, gid: 104 }],
  ['then nobody', [ROOT, DAEMON, NOBODY], { name: 'nobody', uid: 65534, gid: 65533 }],
  ['then whoever is not root', [ROOT, '', 'broken line', DAEMON], { name: 'daemon', uid: 1, gid: 1 }],
] as const)('%s', (_rule, lines, account) => {
  expect(chooseAccount(lines.join('\n'))).toEqual(account)
})

test('a machine with root alone is told what to do', () => {
  expect(() => chooseAccount(`${ROOT}\ntoor:x:0:0::/root:/bin/sh\n`)).toThrow(StartError)
})

test('a directory is reached only if every directory above it may be passed', async () => {
  const stranger = { name: 'stranger', uid: 64_321, gid: 64_321 }
  const inner = join(directory, 'checkout/.data')
  await mkdir(inner, { recursive: true })
  await chmod(directory, 0o755)
  expect(await canReach(stranger, inner)).toBe(true)
  await chmod(directory, 0o711)
  expect(await canReach(stranger, inner)).toBe(true)
  await chmod(directory, 0o744)
  expect(await canReach(stranger, inner)).toBe(false)
  await chmod(directory, 0o700)
  expect(await canReach(stranger, inner)).toBe(false)
  expect(await canReach({ name: 'me', uid: process.getuid?.() ?? 0, gid: 0 }, inner)).toBe(true)
})
