// For tools that do not read .vue files themselves (ESLint); vue-tsc finds the real types first.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export default component
}
