import type { Atlas } from '../../core/atlas/atlas.ts';

/** The atlas, as options for `useQuery`. Its text is large, so it comes when a page first needs it. */
export const atlasQuery = {
  queryKey: ['atlas'],
  queryFn: async (): Promise<Atlas> => (await import('../../content/atlas/load.ts')).shippedAtlas(),
  staleTime: Infinity,
  gcTime: Infinity,
} as const;
