import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands between the service and PostgreSQL, so that a test can take the database away and bring it back. */
export interface DatabaseProxy {
  /** The database's address, through here. */
  url: string
  /** Ends all connections and takes no new ones. */
  cut: () => void
  mend: () => void
  close: () => Promise<void>
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isCut = false

  const server = createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(Number(target.port), target.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      // One end that breaks takes the other with it.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: databaseUrl.replace(target.host, `127.0.0.1:${port}`),
    cut: () => {
      isCut = true
      endAll()
    },
    mend: () => {
      isCut = false
    },
    close: () => {
      endAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
