import { crc32 } from 'node:zlib'

const CONTENT = Buffer.from('x')

/** A zip of so many real entries with a byte each, counted as ZIP64 counts; yazl would take a quarter of a minute for it. */
export function zipOfMany(count: number): Buffer {
  const heads: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (let index = 0; index < count; index += 1) {
    const name = Buffer.from(`xl/${index}`)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(CONTENT), 10)
    common.writeUInt32LE(CONTENT.length, 14)
    common.writeUInt32LE(CONTENT.length, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    entries.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, name, CONTENT)
    heads.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, place, name)
    offset += 4 + common.length + name.length + CONTENT.length
  }
  const central = Buffer.concat(heads)
  return Buffer.concat([...entries, central, endOf(count, central.length, offset)])
}

/** The end of the directory of ZIP64, where to find it, and the old end that points to both. */
function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(56)
  end.write('PK\u0006\u0006', 'latin1')
  end.writeBigUInt64LE(44n, 4)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(size), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  const place = Buffer.alloc(20)
  place.write('PK\u0006\u0007', 'latin1')
  place.writeBigUInt64LE(BigInt(offset + size), 8)
  place.writeUInt32LE(1, 16)
  const old = Buffer.alloc(22, 0xff)
  old.write('PK\u0005\u0006\u0000\u0000\u0000\u0000', 'latin1')
  old.writeUInt16LE(0, 20)
  return Buffer.concat([end, place, old])
}
