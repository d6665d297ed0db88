import { defineAsyncComponent, type AsyncComponentLoader, type Component } from 'vue'
import LoadingNotice from '@/ui/LoadingNotice.vue'
import { bringLate } from './bring-late'

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
