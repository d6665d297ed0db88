/** Strokes of one tile, laid over an area: told apart in grey and by those who see no colours. */
export interface AreaPattern {
  size: number
  path: string
  strokeWidth: number
}

export const AREA_PATTERNS = {
  dots: { size: 7, path: 'M1.75 1.75h.01M5.25 5.25h.01', strokeWidth: 1.5 },
  lines: { size: 6, path: 'M-1 7L7 -1M-1 1L1 -1M5 7L7 5', strokeWidth: 1 },
  across: { size: 6, path: 'M-1 -1L7 7M5 -1L7 1M-1 5L1 7', strokeWidth: 1 },
  grid: { size: 6, path: 'M-1 7L7 -1M-1 1L1 -1M5 7L7 5M-1 -1L7 7M5 -1L7 1M-1 5L1 7', strokeWidth: 0.9 },
  level: { size: 5, path: 'M0 2.5H5', strokeWidth: 1 },
  upright: { size: 5, path: 'M2.5 0V5', strokeWidth: 1 },
} as const satisfies Record<string, AreaPattern>
export type AreaPatternName = keyof typeof AREA_PATTERNS
