import { isDay } from '@ntm/shared/periods/period'
import { parseVietnameseNumber } from '@ntm/shared/numbers/vietnamese-number'
import type { VillagePatch, VillageRequest, VillageView } from '@ntm/shared/villages/wire'
import { hardshipOn, householdsOn } from './read-list'

/** A village as it is being written; days are `YYYY-MM-DD`, empty, or what was typed instead. */
export interface VillageDraft {
  type: 'thôn' | 'làng'
  name: string
  validFrom: string
  begunBasis: string
  households: string
  countedOn: string
  isDifficult: boolean
  decision: string
  difficultFrom: string
  difficultTo: string
}

export type DraftFault = 'nameMissing' | 'notADay' | 'notACount' | 'decisionMissing'

export function beginVillage(village: VillageView | undefined, today: string): VillageDraft {
  const counted = village && householdsOn(village, today)
  const hardship = village && hardshipOn(village, today)
  return {
    type: village?.type ?? 'thôn',
    name: village?.name ?? '',
    validFrom: village?.validFrom ?? '',
    begunBasis: village?.begunBasis ?? '',
    households: counted ? String(counted.households) : '',
    countedOn: today,
    isDifficult: hardship !== undefined,
    decision: hardship?.decision ?? '',
    difficultFrom: hardship?.from ?? '',
    difficultTo: hardship?.to ?? '',
  }
}

export function checkVillage(draft: VillageDraft): { field: keyof VillageDraft; fault: DraftFault }[] {
  const faults: { field: keyof VillageDraft; fault: DraftFault }[] = []
  const mustBeDay = (field: 'validFrom' | 'difficultTo' | 'countedOn' | 'difficultFrom', isNeeded: boolean) => {
    const text = draft[field]
    if (text === '' ? isNeeded : !isDay(text)) faults.push({ field, fault: 'notADay' })
  }
  if (draft.name.trim() === '') faults.push({ field: 'name', fault: 'nameMissing' })
  mustBeDay('validFrom', false)
  if (draft.households.trim() !== '') {
    if (countOf(draft.households) === undefined) faults.push({ field: 'households', fault: 'notACount' })
    mustBeDay('countedOn', true)
  }
  if (draft.isDifficult) {
    if (draft.decision.trim() === '') faults.push({ field: 'decision', fault: 'decisionMissing' })
    mustBeDay('difficultFrom', true)
    mustBeDay('difficultTo', false)
  }
  return faults
}

/** What the draft says that the village does not say already. */
export function toRequest(draft: VillageDraft, village: VillageView | undefined, today: string): VillagePatch {
  const known = beginVillage(village, today)
  const isSame = (...fields: (keyof VillageDraft)[]) =>
    village && fields.every((field) => known[field] === draft[field])
  const request: VillagePatch = {}
  if (!isSame('type')) request.type = draft.type
  if (!isSame('name')) request.name = draft.name.trim()
  if (!isSame('validFrom')) request.validFrom = draft.validFrom || null
  if (!isSame('begunBasis')) request.begunBasis = draft.begunBasis.trim() || null
  const households = countOf(draft.households)
  if (households !== undefined && !isSame('households')) request.households = { households, countedOn: draft.countedOn }
  const hardship = readHardship(draft, village, today)
  return hardship ? { ...request, hardship } : request
}

/** Nothing where it stands as it did; a tick taken away ends the decision that holds on the day before today. */
function readHardship(draft: VillageDraft, village: VillageView | undefined, today: string) {
  const holding = village && hardshipOn(village, today)
  if (!draft.isDifficult) return holding ? { ...holding, to: dayBefore(today, holding.from) } : undefined
  const wanted = { decision: draft.decision.trim(), from: draft.difficultFrom, to: draft.difficultTo || null }
  const isSame = wanted.decision === holding?.decision && wanted.from === holding.from && wanted.to === holding.to
  return isSame ? undefined : wanted
}

function dayBefore(day: string, earliest: string): string {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return before < earliest ? earliest : before
}

function countOf(text: string): number | undefined {
  const parsed = parseVietnameseNumber(text)
  return parsed.ok && Number.isInteger(parsed.value) && parsed.value >= 0 && parsed.value <= 100_000
    ? parsed.value
    : undefined
}

/** A new village needs its type and name whatever they are. */
export function toNewVillage(draft: VillageDraft, today: string): VillageRequest {
  return { type: draft.type, name: draft.name.trim(), ...toRequest(draft, undefined, today) }
}
