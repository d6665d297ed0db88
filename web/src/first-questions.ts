import { beginVisit } from './api/begin-visit'
import { readTheme, showTheme } from './stores/choices'

// The first file of a visit, small enough to run and to ask while all the others are on their way.
showTheme(readTheme())

/** What the service was asked before there was a page. */
export const begun = beginVisit()
