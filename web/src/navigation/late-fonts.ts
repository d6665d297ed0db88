/** Says that this browser has fetched the fonts before, and has them. */
const KNOWN = 'ntm.hasFonts'

/**
 * Switches to the product's own fonts, which a first visit fetches once there is something to read: before it they take
 * the slow line away from the program and its figures.
 *
 * @param isShown - Fulfilled when the first page has its figures.
 */
export async function bringFonts(isShown: Promise<unknown>): Promise<void> {
  if (!hasFonts()) await isShown
  document.documentElement.dataset.fonts = 'own'
  await document.fonts.ready
  keepKnown()
}

function hasFonts(): boolean {
  try {
    return localStorage.getItem(KNOWN) !== null
  } catch {
    return false
  }
}

function keepKnown(): void {
  try {
    localStorage.setItem(KNOWN, '1')
  } catch {
    // Storage is switched off: the next visit waits for its fonts once more.
  }
}
