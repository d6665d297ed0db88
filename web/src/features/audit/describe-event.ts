import { describeBoundariesLoaded } from './describe-boundaries'
import {
  describeClientChanged,
  describeClientCreated,
  describeClientRefused,
  describeClientSignedIn,
  describeSecretAdded,
} from './describe-clients'
import * as criteria from './describe-criteria'
import * as evidence from './describe-evidence'
import * as imports from './describe-imports'
import * as people from './describe-people'
import * as sessions from './describe-sessions'
import * as sheets from './describe-sheets'
import * as villages from './describe-villages'
import { nameSubject } from './name-subject'
import { tell, type Describe } from './told'

/** How each action is told; also the list that the search offers. */
const DESCRIBERS: Readonly<Record<string, Describe>> = {
  'assessment.changed': sheets.describeChanged,
  'assessment.submitted': sheets.describeSubmitted,
  'assessment.withdrawn': sheets.describeWithdrawn,
  'assessment.returned': sheets.describeReturned,
  'assessment.approved': sheets.describeApproved,
  'assessment.reopened': sheets.describeReopened,
  'assessment.verified': sheets.describeVerified,
  'assessment.consolidated': sheets.describeSheetConsolidated,
  'evidence.attached': evidence.describeAttached,
  'evidence.detached': evidence.describeDetached,
  'evidence.described': evidence.describeDescribed,
  'evidence.missing': evidence.describeMissing,
  'evidence.altered': evidence.describeAltered,
  'evidence.restored': evidence.describeRestored,
  'upload.begun': evidence.describeUploadBegun,
  'upload.completed': evidence.describeUploadCompleted,
  'upload.abandoned': evidence.describeUploadAbandoned,
  'template.downloaded': imports.describeTemplate,
  'import.sent': imports.describeSent,
  'import.confirmed': imports.describeConfirmed,
  'import.applied': imports.describeApplied,
  'import.undoing': imports.describeUndoing,
  'import.undone': imports.describeUndone,
  'period.changed': sheets.describePeriodChanged,
  'period.consolidated': sheets.describeConsolidated,
  'session.started': sessions.describeStarted,
  'session.refused': sessions.describeRefused,
  'session.renewed': sessions.describeRenewed,
  'session.ended': sessions.describeEnded,
  'session.othersEnded': sessions.describeOthersEnded,
  'access.refused': sessions.describeAccessRefused,
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
  'account.mailSet': people.describeMailSet,
  'notice.read': people.describeNoticeRead,
  'notice.allRead': people.describeNoticesRead,
  'unit.accountableNamed': people.describeAccountableNamed,
  'unit.accountableCorrected': people.describeAccountableCorrected,
  'boundaries.loaded': describeBoundariesLoaded,
  'village.added': villages.describeVillageAdded,
  'village.changed': villages.describeVillageChanged,
  'village.ended': villages.describeVillageEnded,
  'threshold.confirmed': criteria.describeThresholdConfirmed,
  'threshold.corrected': criteria.describeThresholdCorrected,
  'criteria.published': criteria.describeSetPublished,
  'indicator.leadChanged': criteria.describeLeadChanged,
  'client.created': describeClientCreated,
  'client.changed': describeClientChanged,
  'client.secretAdded': describeSecretAdded,
  'client.signedIn': describeClientSignedIn,
  'client.refused': describeClientRefused,
}

export const KNOWN_ACTIONS: readonly string[] = Object.keys(DESCRIBERS)

/** One of a later or an earlier version of the program, for which nobody wrote words here: that it was, and on what. */
const describeUnknown: Describe = ({ action, subject }, words) =>
  tell(words.say('said.unknown', { action, subject: nameSubject(`${subject.kind}/${subject.key}`, words) }))

/** An audit event in plain words, whoever wrote it. */
export const describeEvent: Describe = (event, words) => (DESCRIBERS[event.action] ?? describeUnknown)(event, words)
