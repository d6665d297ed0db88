import { onBeforeUnmount, onMounted, ref, type Ref, type ShallowRef } from 'vue'

/** Width of an element in pixels, now and whenever it changes; 0 until it stands on the page. */
export function useElementWidth(element: Readonly<ShallowRef<HTMLElement | null>>): Readonly<Ref<number>> {
  const width = ref(0)
  let observer: ResizeObserver | undefined
  onMounted(() => {
    if (!element.value) return
    width.value = element.value.clientWidth
    observer = new ResizeObserver(([entry]) => {
      // Whole pixels: a scroll bar that comes and goes must not draw the map anew for ever.
      if (entry) width.value = Math.floor(entry.contentRect.width)
    })
    observer.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return width
}
