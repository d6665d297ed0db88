/** Bytes of a file of figures: the month of 11,000 communes with a row a commune has a quarter of it. */
export const LARGEST_FILE = 12 * 1024 * 1024

/** Communes of one template: more of them would not come back within the size of a file, or that of a sheet. */
export const MOST_COMMUNES = { measures: 2_000, communes: 12_000, csv: 1_000 } as const

/** Results of past years in one file: 86 communes in 84 months are 7,224. */
export const MOST_PAST_RESULTS = 20_000
