import type { Visit } from '@/navigation/bring-page'

/** The question of `useWork`. */
export function askWork({ ask }: Visit): void {
  void ask('work', { for: 'me' })
}
