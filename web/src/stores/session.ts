import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { AccountView, MeView, ServiceView, SessionView } from '@ntm/shared/access/wire'
import type { Permission } from '@ntm/shared/access/roles'
import { expectSession, onSessionChange, setAccessToken, takeUpSession } from '@/api/access-token'
import { getJson, postJson } from '@/api/http'
import { keepAnswersOf } from '@/api/last-seen'
import { NetworkError } from '@/api/problem-error'
import { hasSessionHint, keepSessionHint } from '@/api/session-hint'
import { recallSession, rememberSession } from './remembered-session'

/** Who is signed in, what they may do, and what the service says of itself. */
export const useSessionStore = defineStore('session', () => {
  const account = shallowRef<AccountView>()
  const service = shallowRef<ServiceView>()
  /** Set when the first questions to the service failed; the shell offers to try again. */
  const startError = shallowRef<unknown>()
  /** The session ended while pages were open: the sign-in page says so. */
  const hasLapsed = ref(false)

  const isSignedIn = computed(() => account.value !== undefined)
  /** A session may still be good; false means that signing in is the only way on. */
  const mayHaveSession = (): boolean => isSignedIn.value || hasSessionHint()
  const permissions = computed(() => new Set<Permission>(account.value?.permissions))
  /** The unit the person works for; undefined for agencies and where no role names one. */
  const homeUnit = computed(() => account.value?.roles.find((grant) => grant.unit !== null)?.unit ?? undefined)

  /** What has to be done before anything else: until then the service refuses every other page. */
  const duty = computed(() => account.value?.duty ?? null)

  function take(session: SessionView | undefined): void {
    const wasSignedIn = account.value !== undefined
    account.value = session?.account
    keepSessionHint(session !== undefined)
    hasLapsed.value = wasSignedIn && session === undefined
  }
  onSessionChange(take)

  // Before anything is asked for in their name.
  watch(
    () => account.value?.username,
    (username) => keepAnswersOf(username),
    { flush: 'sync' },
  )
  watch([account, service], ([who, facts]) => rememberSession(who && facts && { account: who, service: facts }), {
    flush: 'sync',
  })

  let starting: Promise<void> | undefined

  /** Asks for the facts of the service and takes up a session that is still good; safe to call again. */
  function start(): Promise<void> {
    starting ??= begin().finally(() => {
      if (startError.value !== undefined) starting = undefined
    })
    return starting
  }

  async function begin(): Promise<void> {
    startError.value = undefined
    try {
      const [facts] = await Promise.all([
        getJson<ServiceView>('service'),
        hasSessionHint() ? takeUpSession() : undefined,
      ])
      service.value = facts
    } catch (failure) {
      if (!(failure instanceof NetworkError && hasSessionHint() && takeRemembered())) startError.value = failure
    }
  }

  /** Without a network whoever worked here last goes on; the service is asked who they are as soon as it answers. */
  function takeRemembered(): boolean {
    const remembered = recallSession()
    if (!remembered) return false
    if (account.value === undefined) {
      account.value = remembered.account
      expectSession()
    }
    service.value = remembered.service
    return true
  }

  /** Asks for the day and the facts of the service anew; what is known stays where it does not answer. */
  async function renewFacts(): Promise<void> {
    service.value = await getJson<ServiceView>('service').catch(() => service.value)
  }

  /** `code` is that of the second factor, where the account has one. */
  async function signIn(username: string, password: string, code?: string): Promise<void> {
    const proof = { username, password, ...(code === undefined ? {} : { code }) }
    const { data } = await postJson<SessionView>('auth/login', proof)
    setAccessToken(data.accessToken)
    take(data)
  }

  /** Before one leaves to sign in elsewhere: who comes back may have a session, so it is asked for. */
  function expectReturn(): void {
    keepSessionHint(true)
  }

  /** Asks anew who one is: roles, rights and what has to be done first may have changed. */
  async function renewAccount(): Promise<void> {
    const me = await getJson<MeView>('me')
    if (account.value !== undefined) account.value = me.account
  }

  /** Ends the session here even when the service cannot be told; its token lapses by itself. */
  async function signOut(): Promise<void> {
    await postJson('auth/logout', undefined).catch(() => undefined)
    setAccessToken(undefined)
    account.value = undefined
    keepSessionHint(false)
    hasLapsed.value = false
  }

  function can(permission: Permission): boolean {
    return permissions.value.has(permission)
  }

  return {
    account,
    service,
    startError,
    hasLapsed,
    isSignedIn,
    mayHaveSession,
    permissions,
    homeUnit,
    duty,
    start,
    signIn,
    expectReturn,
    signOut,
    renewAccount,
    renewFacts,
    can,
  }
})
