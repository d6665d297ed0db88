import { ref } from 'vue'

/** Whether the stream of changes is open, in this tab or another one of this browser. */
export const isLive = ref(false)

/** Instant (milliseconds) at which figures on show last turned out different; undefined before. */
export const newsAt = ref<number>()

export function noteNews(): void {
  newsAt.value = Date.now()
}
