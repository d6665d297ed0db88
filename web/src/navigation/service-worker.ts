/** Milliseconds between two looks for a newer build while a page stays open. */
const LOOK_EVERY = 3_600_000
const ASKED = 'ntm.persistAsked'

/** Fired at the window when a newer build has been fetched: the page shown is of an older one. */
export const UPDATED = 'ntm:updated'

/** Keeps the pages on this machine, so that they open without a network, and watches for newer ones. */
export async function keepPages(): Promise<void> {
  // Over plain HTTP to another machine browsers offer no workers: the pages then need their network.
  if (!('serviceWorker' in navigator)) return
  const hadWorker = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hadWorker) window.dispatchEvent(new Event(UPDATED))
  })
  const registration = await navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  if (!registration) return
  const look = (): void => void registration.update().catch(() => undefined)
  setInterval(look, LOOK_EVERY)
  document.addEventListener('visibilitychange', () => !document.hidden && look())
}

/** Asks the browser, once, not to throw away what is typed and not yet sent when the disk runs short. */
export async function askToPersist(): Promise<void> {
  try {
    if (localStorage.getItem(ASKED) !== null || typeof navigator.storage.persist !== 'function') return
    localStorage.setItem(ASKED, '1')
    await navigator.storage.persist()
  } catch {
    // No storage, or none that lasts: the warning at sign-out remains.
  }
}
