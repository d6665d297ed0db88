import type { CriterionGroup } from '../criteria/definition.js'
import type { CriterionResult } from '../criteria/results.js'

/**
 * Whether a commune meets a whole group: every one of its criteria.
 *
 * @param results - One for each criterion, in order of number.
 * @throws RangeError if the group has a criterion without a result.
 */
export function meetsGroup(group: Pick<CriterionGroup, 'criteria'>, results: readonly CriterionResult[]): boolean {
  const beyond = group.criteria.find((number) => results[number - 1] === undefined)
  if (beyond !== undefined) throw new RangeError(`Criterion ${beyond} has no result`)
  return group.criteria.every((number) => results[number - 1] === 'met')
}
