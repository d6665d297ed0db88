import { isKnown, locale, translate } from './translate'

/** What pages say: `t` says it, `te` tells whether there is a text, `locale` is the language; all follow the reader's switch. */
export function useI18n() {
  return { t: translate, te: isKnown, locale }
}
