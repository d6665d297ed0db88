import type { LocaleMessageDictionary, VueMessageType } from 'vue-i18n'
import { i18n } from '@/i18n/i18n'

// A page brings what it says when the router opens it; parts mounted alone have no router.
const texts = import.meta.glob<LocaleMessageDictionary<VueMessageType>>('../features/*/messages.vi.json', {
  eager: true,
  import: 'default',
})
for (const [path, messages] of Object.entries(texts)) {
  i18n.global.mergeLocaleMessage('vi', { [path.split('/').at(-2) ?? path]: messages })
}
