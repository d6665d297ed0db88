import 'vue-router'
import type { Permission } from '@ntm/shared/access/roles'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title among the messages. */
    title: string
    /** Shown without signing in. */
    isPublic?: boolean
    /** Permission without which there is no such page. */
    needs?: Permission
  }
}
