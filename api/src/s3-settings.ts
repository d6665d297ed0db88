/** Where evidence lies when it does not lie on a disk. */
export interface S3Settings {
  /** Absent: Amazon's own, by its region. */
  endpoint: string | undefined
  region: string
  bucket: string
  accessKey: string
  secretKey: string
}

interface Given {
  NTM_S3_ENDPOINT?: string
  NTM_S3_REGION?: string
  NTM_S3_BUCKET?: string
  NTM_S3_ACCESS_KEY?: string
  NTM_S3_SECRET_KEY?: string
}

/** Undefined when evidence lies on the disk; a half of the settings is a fault, put into `faults`. */
export function readS3Settings(given: Given, faults: string[]): S3Settings | undefined {
  const {
    NTM_S3_ENDPOINT: endpoint,
    NTM_S3_BUCKET: bucket,
    NTM_S3_ACCESS_KEY: accessKey,
    NTM_S3_SECRET_KEY: secretKey,
  } = given
  if (bucket === undefined && accessKey === undefined && secretKey === undefined && endpoint === undefined) {
    return undefined
  }
  if (bucket === undefined || accessKey === undefined || secretKey === undefined) {
    faults.push('NTM_S3_BUCKET, NTM_S3_ACCESS_KEY, NTM_S3_SECRET_KEY: phải đặt đủ cả ba, hoặc không đặt gì')
    return undefined
  }
  return { endpoint, region: given.NTM_S3_REGION ?? 'us-east-1', bucket, accessKey, secretKey }
}
