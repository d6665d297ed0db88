import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'

/** The smallest PDF that programs open: one empty page. `mark` makes another file of it. */
export function buildPdf(mark = ''): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n%${mark}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  )
}

/** A photograph as a telephone takes it: lying on its side, with the place in it. */
export function buildPhoto({ width = 400, height = 300 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: 40, g: 120, b: 60 } } })
    .withExif({
      IFD0: { Make: 'May anh thu' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '14/1 21/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '108/1 0/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

export interface ZipPart {
  name: string
  data: Buffer
  /** In place of what `data` packs to. */
  packed?: Buffer
  /** Bytes that the list says it unpacks to, whatever there is. */
  claims?: number
}

/**
 * A ZIP archive part by part, also one that no honest program would write.
 *
 * @param repeat - How often its list names the same first part, under other names.
 */
export function buildZip(parts: readonly ZipPart[], { repeat = 1 } = {}): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [index, { name, data, packed = deflateRawSync(data), claims = data.length }] of parts.entries()) {
    const count = index === 0 ? repeat : 1
    const fields = { crc: crc32(data), packed: packed.length, whole: claims }
    for (let copy = 0; copy < count; copy += 1)
      list.push(centralEntry(copy === 0 ? name : `${copy}/${name}`, fields, at))
    const body = Buffer.concat([localEntry(name, fields), packed])
    bodies.push(body)
    at += body.length
  }
  const central = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(list.length, 8)
  end.writeUInt16LE(list.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, central, end])
}

interface ZipFields {
  crc: number
  packed: number
  whole: number
}

function localEntry(name: string, { crc, packed, whole }: ZipFields): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(packed, 18)
  head.writeUInt32LE(whole, 22)
  head.writeUInt16LE(Buffer.byteLength(name), 26)
  return Buffer.concat([head, Buffer.from(name)])
}

function centralEntry(name: string, { crc, packed, whole }: ZipFields, at: number): Buffer {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(20, 6)
  head.writeUInt16LE(8, 10)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(packed, 20)
  head.writeUInt32LE(whole, 24)
  head.writeUInt16LE(Buffer.byteLength(name), 28)
  head.writeUInt32LE(at, 42)
  return Buffer.concat([head, Buffer.from(name)])
}
