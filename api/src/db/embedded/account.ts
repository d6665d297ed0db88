import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartError } from '../../start-error.js'

/** The operating-system account that PostgreSQL runs as. */
export interface Account {
  name: string
  uid: number
  gid: number
}

const PREFERRED = ['postgres', 'nobody']

/** PostgreSQL refuses to run as root; everywhere else it runs as whoever started us. */
export function mustChangeAccount(): boolean {
  return process.getuid?.() === 0
}

/**
 * Picks an account without privileges: `postgres`, else `nobody`, else the first that is not root.
 *
 * It must stand in `/etc/passwd`, because `initdb` looks its own name up.
 *
 * @throws StartError if there is none.
 */
export function chooseAccount(passwd: string): Account {
  const accounts = parseAccounts(passwd)
  const preferred = PREFERRED.map((name) => accounts.find((account) => account.name === name)).find(Boolean)
  const chosen = preferred ?? accounts[0]
  if (chosen) return chosen
  throw new StartError(
    'PostgreSQL không chạy bằng root, mà máy này không có tài khoản nào khác. Hãy tạo một tài khoản (ví dụ: useradd ntm) hoặc đặt DATABASE_URL.',
  )
}

/** The account of the machine that shall run PostgreSQL; absent when it runs as ourselves. */
export async function findAccount(existingCluster: string): Promise<Account | undefined> {
  if (!mustChangeAccount()) return undefined
  // A cluster stays with its owner: PostgreSQL refuses a directory of somebody else.
  const owner = await stat(existingCluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return { name: String(owner.uid), uid: owner.uid, gid: owner.gid }
  return chooseAccount(await readFile('/etc/passwd', 'utf8').catch(() => ''))
}

/** Whether the account may pass through every directory down to and including this one, by their mode bits. */
export async function canReach(account: Account, directory: string): Promise<boolean> {
  for (let current = await realpath(directory); ; current = dirname(current)) {
    const { mode, uid, gid } = await stat(current)
    const search = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & search) === 0) return false
    if (current === dirname(current)) return true
  }
}

function parseAccounts(passwd: string): Account[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    const account = { name: name ?? '', uid: Number(uid), gid: Number(gid) }
    const isUsable = account.name !== '' && Number.isInteger(account.uid) && account.uid > 0 && account.gid >= 0
    return isUsable ? [account] : []
  })
}
