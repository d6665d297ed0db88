import { PERMISSIONS, type Permission } from '@ntm/shared/access/roles'
import { SUBJECTS, type PolicyRow, type Reaches, type Subject } from './policy.js'
import { POLICY_TABLE, WAYS } from './policy-table.js'

/** The rows of the table. @throws RangeError that names the row and the word that means nothing. */
export function readPolicy(): PolicyRow[] {
  const [, ...lines] = POLICY_TABLE.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => {
    const [route = '', act = '', of = '', permission = '', seenBy = '', doneBy = ''] = line
      .split('|')
      .map((word) => word.trim().replaceAll(/ +/g, ' '))
    const refuse = (word: string): never => {
      throw new RangeError(`policy-table.ts: “${word}” means nothing, in: ${line}`)
    }
    const way = (word: string): Reaches | undefined => (word === '' ? undefined : (WAYS[word] ?? refuse(word)))
    return {
      route,
      act: act === '' ? undefined : act,
      of: of === '' ? undefined : (SUBJECTS.find((subject: Subject) => subject === of) ?? refuse(of)),
      permission: PERMISSIONS.find((each: Permission) => each === permission) ?? refuse(permission),
      seenBy: way(seenBy),
      doneBy: way(doneBy),
    }
  })
}
