import { expect, test } from 'vitest'
import { readConfig } from './config.js'

const whole = { NTM_S3_BUCKET: 'minh-chung', NTM_S3_ACCESS_KEY: 'khoa', NTM_S3_SECRET_KEY: 'mat-khau-cua-kho' }

test('evidence lies on the disk unless a bucket and both keys are named', () => {
  expect(readConfig({})).toMatchObject({ s3: undefined, evidenceBytesAtMost: 20 * 1024 * 1024 })
  expect(readConfig({ ...whole, NTM_S3_ENDPOINT: 'https://s3.example.vn', NTM_EVIDENCE_MAX_MB: '5' })).toMatchObject({
    s3: { endpoint: 'https://s3.example.vn', region: 'us-east-1', bucket: 'minh-chung', accessKey: 'khoa' },
    evidenceBytesAtMost: 5 * 1024 * 1024,
  })
})

test('a half of the settings is refused, without the secret', () => {
  const half = { ...whole, NTM_S3_ACCESS_KEY: '' }
  expect(() => readConfig(half)).toThrow(/NTM_S3_BUCKET, NTM_S3_ACCESS_KEY, NTM_S3_SECRET_KEY/)
  expect(() => readConfig(half)).not.toThrow(/mat-khau-cua-kho/)
})
