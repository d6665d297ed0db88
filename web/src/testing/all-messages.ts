import '@/i18n/i18n'
import { addMessages } from '@/i18n/translate'
import type { Messages } from '@/i18n/texts'

// A page brings what it says when the router opens it; parts mounted alone have no router.
const texts = import.meta.glob<Messages>('../features/*/messages*.vi.json', {
  eager: true,
  import: 'default',
})
for (const [path, messages] of Object.entries(texts)) {
  addMessages('vi', { [path.split('/').at(-2) ?? path]: messages })
}
