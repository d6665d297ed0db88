import type { Page } from 'playwright-core'

/** The field that has the focus: `answer/11.1`, and what stands in it. */
export function focusedField(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement
    const box = element?.closest<HTMLElement>('[data-field]')
    return {
      field: box?.dataset.field ?? '',
      id: element?.id ?? '',
      isChoice: box instanceof HTMLFieldSetElement,
      text: element instanceof HTMLInputElement ? element.value : '',
      isChosen: box?.querySelector('input:checked') !== null && box instanceof HTMLFieldSetElement,
    }
  })
}

/** Presses what a keyboard user reaches by Tab. */
export async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus()
  await page.keyboard.press('Enter')
}

export const waitUntilSaved = (page: Page) => page.getByRole('status').filter({ hasText: 'Đã lưu lúc' }).waitFor()

/**
 * Goes on from the field with the focus by Enter alone and answers what has no answer: đạt, 100 %, 900 of 900.
 *
 * Stops where words are asked for, and at the end of the sheet. Returns how many answers it gave.
 */
export async function fillOn(page: Page, answers: Readonly<Record<string, string>> = {}): Promise<number> {
  let filled = 0
  for (let last = ''; ;) {
    const { field, id, isChoice, text, isChosen } = await focusedField(page)
    if (id === last || !field.startsWith('answer/')) return filled
    last = id
    const wanted = answers[field.replace('answer/', '')]
    if (isChoice ? !isChosen : text === '' || wanted !== undefined) {
      if (isChoice) await page.keyboard.press('Space')
      else await page.keyboard.type(wanted ?? '100')
      filled += 1
    }
    await page.keyboard.press('Enter')
  }
}

export async function readReceipt(page: Page): Promise<string> {
  const number = page.locator('text=Số biên nhận:').locator('strong')
  await number.waitFor()
  return number.innerText()
}
