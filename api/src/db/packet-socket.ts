import { Socket } from 'node:net'

type Written = (error?: Error | null) => void

/**
 * A connection that sends what is written to it within one turn of the event loop in one piece: statements that do not
 * wait for each other then cost one system call, on either side, in place of one each.
 */
export class PacketSocket extends Socket {
  #isHeld = false

  override write(piece: Uint8Array | string, written?: Written): boolean
  override write(piece: Uint8Array | string, encoding?: BufferEncoding, written?: Written): boolean
  override write(piece: Uint8Array | string, encoding?: BufferEncoding | Written, written?: Written): boolean {
    this.#holdForThisTurn()
    return typeof encoding === 'function' ? super.write(piece, encoding) : super.write(piece, encoding, written)
  }

  #holdForThisTurn(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    this.cork()
    process.nextTick(() => {
      this.#isHeld = false
      this.uncork()
    })
  }
}
