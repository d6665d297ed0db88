import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openS3Store } from './s3-store.js'

/** As much of S3 as the store uses: objects in a bucket, by path, signed requests only. */
const objects = new Map<string, Buffer>()
let server: Server
let folder: string
let endpoint: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ntm-s3-'))
  server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request)
      const isSigned = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=khoa/') === true
      const path = request.url?.split('?')[0] ?? ''
      const object = objects.get(path)
      if (!isSigned) response.writeHead(403).end()
      else if (request.method === 'PUT') {
        objects.set(path, body)
        response.writeHead(200, { etag: '"x"' }).end()
      } else if (request.method === 'DELETE') {
        objects.delete(path)
        response.writeHead(204).end()
      } else if (!object) {
        const fault = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>gone</Message></Error>'
        response
          .writeHead(404, { 'content-type': 'application/xml' })
          .end(request.method === 'HEAD' ? undefined : fault)
      } else
        response.writeHead(200, { 'content-length': object.length }).end(request.method === 'HEAD' ? undefined : object)
    })()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  await rm(folder, { recursive: true })
})

test('a file is kept, found, given back and removed in a bucket', async () => {
  const settings = { endpoint, region: 'us-east-1', bucket: 'minh-chung', accessKey: 'khoa', secretKey: 'mat' }
  const store = openS3Store(settings)
  const bytes = Buffer.from('Biên bản nghiệm thu '.repeat(20_000))
  const hash = createHash('sha256').update(bytes).digest('hex')
  const path = join(folder, 'file')
  await writeFile(path, bytes)

  expect(await store.has(hash)).toBe(false)
  expect(await store.open(hash)).toBeUndefined()
  await store.put(hash, path)
  expect([...objects.keys()]).toEqual([`/minh-chung/evidence/${hash}`])
  expect(await store.has(hash)).toBe(true)
  const stream = await store.open(hash)
  expect(stream && (await buffer(stream)).equals(bytes)).toBe(true)
  await store.remove(hash)
  expect(await store.open(hash)).toBeUndefined()
})

test('a store that refuses is a failure, not an absence', async () => {
  const store = openS3Store({
    endpoint,
    region: 'us-east-1',
    bucket: 'minh-chung',
    accessKey: 'khac',
    secretKey: 'mat',
  })
  await expect(store.open('0'.repeat(64))).rejects.toThrow()
  await expect(store.has('0'.repeat(64))).rejects.toThrow()
})
