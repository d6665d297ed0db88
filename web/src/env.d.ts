import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title among the messages. */
    title: string
    /** Shown without signing in. */
    isPublic?: boolean
  }
}
