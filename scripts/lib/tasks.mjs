/**
 * Runs tasks side by side, each once those it needs have passed.
 *
 * A task that fails does not stop those that do not need it: one run tells everything that is wrong.
 *
 * @param {readonly { name: string, title: string, needs?: readonly string[], run: () => Promise<object> }[]} tasks - In
 *   the order in which they should begin.
 * @param {number} width - How many run at once.
 * @param {(task: object, result: object, seconds: number) => void} onDone
 * @returns {Promise<Map<string, object>>} Results by name; a task that was not run has none.
 */
export async function runTasks(tasks, width, onDone) {
  const results = new Map()
  const waiting = [...tasks]
  const running = new Set()

  const isReady = (task) => (task.needs ?? []).every((name) => results.get(name)?.code === 0)
  const isHopeless = (task) =>
    (task.needs ?? []).some((name) => {
      const isPending =
        waiting.some((other) => other.name === name) || [...running].some((other) => other.name === name)
      return !isPending && results.get(name)?.code !== 0
    })

  async function start(task) {
    running.add(task)
    const begin = Date.now()
    const result = await task.run()
    running.delete(task)
    results.set(task.name, result)
    onDone(task, result, (Date.now() - begin) / 1000)
  }

  await new Promise((done) => {
    const advance = () => {
      for (const task of waiting.filter(isHopeless)) waiting.splice(waiting.indexOf(task), 1)
      while (running.size < width) {
        const next = waiting.find(isReady)
        if (!next) break
        waiting.splice(waiting.indexOf(next), 1)
        void start(next).then(advance)
      }
      if (running.size === 0 && waiting.every(isHopeless)) done()
    }
    advance()
  })
  return results
}
