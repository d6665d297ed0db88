import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { S3Settings } from '../s3-settings.js'
import type { EvidenceStore } from './evidence-store.js'

/** In a bucket of S3 or of anything that speaks it, under `evidence/<hash>`. The library is loaded on first use. */
export function openS3Store({ bucket, endpoint, ...settings }: S3Settings): EvidenceStore {
  const load = async () => {
    const library = await import('@aws-sdk/client-s3')
    const client = new library.S3Client({
      region: settings.region,
      credentials: { accessKeyId: settings.accessKey, secretAccessKey: settings.secretKey },
      // Others than Amazon have the bucket in the path, and often do not know its newer checksums.
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
    return { ...library, client }
  }
  let loaded: ReturnType<typeof load> | undefined
  const open = () => (loaded ??= load())
  const place = (hash: string) => ({ Bucket: bucket, Key: `evidence/${hash}` })

  return {
    async put(hash, path) {
      const { client, PutObjectCommand } = await open()
      const { size } = await stat(path)
      await client.send(new PutObjectCommand({ ...place(hash), Body: createReadStream(path), ContentLength: size }))
    },
    async has(hash) {
      const { client, HeadObjectCommand, NotFound } = await open()
      try {
        await client.send(new HeadObjectCommand(place(hash)))
        return true
      } catch (failure) {
        if (failure instanceof NotFound) return false
        throw failure
      }
    },
    async open(hash) {
      const { client, GetObjectCommand, NoSuchKey } = await open()
      try {
        const { Body } = await client.send(new GetObjectCommand(place(hash)))
        return Body instanceof Readable ? Body : undefined
      } catch (failure) {
        if (failure instanceof NoSuchKey) return undefined
        throw failure
      }
    },
    async remove(hash) {
      const { client, DeleteObjectCommand } = await open()
      await client.send(new DeleteObjectCommand(place(hash)))
    },
  }
}
