import { onScopeDispose, ref, type Ref } from 'vue'

/** Milliseconds for which the button says that it has copied. */
const SAID_FOR = 4_000

/** Copies a text, and says for a while whether that worked. */
export function useCopy(): {
  state: Readonly<Ref<'idle' | 'copied' | 'failed'>>
  copy: (text: string) => Promise<void>
} {
  const state = ref<'idle' | 'copied' | 'failed'>('idle')
  let timer: ReturnType<typeof setTimeout> | undefined

  async function copy(text: string): Promise<void> {
    state.value = (await copyText(text)) ? 'copied' : 'failed'
    clearTimeout(timer)
    timer = setTimeout(() => (state.value = 'idle'), SAID_FOR)
  }
  onScopeDispose(() => clearTimeout(timer))

  return { state, copy }
}

async function copyText(text: string): Promise<boolean> {
  // Missing where the page came over plain HTTP, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return false
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
