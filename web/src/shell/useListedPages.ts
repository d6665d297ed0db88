import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { isActed } from '@/stores/acted-role'
import { useSessionStore } from '@/stores/session'

/** Route a page is listed under, the routes that are reached from it, and what it takes to see it. */
const PAGES = [
  { name: 'work', within: ['work'], needs: 'self' },
  { name: 'notices', within: ['notices'], needs: 'assessments.read' },
  { name: 'overview', within: ['overview', 'profile'], needs: 'results.read' },
  { name: 'matrix', within: ['matrix'], needs: 'results.read' },
  { name: 'compare', within: ['compare'], needs: 'results.read' },
  { name: 'map', within: ['map'], needs: 'results.read' },
  { name: 'discipline', within: ['discipline'], needs: 'results.read' },
  { name: 'sheets', within: ['sheets', 'sheet', 'sheetHistory', 'review'], needs: 'assessments.read' },
  { name: 'imports', within: ['imports', 'import'], needs: 'assessments.import' },
  { name: 'villages', within: ['villages', 'villageList', 'village', 'villageEntry'], needs: 'villages.manage' },
  { name: 'verifications', within: ['verifications'], needs: 'assessments.read' },
  { name: 'periods', within: ['periods', 'consolidation'], needs: 'periods.read' },
  { name: 'criteriaSet', within: ['criteriaSet', 'measure', 'testBench', 'publishSet'], needs: 'criteria.read' },
  { name: 'delegations', within: ['delegations'], needs: 'self' },
  { name: 'accountables', within: ['accountables', 'accountable'], needs: 'accountable.manage' },
  { name: 'accounts', within: ['accounts', 'account', 'newAccount'], needs: 'accounts.read' },
  { name: 'clients', within: ['clients', 'client', 'newClient'], needs: 'accounts.read' },
  { name: 'audit', within: ['audit', 'trail'], needs: 'audit.read' },
] as const
export type ListedPage = (typeof PAGES)[number]

/** The pages that whoever is signed in may open, in the order of the list. */
export function useListedPages() {
  const router = useRouter()
  const session = useSessionStore()
  /** For leaders, who hand roles on, and for those who hold one now. */
  const concernsDelegation = computed(
    () => session.can('delegations.manage') || session.account?.roles.some(isActed) === true,
  )
  return computed(() =>
    PAGES.filter(
      ({ name, needs }) =>
        router.hasRoute(name) && session.can(needs) && (name !== 'delegations' || concernsDelegation.value),
    ),
  )
}
