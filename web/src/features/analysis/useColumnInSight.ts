import { toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'

/** Scrolls a wide table sideways, never the page, until the column of a number stands in its middle. */
export function useColumnInSight(
  table: Readonly<Ref<HTMLElement | null>>,
  column: MaybeRefOrGetter<number | undefined>,
): void {
  watch(
    [table, () => toValue(column)],
    ([element, number]) => {
      const head = number === undefined ? null : element?.querySelector<HTMLElement>(`[data-column="${number}"]`)
      const frame = element?.parentElement
      if (head && frame) frame.scrollLeft = head.offsetLeft + head.offsetWidth / 2 - frame.clientWidth / 2
    },
    { flush: 'post' },
  )
}
