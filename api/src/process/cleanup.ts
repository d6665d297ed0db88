/**
 * What must be stopped, in the order it was started.
 *
 * Stopping goes backwards, so the database outlives whoever uses it, and one failure keeps nothing else from stopping.
 */
export class Cleanup {
  readonly #steps: (() => Promise<unknown>)[] = []

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step)
  }

  async run(report: (error: unknown) => void): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) await step().catch(report)
  }
}
