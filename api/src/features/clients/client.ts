import { createHash, randomBytes } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { SCOPE_PERMISSIONS, isScope, type Scope } from '@ntm/shared/clients/scopes'
import type { Reader } from '../access/actor.js'

/** A machine client as it asks for something: what it may do, in which unit, from where. */
export interface Client extends Reader {
  clientId: string
  /** The secret that it signed in with; its tokens end when the secret does. */
  secretId: number
  name: string
  scopes: readonly Scope[]
  addresses: readonly string[]
}

/** What the audit trail calls a client. */
export function auditNameOf({ name, clientId }: { name: string; clientId: string }): string {
  return `${name} (máy khách ${clientId})`
}

/** The client with no more than the scopes of its token: those it asked for, less those taken away since. */
export function narrowClient(client: Client, tokenScope: string): Client {
  const asked = new Set(tokenScope.split(' ').filter(isScope))
  const scopes = client.scopes.filter((scope) => asked.has(scope))
  return { ...client, scopes, permissions: new Set(scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope])) }
}

/** Form of a client's id; what a stranger sends in its place may be anything, also somebody's password. */
const CLIENT_ID = /^ntm_[a-z0-9]{16}$/

/** The name under which failures of a client are counted; no account can have it. */
export function throttleNameOf(clientId: string): string {
  return `client:${CLIENT_ID.test(clientId) ? clientId : ''}`
}

export function createClientId(): string {
  return `ntm_${randomBytes(8).toString('hex')}`
}

export function createClientSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashClientSecret(secret) }
}

export function hashClientSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Whether `text` is an address, or a range such as `10.0.0.0/8`. */
export function isAddressRange(text: string): boolean {
  const { family, bits } = parseRange(text)
  return family !== 0 && bits >= 0 && bits <= (family === 4 ? 32 : 128)
}

/** Whether a call from `address` is one that the list allows; an empty list allows all. */
export function isAllowedFrom(addresses: readonly string[], address: string): boolean {
  if (addresses.length === 0) return true
  const list = new BlockList()
  for (const range of addresses) {
    const { host, family, bits } = parseRange(range)
    list.addSubnet(host, bits, family === 4 ? 'ipv4' : 'ipv6')
  }
  // A socket that takes both families shows an IPv4 address in IPv6 form.
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')
}

function parseRange(text: string): { host: string; family: number; bits: number } {
  const [host = '', bits, ...rest] = text.split('/')
  const family = rest.length === 0 ? isIP(host) : 0
  return { host, family, bits: bits === undefined ? (family === 4 ? 32 : 128) : Number(bits) }
}
