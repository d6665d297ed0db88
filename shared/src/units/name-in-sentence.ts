/** The name of a unit within a sentence: “xã Đắk Mar”, where its full name “Xã Đắk Mar” begins one. */
export function nameInSentence({ type, name }: { type: string; name: string }): string {
  return `${type} ${name}`
}
