/** An answer of the service as it was last seen. */
export interface Seen {
  data: unknown
  etag: string | null
  /** Instant (milliseconds) at which it came. */
  at: number
}

const DATABASE = 'ntm.seen'
const ANSWERS = 'answers'
/** Answers kept: a year of one's own sheets with what belongs to them. */
const LIMIT = 80

let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(ANSWERS).createIndex('at', 'at')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error(DATABASE))
  })
  return opening
}

async function run<T>(mode: IDBTransactionMode, ask: (answers: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  return new Promise((resolve, reject) => {
    const request = ask(database.transaction(ANSWERS, mode).objectStore(ANSWERS))
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error(DATABASE))
  })
}

/** Answers in the browser's database, the newest ones; where it is switched off or full, nothing is kept. */
export const seenStore = {
  async keep(key: string, seen: Seen): Promise<void> {
    await run('readwrite', (answers) => answers.put(seen, key))
    const surplus = (await run('readonly', (answers) => answers.count())) - LIMIT
    if (surplus <= 0) return
    const oldest = await run('readonly', (answers) => answers.index('at').getAllKeys(null, surplus))
    for (const old of oldest) await run('readwrite', (answers) => answers.delete(old))
  },
  find: (key: string) => run('readonly', (answers) => answers.get(key) as IDBRequest<Seen | undefined>),
  clear: () => run('readwrite', (answers) => answers.clear()),
}
export type SeenStore = typeof seenStore
