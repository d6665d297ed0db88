import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { StartError } from '../start-error.js'
import { explainListenFailure, requireFreePort } from './port.js'

test('a taken port is named, a free one is left free', async () => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await expect(requireFreePort('127.0.0.1', port)).rejects.toThrow(new RegExp(`Cổng ${port}.*đang được`))
  await new Promise((done) => server.close(done))
  await requireFreePort('127.0.0.1', port)
  await requireFreePort('127.0.0.1', port)
})

test('an address of another machine is told as such', async () => {
  await expect(requireFreePort('192.0.2.1', 0)).rejects.toThrow('192.0.2.1 không phải địa chỉ của máy này')
})

test('a failure nobody foresaw still is one line', () => {
  const failure = explainListenFailure(Object.assign(new Error('x'), { code: 'EMFILE' }), '127.0.0.1', 3000)
  expect(failure).toBeInstanceOf(StartError)
  expect(failure.message).toBe('Không mở được cổng 3000 trên 127.0.0.1: EMFILE.')
})
