/** Bytes of a file of figures: the month of 11,000 communes with a row a commune has a quarter of it. */
export const LARGEST_FILE = 12 * 1024 * 1024
