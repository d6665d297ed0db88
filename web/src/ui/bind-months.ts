/** The same text, in which no line ends between “tháng” and its number: “Phiếu tháng / 7/2019” is hard to read. */
export function bindMonths(text: string): string {
  return text.replaceAll(/(tháng) (?=\d)/gi, '$1\u00a0')
}
