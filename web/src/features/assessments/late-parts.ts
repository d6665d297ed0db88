import { defineAsyncComponent, type AsyncComponentLoader, type Component } from 'vue'
import { loadMessages } from '@/i18n/i18n'
import LoadingNotice from '@/ui/LoadingNotice.vue'

/** Milliseconds before a part is asked for once more that did not come. */
const AGAIN = 5_000

/**
 * Fetches a part that a sheet can be read and filled without, once, with the rest of what the feature says.
 *
 * One that does not come is asked for again and again: a page that is being filled does not fail for it.
 */
function bringLate<T>(load: () => Promise<T>): () => Promise<T> {
  const bring = async (): Promise<T> => {
    for (;;) {
      try {
        const [part] = await Promise.all([load(), loadMessages('assessments')])
        return part
      } catch {
        await new Promise((done) => setTimeout(done, AGAIN))
      }
    }
  }
  let coming: Promise<T> | undefined
  return () => (coming ??= bring())
}

/** A part that is the page itself, so that there is nothing else to see before it comes. */
function waitFor<T extends Component>(loader: AsyncComponentLoader<T>): T {
  return defineAsyncComponent({ loader, loadingComponent: LoadingNotice, delay: 0 })
}

const bringEvidence = bringLate(() => import('./evidence/CriterionEvidence.vue'))
const bringCheckStep = bringLate(() => import('./CheckStep.vue'))
const bringMergeNotice = bringLate(() => import('./MergeNotice.vue'))
const bringShownSheet = bringLate(() => import('./ShownSheet.vue'))

export const CriterionEvidence = defineAsyncComponent(bringEvidence)
export const CheckStep = defineAsyncComponent(bringCheckStep)
export const MergeNotice = defineAsyncComponent(bringMergeNotice)
export const ReopenDialog = defineAsyncComponent(bringLate(() => import('./ReopenDialog.vue')))
export const ShownSheet = waitFor(bringShownSheet)
export const RevisionSheet = waitFor(bringLate(() => import('./RevisionSheet.vue')))
export const ImportedMonthNotice = waitFor(bringLate(() => import('./ImportedMonthNotice.vue')))

/** Fetches what a sheet being filled may come to show, while there is a network: it can be checked without one. */
export function fetchLateParts(): void {
  for (const bring of [bringEvidence, bringCheckStep, bringMergeNotice, bringShownSheet]) void bring()
}
