import { expect, test } from 'vitest'

const files = import.meta.glob<Record<string, unknown>>('../**/messages*.json', { eager: true, import: 'default' })
const folders = [...new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/'))))]

function listKeys(messages: unknown, prefix = ''): string[] {
  if (typeof messages !== 'object' || messages === null) return [prefix]
  return Object.entries(messages).flatMap(([key, value]) => listKeys(value, prefix === '' ? key : `${prefix}.${key}`))
}

function listTexts(messages: unknown): string[] {
  if (typeof messages === 'string') return [messages]
  return Object.values(messages as Record<string, unknown>).flatMap(listTexts)
}

test.each(folders)('%s says the same things in Vietnamese and in English', (folder) => {
  expect(listKeys(files[`${folder}/messages.en.json`]).sort()).toEqual(
    listKeys(files[`${folder}/messages.vi.json`]).sort(),
  )
})

test.each(folders)('%s says nothing that our small compiler does not read', (folder) => {
  const texts = ['vi', 'en'].flatMap((locale) => listTexts(files[`${folder}/messages.${locale}.json`]))
  const strange = texts.filter((text) => /[{}|@\\]/.test(text.replaceAll(/\{\w+\}| \| /g, '')))
  expect(strange).toEqual([])
})

test.each(folders)('%s leaves no text empty and writes Vietnamese composed (NFC)', (folder) => {
  const texts = listTexts(files[`${folder}/messages.vi.json`])
  expect(texts.filter((text) => text.trim() === '' || text !== text.normalize('NFC'))).toEqual([])
})
