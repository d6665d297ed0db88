import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { RefusedFile } from './refused-file.js'

/** Elements in each other: a workbook needs fewer than twenty. */
const DEEPEST = 64
/** Characters of one text or attribute: a cell holds 32,767 at most. */
const LONGEST_PIECE = 512 * 1024

export interface XmlEvents {
  onOpen?: (name: string, attributes: Readonly<Record<string, string>>) => void
  onText?: (text: string) => void
  onClose?: (name: string) => void
}

/**
 * Reads XML piece by piece; yields after each piece, so that whoever listens can hand on what has come so far.
 *
 * @throws RefusedFile for a document type, an unknown entity, broken XML, and what is deeper or longer than any workbook.
 */
export async function* parseXml(stream: Readable, { onOpen, onText, onClose }: XmlEvents): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  let depth = 0
  let sinceEvent = 0
  parser.on('doctype', () => refuse('entities'))
  parser.on('error', (error) => {
    throw new RefusedFile(/entity/i.test(error.message) ? 'entities' : 'damaged', { cause: error })
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    sinceEvent = 0
    if (depth > DEEPEST) refuse('too_deep')
    onOpen?.(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    sinceEvent = 0
    onClose?.(localName(name))
  })
  if (onText) parser.on('text', onText)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = decode(decoder, chunk)
      sinceEvent += text.length
      parser.write(text)
      if (sinceEvent > LONGEST_PIECE) refuse('too_deep')
      yield
    }
    parser.close()
  } finally {
    stream.destroy()
  }
  yield
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch (error) {
    throw new RefusedFile('not_utf8', { cause: error })
  }
}

function refuse(fault: 'entities' | 'too_deep'): never {
  throw new RefusedFile(fault)
}

/** Some programs write `x:row` for `row`. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Reads a small part whole. */
export async function readXml(stream: Readable, events: XmlEvents): Promise<void> {
  const pieces = parseXml(stream, events)
  while ((await pieces.next()).done !== true);
}
