/** The address of a database whose connections have a setting of PostgreSQL from their first statement on. */
export function withSetting(databaseUrl: string, name: string, value: string): string {
  const option = `-c%20${name}=${value}`
  if (/[?&]options=/.test(databaseUrl)) return databaseUrl.replace(/([?&]options=[^&]*)/, `$1%20${option}`)
  return `${databaseUrl}${databaseUrl.includes('?') ? '&' : '?'}options=${option}`
}
