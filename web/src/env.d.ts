import 'vue-router'
import type { Permission } from '@ntm/shared/access/roles'
import type { Visit } from './navigation/bring-page'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title among the messages. */
    title: string
    /** Shown without signing in. */
    isPublic?: boolean
    /** Permission without which there is no such page. */
    needs?: Permission
    /** Is there with the first part of what its feature says; its late parts bring the rest. */
    hasLateTexts?: boolean
    /** Asks for the figures of the page while its code is on its way: exactly what the page itself will read. */
    asks?: (visit: Visit) => void
  }
}
