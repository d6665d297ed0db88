import { writeHtmlTable, writeTsv, type TableContent } from '@ntm/shared/tables/write-table'

/**
 * Puts a table on the clipboard, for a spreadsheet as text and for a word processor as a table.
 *
 * The content may still be on its way: the press of the button counts only for a moment, so the clipboard gets the
 * promise. False where the browser does not let us, as over plain HTTP.
 *
 * @throws what `content` was refused with.
 */
export async function copyTable(content: Promise<TableContent>): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return false
  const write = async (): Promise<void> => {
    if (!('ClipboardItem' in window)) return clipboard.writeText(writeTsv(await content))
    const part = async (type: string, print: (table: TableContent) => string): Promise<Blob> =>
      new Blob([print(await content)], { type })
    await clipboard.write([
      new ClipboardItem({ 'text/plain': part('text/plain', writeTsv), 'text/html': part('text/html', writeHtmlTable) }),
    ])
  }
  const isWritten = await write().then(
    () => true,
    () => false,
  )
  // A refusal of the service is not the clipboard's.
  await content
  return isWritten
}
