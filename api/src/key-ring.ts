import { createHash } from 'node:crypto'

/** Milliseconds for which tokens of a replaced key are taken: longer than one lasts, and than a copy takes to notice. */
const GRACE_MS = 15 * 60_000
/** Milliseconds between two looks for keys that a token names and nobody here knows. */
const LOOK_AGAIN_MS = 1_000

/** A line of the key file: the key itself and, once another one took its place, when that was. */
export interface KeptKey {
  secret: string
  replacedAt?: Date
}

interface KnownKey extends KeptKey {
  /** Tells which key signed a token (`kid`), and nothing about the key. */
  id: string
}

/**
 * The keys of this service, the one that signs first.
 *
 * Tokens of replaced keys are taken until the last of them is past. Beyond that an old key only opens what was sealed
 * under it: the secrets of second factors.
 */
export class KeyRing {
  #keys: readonly KnownKey[] = []
  #byHead = new Map<string, KnownKey>()
  #lookedAt = 0

  constructor(
    kept: readonly KeptKey[],
    /** Reads the keys anew, where another process may have replaced them. */
    private readonly read?: () => Promise<readonly KeptKey[]>,
  ) {
    this.#set(kept)
  }

  /** Signs tokens and seals secrets. */
  get signing(): KnownKey {
    const [first] = this.#keys
    if (!first) throw new RangeError('A key ring has at least one key')
    return first
  }

  get secrets(): string[] {
    return this.#keys.map(({ secret }) => secret)
  }

  /** What to verify a token with that begins with `head`; undefined when no key of ours makes such tokens. */
  async findByHead(head: string): Promise<string | undefined> {
    if (!this.#byHead.has(head) && Date.now() - this.#lookedAt > LOOK_AGAIN_MS) {
      // Should it fail, the look that comes by itself tells so in the log; this token is one nobody knows.
      await this.refresh().catch(() => undefined)
    }
    const key = this.#byHead.get(head)
    return key && isTaken(key) ? key.secret : undefined
  }

  findById(id: string): string | undefined {
    return this.#keys.find((key) => key.id === id)?.secret
  }

  /** Looks whether the keys were replaced. @throws what reading throws; the keys known so far stay. */
  async refresh(): Promise<void> {
    this.#lookedAt = Date.now()
    if (this.read) this.#set(await this.read())
  }

  #set(kept: readonly KeptKey[]): void {
    this.#keys = kept.map((key) => ({ ...key, id: keyIdOf(key.secret) }))
    this.#byHead = new Map(this.#keys.map((key) => [headOf(key.id), key]))
  }
}

function isTaken({ replacedAt }: KnownKey): boolean {
  return replacedAt === undefined || replacedAt.getTime() + GRACE_MS > Date.now()
}

export function keyIdOf(secret: string): string {
  return createHash('sha256').update(`ntm key id\n${secret}`).digest('base64url').slice(0, 12)
}

/**
 * The first part of every token that the key signs.
 *
 * Another algorithm, an unknown key id, a key of its own: whatever else a head says, it is not one that was signed here,
 * and nothing in it is looked at.
 */
export function headOf(id: string): string {
  return Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: id })).toString('base64url')
}
