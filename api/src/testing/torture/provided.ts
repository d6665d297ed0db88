declare module 'vitest' {
  export interface ProvidedContext {
    /** What `npm run torture` was told. */
    torture: {
      /** Null: the usual number of whatever is counted. */
      count: number | null
      seed: number
    }
  }
}

export {}
