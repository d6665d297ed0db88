/**
 * Runs one piece of work at a time, and tells whoever waits when nothing is under way any more.
 *
 * @param goOn - Begins what came in meanwhile; returns whether there was something, so that the others wait on.
 */
export function createTurn(goOn: () => boolean) {
  let isBusy = false
  let waiting: (() => void)[] = []

  function release(): void {
    const released = waiting
    waiting = []
    for (const each of released) each()
  }

  return {
    get isBusy(): boolean {
      return isBusy
    },

    async take(work: () => Promise<void>): Promise<void> {
      isBusy = true
      try {
        await work()
      } finally {
        isBusy = false
        if (!goOn()) release()
      }
    },

    /** Fulfilled once nothing is under way; not before the next time that it is so. */
    untilIdle: (): Promise<void> => new Promise((resolve) => waiting.push(resolve)),
    release,
  }
}
