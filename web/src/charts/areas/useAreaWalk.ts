import {
  computed,
  nextTick,
  onBeforeUnmount,
  onMounted,
  ref,
  toValue,
  type MaybeRefOrGetter,
  type ShallowRef,
} from 'vue'
import { findHome, findNeighbour } from './find-neighbour'
import type { PlacedArea } from './lay-out-areas'

/**
 * Pointer, finger and keys on a drawing whose areas carry `data-area`: which is pointed at, which one Tab comes to, and
 * which one is opened. One listener of each kind for all of them.
 */
export function useAreaWalk(
  drawing: Readonly<ShallowRef<SVGSVGElement | null>>,
  areas: MaybeRefOrGetter<readonly PlacedArea[]>,
  open: (key: string) => void,
) {
  const pointedKey = ref<string>()
  const visitedKey = ref<string>()
  const shownByFinger = ref<string>()
  const opened = computed(() => toValue(areas).filter(({ href }) => href !== undefined))
  const pointed = computed(() => toValue(areas).find(({ key }) => key === pointedKey.value))
  /** Pressed by finger last; it stays when the finger goes elsewhere. */
  const chosen = computed(() => toValue(areas).find(({ key }) => key === shownByFinger.value))
  /** Where the reader was last, else the northernmost. */
  const reachableKey = computed(
    () => (opened.value.find(({ key }) => key === visitedKey.value) ?? findHome(opened.value))?.key,
  )

  function keyOf(event: Event): string | undefined {
    return event.target instanceof Element ? event.target.closest<SVGElement>('[data-area]')?.dataset.area : undefined
  }

  function visit(event: FocusEvent): void {
    visitedKey.value = pointedKey.value = keyOf(event)
  }

  function leave(): void {
    pointedKey.value = undefined
  }

  function point(event: PointerEvent): void {
    if (event.pointerType !== 'touch') pointedKey.value = event.type === 'pointerleave' ? undefined : keyOf(event)
  }

  function walk(event: KeyboardEvent): void {
    const from = opened.value.find(({ key }) => key === keyOf(event))
    const to = from && findNeighbour(opened.value, from, event.key)
    if (!to || event.altKey || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    visitedKey.value = to.key
    void nextTick(() => drawing.value?.querySelector<SVGElement>(`[data-area="${CSS.escape(to.key)}"]`)?.focus())
  }

  /** By finger the first press only says what the area is, the second one opens it: areas can be smaller than a finger. */
  function press(event: MouseEvent): void {
    const key = keyOf(event)
    if (key === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const isFinger = event instanceof PointerEvent && event.pointerType === 'touch'
    if (isFinger && shownByFinger.value !== key) pointedKey.value = shownByFinger.value = key
    else if (opened.value.some((area) => area.key === key)) open(key)
  }

  const listeners = {
    click: press,
    keydown: walk,
    focusin: visit,
    focusout: leave,
    pointerover: point,
    pointerleave: point,
  }

  onMounted(() => {
    for (const [name, listen] of Object.entries(listeners))
      drawing.value?.addEventListener(name, listen as EventListener)
  })
  onBeforeUnmount(() => {
    for (const [name, listen] of Object.entries(listeners))
      drawing.value?.removeEventListener(name, listen as EventListener)
  })

  return { pointed, chosen, reachableKey }
}
