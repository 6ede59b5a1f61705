import { QueryClient } from '@tanstack/react-query';

/** What was read from the server. A failed read is tried once more; stale data is shown while it is read again. */
export const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: 5_000, refetchOnWindowFocus: true } },
});
