import type { Role } from '@ntm/shared/access/roles'
import type { CastMember } from '../cast.js'
import { GROUPS, REACHES, type PolicyRow, type Reaches, type Relation, type Who } from './policy.js'
import { HOLDERS, NOT_HANDED_ON } from './policy-table.js'

/** `ok`: the request came past every question of who may. */
export type Verdict = 'ok' | 401 | 403 | 404

/** What the table says that a request is answered with. */
export function judge(row: PolicyRow, member: CastMember, relation: Relation): Verdict {
  if (row.permission === 'public') return 'ok'
  if (member.role === 'anonymous') return 401
  const words = wordsFor(member)
  if (!words.some((word) => HOLDERS[row.permission].includes(word))) return 403
  if (member.isDelegate && NOT_HANDED_ON.includes(row.permission)) return 403
  if (!isReached(row.seenBy, words, relation)) return 404
  return isReached(row.doneBy, words, relation) ? 'ok' : 403
}

function isReached(reaches: Reaches | undefined, words: readonly Who[], relation: Relation): boolean {
  if (reaches === undefined) return true
  const reach = words.map((word) => reaches[word]).find((each) => each !== undefined)
  return reach !== undefined && (REACHES[reach] as readonly Relation[]).includes(relation)
}

/** From the narrowest to the widest. */
function wordsFor({ role }: CastMember): Who[] {
  if (role === 'client') return ['client', 'anybody']
  if (role === 'anonymous' || role === 'roleless') return ['person', 'anybody']
  const groups = Object.entries(GROUPS).flatMap(([name, roles]) =>
    (roles as readonly Role[]).includes(role) ? [name as Who] : [],
  )
  return [role, ...groups, 'person', 'anybody']
}

export interface Place {
  code: string
  /** Codes from the province down to the unit itself. */
  path: readonly string[]
}

export function relate(from: Place | undefined, to: Place | undefined): Relation {
  if (from === undefined || to === undefined) return 'none'
  if (from.code === to.code) return 'own'
  if (to.path.includes(from.code)) return to.path.at(-2) === from.code ? 'child' : 'grandchild'
  if (from.path.includes(to.code)) return 'parent'
  return from.path.at(-2) === to.path.at(-2) ? 'sibling' : 'foreign'
}
