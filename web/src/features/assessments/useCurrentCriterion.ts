import { nextTick, onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** The criterion being read: the last one whose top has passed the upper third of the window. */
export function useCurrentCriterion(isShown: Readonly<Ref<boolean>>) {
  const current = ref<number>()
  let frame = 0

  function find(): void {
    frame = 0
    const line = window.innerHeight / 3
    const passed = [...document.querySelectorAll<HTMLElement>('[id^="tieu-chi-"]')].filter(
      (section) => section.getBoundingClientRect().top < line,
    )
    const number = Number(passed.at(-1)?.id.slice('tieu-chi-'.length))
    current.value = number > 0 ? number : undefined
  }

  function schedule(): void {
    if (frame === 0) frame = requestAnimationFrame(find)
  }

  window.addEventListener('scroll', schedule, { passive: true })
  onBeforeUnmount(() => {
    window.removeEventListener('scroll', schedule)
    cancelAnimationFrame(frame)
  })
  watch(isShown, () => void nextTick(schedule), { immediate: true })

  return current
}
