import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible } from './axe.ts'

/** Takes pictures in light and dark into `NTM_SHOTS`, for whoever wants to look; else does nothing. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.NTM_SHOTS
  for (const colorScheme of folder ? (['light', 'dark'] as const) : []) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Nothing is in the way of anybody, and nothing is wider than the screen. */
export async function expectFitting(page: Page): Promise<void> {
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
}
