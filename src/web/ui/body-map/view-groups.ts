/** Views as a person looks for them: the body from four sides, then the close-ups. */
export const VIEW_GROUPS = {
  body: ['front', 'back', 'left', 'right'],
  head: ['head-front', 'head-back', 'head-left', 'head-right'],
  hands: ['hand-palmar-right', 'hand-palmar-left', 'hand-dorsal-left', 'hand-dorsal-right'],
  feet: [
    'foot-dorsal-right',
    'foot-dorsal-left',
    'foot-plantar-right',
    'foot-plantar-left',
    'foot-lateral-right',
    'foot-lateral-left',
    'foot-medial-right',
    'foot-medial-left',
  ],
} as const;

/** One row of thumbnails. */
export type ViewGroup = keyof typeof VIEW_GROUPS;

/** The group that a view belongs to. */
export function groupOf(view: string): ViewGroup {
  const groups = Object.entries(VIEW_GROUPS) as [ViewGroup, readonly string[]][];
  return groups.find(([, views]) => views.includes(view))?.[0] ?? 'body';
}
