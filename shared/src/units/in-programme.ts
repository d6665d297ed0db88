/**
 * Whether a unit is in the programme: communes of type xã are, wards (phường) and towns (thị trấn) are not.
 *
 * The units of a rate are those that are so on the last day of its month.
 */
export function isInProgramme(unit: { type: string }): boolean {
  return unit.type === 'xã'
}
