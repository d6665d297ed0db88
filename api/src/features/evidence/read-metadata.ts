import { AppError } from '../../errors.js'

/** Characters of a fingerprint; it is a hash or name, size and date put together. */
const LONGEST_FINGERPRINT = 200

/**
 * `Upload-Metadata` of tus: pairs of a name and a value in Base64, with commas between them. Other names are left out.
 *
 * @throws AppError 400 when it is anything else.
 */
export function readMetadata(header: string): { filename?: string; fingerprint?: string } {
  const pairs = header
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
  const values = new Map(pairs.map(readPair))
  const filename = values.get('filename')
  const fingerprint = values.get('fingerprint')
  if ((fingerprint?.length ?? 0) > LONGEST_FINGERPRINT) throw malformed()
  return { ...(filename === undefined ? {} : { filename }), ...(fingerprint === undefined ? {} : { fingerprint }) }
}

function readPair(pair: string): [string, string] {
  const [, name = '', encoded = ''] = /^(\S+)(?: ([A-Za-z0-9+/]*={0,2}))?$/.exec(pair) ?? []
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  if (name === '' || text.includes('\0') || text.includes('\uFFFD')) throw malformed()
  return [name, text]
}

const malformed = () => new AppError('upload_metadata_invalid', 400)
