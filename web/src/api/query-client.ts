import { QueryClient } from '@tanstack/vue-query'
import { NetworkError } from './problem-error'

/** One cache of what the service answered. What it refused is not asked for again; a lost connection is. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => error instanceof NetworkError && failures < 2,
        // A paused request shows nothing; a failed one shows a notice with a way to try again.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
