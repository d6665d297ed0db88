import { Readable } from 'node:stream'

/** Bytes that wait for a reader at most; whoever is slower comes back and asks what was missed. */
const LONGEST_QUEUE = 64 * 1024
/** Milliseconds for the last bytes to go out. */
const FAREWELL = 3_000

export interface EventStream {
  readable: Readable
  send: (text: string) => void
  onClose: (callback: () => void) => void
  /** Says farewell and ends; a reader who takes nothing is cut off. */
  end: (text?: string) => void
}

/** @param onDrop - Called when a reader is cut off who takes too little. */
export function openStream(onDrop: () => void): EventStream {
  const readable = new Readable({ read: () => undefined })
  readable.setMaxListeners(20)
  let isEnded = false

  function send(text: string): void {
    if (isEnded || readable.destroyed) return
    readable.push(text)
    if (readable.readableLength <= LONGEST_QUEUE) return
    isEnded = true
    onDrop()
    readable.destroy()
  }

  return {
    readable,
    send,
    onClose: (callback) => {
      if (readable.destroyed) callback()
      else readable.once('close', callback)
    },
    end: (text = '') => {
      if (text !== '') send(text)
      if (isEnded || readable.destroyed) return
      isEnded = true
      readable.push(null)
      const timer = setTimeout(() => readable.destroy(), FAREWELL)
      readable.once('close', () => clearTimeout(timer))
    },
  }
}
