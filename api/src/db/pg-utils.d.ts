// The types of `pg` leave its utilities out.
declare module 'pg/lib/utils.js' {
  const utils: {
    /** The text that PostgreSQL reads as the value; null for both null and undefined. */
    prepareValue: (value: unknown) => string | Buffer | null
  }
  export default utils
}
