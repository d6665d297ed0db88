/** Milliseconds after which the browser has taken the file over. */
const TAKEN_AFTER = 10_000

/** Hands a file over to the reader, made here and not asked of the service. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_AFTER)
}
