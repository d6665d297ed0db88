import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A connection that can break, between a browser and the service. */
export interface BreakingProxy {
  origin: string
  /** Bytes that the browser has sent so far. */
  sent: () => number
  /** Breaks everything off once the browser has sent this many bytes more, until `mend`. */
  breakAfter: (bytes: number) => void
  isBroken: () => boolean
  mend: () => void
  close: () => Promise<void>
}

export async function startBreakingProxy(target: string): Promise<BreakingProxy> {
  const port = Number(new URL(target).port)
  const sockets = new Set<Socket>()
  let sent = 0
  let breaksAt = Infinity

  const server = createServer((near) => {
    if (sent >= breaksAt) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    near.on('data', (bytes) => {
      sent += bytes.length
      if (sent >= breaksAt) sockets.forEach((socket) => socket.destroy())
      else far.write(bytes)
    })
    far.pipe(near)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    breakAfter: (bytes) => (breaksAt = sent + bytes),
    isBroken: () => sent >= breaksAt,
    mend: () => (breaksAt = Infinity),
    close: async () => {
      sockets.forEach((socket) => socket.destroy())
      await new Promise((done) => server.close(done))
    },
  }
}
