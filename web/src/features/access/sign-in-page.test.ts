import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OUTSIDE_REFUSALS } from '@ntm/shared/access/outside-sign-in'
import { useSessionStore } from '@/stores/session'
import { linkedPage, openPage } from '@/testing/open-page'
import { problem, stubFetch } from '@/testing/stub-fetch'
import messages from './messages.vi.json'
import { routes } from './routes'

let opened: Awaited<ReturnType<typeof openPage>>
beforeEach(() => {
  localStorage.clear()
  stubFetch(() => problem(401, 'invalid_credentials', 'Sai tên đăng nhập hoặc mật khẩu.'))
})
afterEach(() => opened.page.unmount())

async function openSignIn(address: string, outsideSignIn: { name: string } | null = null): Promise<void> {
  opened = await openPage(address, [...routes, linkedPage('matrix', '/ma-tran'), linkedPage('work', '/')])
  const session = useSessionStore()
  if (session.service) session.service = { ...session.service, outsideSignIn }
  await opened.page.vm.$nextTick()
}

const outsideLink = () => opened.page.findAll('a').find((link) => link.text().startsWith('Đăng nhập qua'))
const alert = () => opened.page.find('[role=alert]')

describe('the way to the shared sign-in', () => {
  test('is not there while the service has none', async () => {
    await openSignIn('/dang-nhap')
    expect(outsideLink()).toBeUndefined()
  })

  test.each([
    ['/dang-nhap', '/api/v1/auth/oidc/start'],
    ['/dang-nhap?returnTo=/ma-tran?period=2019-06', '/api/v1/auth/oidc/start?returnTo=%2Fma-tran%3Fperiod%3D2019-06'],
    ['/dang-nhap?returnTo=//evil.example', '/api/v1/auth/oidc/start'],
  ])('from %s leads to the provider by its name, and to no other site afterwards', async (address, href) => {
    await openSignIn(address, { name: 'Cổng của tỉnh' })
    expect(outsideLink()?.text()).toBe('Đăng nhập qua Cổng của tỉnh')
    expect(outsideLink()?.attributes('href')).toBe(href)
  })

  test('lets whoever comes back be asked for their session, in a browser that never had one', async () => {
    await openSignIn('/dang-nhap', { name: 'Cổng của tỉnh' })
    const link = outsideLink()
    link?.element.addEventListener('click', (event) => event.preventDefault())
    expect(localStorage.getItem('ntm.signedIn')).toBeNull()
    await link?.trigger('click')
    expect(localStorage.getItem('ntm.signedIn')).toBe('1')
  })
})

describe('who comes back refused', () => {
  test.each(OUTSIDE_REFUSALS)('reads why: %s', async (refusal) => {
    await openSignIn(`/dang-nhap?loi=${refusal}`, { name: 'Cổng của tỉnh' })
    expect(alert().text()).toContain(messages.outside.refused[refusal])
  })

  test.each(['khac', '<b>x</b>', 'constructor', ''])('reads nothing that a stranger put there: “%s”', async (text) => {
    await openSignIn(`/dang-nhap?loi=${encodeURIComponent(text)}`)
    expect(alert().exists()).toBe(false)
  })

  test('can use the password at once, and then reads of that alone', async () => {
    await openSignIn('/dang-nhap?loi=noAccount')
    await opened.page.get('#username').setValue('vpdp')
    await opened.page.get('#password').setValue('sai')
    await opened.page.get('form').trigger('submit')
    await expect.poll(() => alert().text()).toContain('Sai tên đăng nhập')
    expect(alert().text()).not.toContain(messages.outside.refused.noAccount)
  })
})
