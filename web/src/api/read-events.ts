/** An event of a stream; one without a name only says that the stream lives, and how far it is. */
export interface StreamEvent {
  name: string | undefined
  data: unknown
  /** What the next stream names to go on from here. */
  id: string | undefined
}

/** Takes the events of `text/event-stream` off a body one by one, as our service writes them. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      const blocks = (text + decoder.decode(value, { stream: true })).split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) yield readBlock(block)
    }
  } finally {
    // Whoever stops reading lets go of the connection.
    void reader.cancel().catch(() => undefined)
  }
}

function readBlock(block: string): StreamEvent {
  const find = (field: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${field}: `))
      ?.slice(field.length + 2)
  const data = find('data')
  return { name: find('event'), data: data === undefined ? undefined : (JSON.parse(data) as unknown), id: find('id') }
}
