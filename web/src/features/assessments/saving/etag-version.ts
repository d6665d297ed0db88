/** The version that an ETag such as `"7"` or `W/"7-…"` names; 0 of a sheet that nobody has begun, or without an ETag. */
export function versionOf(etag: string | null | undefined): number {
  return Number(/\d+/.exec(etag ?? '')?.[0] ?? 0)
}
