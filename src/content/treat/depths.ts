import { STATUSES } from '../../core/atlas/source.ts';
import type { DepthRow } from '../../core/treat/depth.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { checkRows, type Shape } from '../reader.ts';
import rows from './depths.json' with { type: 'json' };

const DEPTH: Shape = {
  source: 'text',
  status: STATUSES,
  id: 'text',
  muscles: ['text'],
  bmiFrom: 'number?',
  bmiBelow: 'number?',
  ceiling: 'number?',
  noMargin: 'boolean?',
  because: 'text',
};

/** Needle depths that a source measured. */
export const depths: readonly DepthRow[] = rows as readonly DepthRow[];

/** Every fault in the depth rows: shape, sources, muscles that do not exist, and rows that say nothing. */
export function checkDepths(
  sources: ReadonlySet<string>,
  muscles: ReadonlySet<string>,
): readonly Complaint[] {
  return [
    ...checkRows(rows, 'depths', DEPTH, sources),
    ...depths.flatMap((row) =>
      row.muscles
        .filter((id) => !muscles.has(id))
        .map((id) => ({ at: `${row.id}.muscles`, expected: 'a muscle of the atlas', got: show(id) })),
    ),
    ...depths
      .filter((row) => (row.ceiling === undefined) !== (row.noMargin === true))
      .map((row) => ({
        at: row.id,
        expected: 'a ceiling or noMargin, and not both',
        got: show(row.ceiling),
      })),
  ];
}
