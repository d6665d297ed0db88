import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { EvidenceStore } from './evidence-store.js'

/** Under a folder: `ab/abcdef…`. A file is there whole or not at all. */
export function openDiskStore(folder: string): EvidenceStore {
  const placeOf = (hash: string) => join(folder, hash.slice(0, 2), hash)

  return {
    async put(hash, path) {
      const place = placeOf(hash)
      if (await exists(place)) return
      const shelf = dirname(place)
      await mkdir(shelf, { recursive: true, mode: 0o700 })
      const draft = join(shelf, `${hash}.${randomUUID()}`)
      try {
        await copyFile(path, draft, constants.COPYFILE_EXCL)
        await settle(draft, 0o600)
        await rename(draft, place)
      } catch (failure) {
        await rm(draft, { force: true })
        throw failure
      }
      // The names too: of the file on its shelf, and of the shelf.
      await settle(shelf)
      await settle(folder)
    },
    has: (hash) => exists(placeOf(hash)),
    async open(hash) {
      try {
        const file = await open(placeOf(hash), 'r')
        return file.createReadStream()
      } catch (failure) {
        if (isAbsence(failure)) return undefined
        throw failure
      }
    },
    remove: (hash) => rm(placeOf(hash), { force: true }),
  }
}

async function settle(path: string, mode?: number): Promise<void> {
  const handle = await open(path, 'r')
  try {
    if (mode !== undefined) await handle.chmod(mode)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (failure) {
    if (isAbsence(failure)) return false
    throw failure
  }
}

function isAbsence(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 'ENOENT'
}
