/** `:name`, with the pattern of its values and `?` or `+`, as our routes write it: one or more whole segments. */
const PARAMETER = /\/:(\w+)(?:\(((?:[^()]|\([^()]*\))+)\))?([?+])?/g

/**
 * Reads a path by the pattern of a route as vue-router does, for the time before vue-router is there.
 *
 * @returns the parameters, empty text for those left out; undefined when it is another route's path.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const source = pattern.replaceAll(PARAMETER, (_all, name: string, values: string | undefined, repeats?: string) => {
    const value = `/(?<${name}>${repeats === '+' ? '.+' : (values ?? '[^/]+')})`
    return repeats === '?' ? `(?:${value})?` : value
  })
  const groups = new RegExp(`^${source}/?$`, 'i').exec(path)
  if (!groups) return undefined
  return Object.fromEntries(
    Object.entries<string | undefined>(groups.groups ?? {}).map(([name, value = '']) => [name, decode(value)]),
  )
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
