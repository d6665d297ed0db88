import { nextTick, onBeforeUnmount, onMounted, watch, type ShallowRef } from 'vue'

const CELL = '[data-cell]'

/** How far each key moves, as [rows, columns]; `Infinity` is the edge. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

/**
 * Arrow keys through a table whose focusable cells carry `data-cell`: one stop for Tab, the last cell visited.
 *
 * `contents` is watched: when rows come and go, some cell can still be reached by Tab.
 */
export function useGridNavigation(table: Readonly<ShallowRef<HTMLElement | null>>, contents: () => unknown): void {
  function rowsOf(element: HTMLElement): HTMLElement[][] {
    return [...element.querySelectorAll('tr')]
      .map((row) => [...row.querySelectorAll<HTMLElement>(CELL)])
      .filter((cells) => cells.length > 0)
  }

  function makeReachable(cell: HTMLElement | undefined): void {
    table.value?.querySelectorAll<HTMLElement>(`${CELL}[tabindex="0"]`).forEach((other) => (other.tabIndex = -1))
    if (cell) cell.tabIndex = 0
  }

  function move(event: KeyboardEvent): void {
    const step = MOVES[event.key]
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(CELL) : null
    if (!step || !cell || !table.value || event.altKey || event.metaKey) return
    const rows = rowsOf(table.value)
    const row = rows.findIndex((cells) => cells.includes(cell))
    const column = rows[row]?.indexOf(cell) ?? -1
    // With Ctrl, Home and End go to the corners of the table.
    const [down, right] = event.ctrlKey && step[0] === 0 ? [step[1], step[1]] : step
    const targetRow = rows[clamp(row + down, rows.length)]
    const target = targetRow?.[clamp(column + right, targetRow.length)]
    event.preventDefault()
    target?.focus()
    target?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  function remember(event: FocusEvent): void {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(CELL) : null
    if (cell) makeReachable(cell)
  }

  function ensureReachable(): void {
    const element = table.value
    if (element && !element.querySelector(`${CELL}[tabindex="0"]`)) makeReachable(rowsOf(element)[0]?.[0])
  }

  onMounted(() => {
    table.value?.addEventListener('keydown', move)
    table.value?.addEventListener('focusin', remember)
    ensureReachable()
  })
  onBeforeUnmount(() => {
    table.value?.removeEventListener('keydown', move)
    table.value?.removeEventListener('focusin', remember)
  })
  watch(contents, () => void nextTick(ensureReachable))
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1))
}
