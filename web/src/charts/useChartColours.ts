import { onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import { usePreferencesStore } from '@/stores/preferences'

const NAMES = [
  'ink',
  'soft',
  'line',
  'card',
  'paper',
  'sunken',
  'green',
  'band-19',
  'band-15',
  'band-10',
  'band-5',
  'band-0',
  'on-band-19',
  'on-band-15',
  'on-band-10',
  'on-band-5',
  'on-band-0',
  'line-strong',
  'green-tint',
  'amber',
  'amber-tint',
  'brick',
  'brick-tint',
  'brick-line',
  'blue',
  'blue-tint',
] as const
export type ColourName = (typeof NAMES)[number]
export type ChartColours = Readonly<Record<ColourName, string>>

/** The tokens as a canvas understands them: `light-dark()` is decided by an element, not by the text of the token. */
function readColours(): ChartColours {
  const probe = document.createElement('i')
  // Where motion is unwanted every change still passes through a short transition, and its first colour would be read.
  probe.style.setProperty('transition', 'none', 'important')
  document.body.append(probe)
  const entries = NAMES.map((name) => {
    probe.style.color = `var(--${name})`
    return [name, getComputedStyle(probe).color] as const
  })
  probe.remove()
  return Object.fromEntries(entries) as ChartColours
}

/** The colours of the light theme, for what leaves the page: a picture in a letter is never dark. */
export function readLightColours(): ChartColours {
  const { dataset } = document.documentElement
  const { theme } = dataset
  // Nothing is painted in between: the theme is back before this returns.
  dataset.theme = 'light'
  try {
    return readColours()
  } finally {
    if (theme === undefined) delete dataset.theme
    else dataset.theme = theme
  }
}

/** Colours of the present theme; new ones whenever the reader or the system switches. */
export function useChartColours() {
  const preferences = usePreferencesStore()
  const colours = shallowRef<ChartColours>()
  // Paper is always light, so printing is a change of theme too.
  const changes = [window.matchMedia('(prefers-color-scheme: dark)'), window.matchMedia('print')]

  function refresh(): void {
    colours.value = readColours()
  }

  onMounted(refresh)
  watch(() => preferences.theme, refresh, { flush: 'post' })
  for (const change of changes) change.addEventListener('change', refresh)
  onBeforeUnmount(() => changes.forEach((change) => change.removeEventListener('change', refresh)))

  return colours
}
