import {
  describeClientChanged,
  describeClientCreated,
  describeClientRefused,
  describeClientSignedIn,
  describeSecretAdded,
} from './describe-clients'
import * as people from './describe-people'
import * as sessions from './describe-sessions'
import * as sheets from './describe-sheets'
import { fieldsOf } from './read-unknown'
import { tell, type Describe } from './told'

/** How each action is told; also the list that the search offers. */
const DESCRIBERS: Readonly<Record<string, Describe>> = {
  'assessment.changed': sheets.describeChanged,
  'assessment.submitted': sheets.describeSubmitted,
  'assessment.withdrawn': sheets.describeWithdrawn,
  'assessment.returned': sheets.describeReturned,
  'assessment.approved': sheets.describeApproved,
  'period.consolidated': sheets.describeConsolidated,
  'session.started': sessions.describeStarted,
  'session.refused': sessions.describeRefused,
  'session.renewed': sessions.describeRenewed,
  'session.ended': sessions.describeEnded,
  'session.othersEnded': sessions.describeOthersEnded,
  'password.changed': people.describePasswordChanged,
  'account.created': people.describeCreated,
  'account.renamed': people.describeRenamed,
  'account.rescoped': people.describeRescoped,
  'account.disabled': people.describeDisabled,
  'account.enabled': people.describeEnabled,
  'account.passwordReset': people.describePasswordReset,
  'account.factorBegun': people.describeFactorBegun,
  'account.factorConfirmed': people.describeFactorConfirmed,
  'account.factorRemoved': people.describeFactorRemoved,
  'delegation.given': people.describeDelegationGiven,
  'delegation.ended': people.describeDelegationEnded,
  'unit.accountableNamed': people.describeAccountableNamed,
  'unit.accountableCorrected': people.describeAccountableCorrected,
  'client.created': describeClientCreated,
  'client.changed': describeClientChanged,
  'client.secretAdded': describeSecretAdded,
  'client.signedIn': describeClientSignedIn,
  'client.refused': describeClientRefused,
}

export const KNOWN_ACTIONS: readonly string[] = Object.keys(DESCRIBERS)

/** Longest value that is shown of an action nobody wrote words for. */
const SHOWN = 300

/** One of a later or an earlier version of the program: its own names, and what it says changed. */
const describeUnknown: Describe = ({ action, subject, old: before, new: after }, words) => {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const print = (value: unknown): string | null => {
    if (value === undefined || value === null) return null
    return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, SHOWN)
  }
  const kind = words.isKnown(`audit.kinds.${subject.kind}`) ? words.say(`kinds.${subject.kind}`) : subject.kind
  const changes = [...new Set([...Object.keys(was), ...Object.keys(is)])].map((label) => ({
    label,
    old: print(was[label]),
    new: print(is[label]),
  }))
  return tell(
    words.say('said.unknown', { action, subject: `${kind} ${subject.key}` }),
    changes.filter((change) => change.old !== change.new),
  )
}

/** An audit event in plain words, whoever wrote it. */
export const describeEvent: Describe = (event, words) => (DESCRIBERS[event.action] ?? describeUnknown)(event, words)
