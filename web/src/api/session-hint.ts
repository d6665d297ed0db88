/** Says that a refresh cookie may be there; asking without one would only log a refusal. */
const HINT = 'ntm.signedIn'

export function hasSessionHint(): boolean {
  try {
    return localStorage.getItem(HINT) !== null
  } catch {
    // Without storage nothing tells; one refused request is the smaller harm.
    return true
  }
}

export function keepSessionHint(isSignedIn: boolean): void {
  try {
    if (isSignedIn) localStorage.setItem(HINT, '1')
    else localStorage.removeItem(HINT)
  } catch {
    // Storage is switched off: the next start asks the service instead.
  }
}
