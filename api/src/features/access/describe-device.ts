/** Looked at in this order: Edge, Opera and Cốc Cốc call themselves Chrome too, and Chrome calls itself Safari. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/coc_coc_browser/i, 'Cốc Cốc'],
  [/Edg(e|A|iOS)?\//, 'Microsoft Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Zalo/i, 'Zalo'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** Android calls itself Linux too, an iPad may call itself a Mac. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'điện thoại hoặc máy tính bảng Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'máy tính Windows'],
  [/Macintosh|Mac OS X/, 'máy tính Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'máy tính Linux'],
]

/** A device as its owner would name it: “Chrome trên máy tính Windows”. */
export function describeDevice(userAgent: string | null): string {
  const find = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  const browser = find(BROWSERS)
  const system = find(SYSTEMS)
  if (browser === undefined) return system === undefined ? 'Thiết bị không rõ' : `Ứng dụng trên ${system}`
  return system === undefined ? browser : `${browser} trên ${system}`
}
