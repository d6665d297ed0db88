import { begun } from './first-questions'
import { bringPage } from './navigation/bring-page'

// The second file of a visit: it knows the pages, and fetches the one at the address beside the program.
void bringPage(location, begun).catch(() => undefined)
