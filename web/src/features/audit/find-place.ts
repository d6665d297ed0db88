import type { LocationQueryRaw, RouteLocationRaw } from 'vue-router'
import type { Permission } from '@ntm/shared/access/roles'

export interface Place {
  /** Text by its key below `audit.place.`. */
  label: string
  to: RouteLocationRaw
  /** What it takes to go there. */
  needs: Permission
}

const page = (name: string, params: Record<string, string | string[]>, query: LocationQueryRaw = {}) => ({
  name,
  params,
  query,
})

/**
 * Where else to look for more about the record of a trail: its own page, and trails beside it.
 *
 * @param codeOf - Code of a unit by its uid; a code is what addresses know units by.
 */
export function findPlaces(kind: string, key: readonly string[], codeOf: (uid: string) => string | undefined): Place[] {
  const [id = '', period = ''] = key
  const code = codeOf(id)
  switch (kind) {
    case 'assessment':
      if (code === undefined) return []
      return period === ''
        ? [{ label: 'profile', to: page('profile', { unit: code }), needs: 'results.read' }]
        : [
            { label: 'sheet', to: page('sheet', { unit: code, period }), needs: 'assessments.read' },
            { label: 'allMonths', to: page('trail', { kind, parts: [id] }), needs: 'audit.read' },
          ]
    case 'unit':
      return [
        ...(code === undefined
          ? []
          : [{ label: 'unit', to: page('accountable', { unit: code }), needs: 'units.read' } as const]),
        { label: 'sheets', to: page('trail', { kind: 'assessment', parts: [id] }), needs: 'audit.read' },
      ]
    case 'account':
      return [
        { label: 'account', to: page('account', { username: id }), needs: 'accounts.read' },
        { label: 'acts', to: page('audit', {}, { account: id }), needs: 'audit.read' },
      ]
    case 'client':
      return [{ label: 'client', to: page('client', { id }), needs: 'accounts.read' }]
    default:
      return []
  }
}
