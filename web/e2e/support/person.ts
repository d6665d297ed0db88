import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Product } from './product.ts'

/** One password for all accounts of the demonstration. */
export const DEMO_PASSWORD = 'NongThonMoi@2019'

export interface Person {
  context: BrowserContext
  page: Page
  /** What the page wrote to the console as an error, and errors it did not catch. */
  troubles: string[]
  /** Opens a page of the product by its path. */
  visit: (path: string) => Promise<void>
  /** The answer of the service to the same account, read beside the page. */
  read: <T>(path: string) => Promise<T>
  leave: () => Promise<void>
}

/** Opens a browser profile of its own and signs in there, by keyboard. */
export async function signIn(
  browser: Browser,
  { origin }: Pick<Product, 'origin'>,
  username: string,
  password = DEMO_PASSWORD,
  device: BrowserContextOptions = {},
): Promise<Person> {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', ...device })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })

  await page.goto(`${origin}/dang-nhap`)
  await page.getByLabel('Tên đăng nhập').focus()
  await page.keyboard.type(username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Việc cần làm' }).waitFor()

  return {
    context,
    page,
    troubles,
    visit: async (path) => {
      await page.goto(`${origin}${path}`)
    },
    read: async <T>(path: string) => {
      const signedIn = await context.request.post(`${origin}/api/v1/auth/login`, {
        data: { username, password },
      })
      const { accessToken } = (await signedIn.json()) as { accessToken: string }
      const answer = await context.request.get(`${origin}/api/v1/${path}`, {
        headers: { authorization: `Bearer ${accessToken}` },
      })
      expect(answer.status(), path).toBe(200)
      return (await answer.json()) as T
    },
    leave: () => context.close(),
  }
}
