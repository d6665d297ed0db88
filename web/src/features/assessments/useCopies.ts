import { computed, shallowRef, type Ref } from 'vue'
import type { MeasureAnswer } from '@ntm/shared/criteria/results'
import { pickCopies, stillCopied } from './start-from-last'

interface CopyOptions {
  /** Where the browser keeps which answers were copied and not looked at. */
  key: string
  answers: Readonly<Ref<ReadonlyMap<string, MeasureAnswer>>>
  last: Readonly<Ref<ReadonlyMap<string, MeasureAnswer>>>
  isTyping: (measure: string) => boolean
  choose: (measure: string, answer: MeasureAnswer) => void
}

/** Answers taken over from last month, until somebody has looked at each. */
export function useCopies({ key, answers, last, isTyping, choose }: CopyOptions) {
  const copied = shallowRef<ReadonlySet<string>>(new Set(readMeasures(key)))
  const open = computed(() => pickCopies(answers.value, last.value, isTyping))
  const unchecked = computed(() => new Set(stillCopied(copied.value, answers.value, last.value)))

  function keep(next: ReadonlySet<string>): void {
    copied.value = next
    try {
      if (next.size > 0) localStorage.setItem(key, JSON.stringify([...next]))
      else localStorage.removeItem(key)
    } catch {
      // Full or forbidden: the marks last as long as the page.
    }
  }

  return {
    /** What could be filled in from last month. */
    open,
    unchecked,
    copy(): void {
      const copies = open.value
      keep(new Set([...copied.value, ...copies.keys()]))
      for (const [measure, answer] of copies) choose(measure, answer)
    },
    /** Somebody has looked at the answer and leaves it as it is. */
    check(measure: string): void {
      if (copied.value.has(measure)) keep(new Set([...copied.value].filter((each) => each !== measure)))
    },
  }
}

function readMeasures(key: string): string[] {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : []
  } catch {
    return []
  }
}
