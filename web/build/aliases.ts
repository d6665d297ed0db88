import { fileURLToPath } from 'node:url'

/**
 * Where `@/` and `@ntm/shared/` lead: to sources, so there is one build and no stale copy of a rule.
 *
 * Not by the export condition `source`: some packages of others carry it too, and their sources are not for us.
 */
export const aliases = [
  { find: /^@\//, replacement: fileURLToPath(new URL('../src/', import.meta.url)) },
  { find: /^@ntm\/shared\/(.+)$/, replacement: `${fileURLToPath(new URL('../../shared/src/', import.meta.url))}$1.ts` },
]
