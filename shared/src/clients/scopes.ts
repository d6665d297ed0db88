import type { Permission } from '../access/roles.js'

/** What a machine client (máy khách) can be allowed; its administrator picks some of them. */
export const SCOPES = ['units:read', 'criteria:read', 'results:read', 'reports:read', 'exports:write'] as const
export type Scope = (typeof SCOPES)[number]

/** The permissions that each scope brings. Those of reports and exports come with their routes. */
export const SCOPE_PERMISSIONS: Readonly<Record<Scope, readonly Permission[]>> = {
  'units:read': ['units.read'],
  'criteria:read': ['criteria.read'],
  'results:read': ['results.read', 'periods.read'],
  'reports:read': [],
  'exports:write': [],
}

export function isScope(word: string): word is Scope {
  return (SCOPES as readonly string[]).includes(word)
}
