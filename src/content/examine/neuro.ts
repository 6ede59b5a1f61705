import { LIMBS, type NeuroContent } from '../../core/examine/neuro.ts';
import { STATUSES } from '../../core/atlas/source.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { checkRows, type Shape } from '../reader.ts';
import rows from './neuro.json' with { type: 'json' };

const ROOT: Shape = {
  source: 'text',
  status: STATUSES,
  id: 'text',
  limb: LIMBS,
  skin: 'text',
  movement: 'text',
  reflex: 'text?',
  explanation: 'text',
};
const TEST: Shape = {
  source: 'text',
  status: STATUSES,
  id: 'text',
  limb: LIMBS,
  name: 'text',
  how: 'text',
  explanations: ['text'],
};

/** The roots and tests of the neurological screen. */
export const neuroContent = rows as NeuroContent;

/** Every fault in the rows: shape, sources, and explanations that the atlas does not have. */
export function checkNeuro(
  sources: ReadonlySet<string>,
  explanations: ReadonlySet<string>,
): readonly Complaint[] {
  const named = [
    ...neuroContent.roots.map((r) => ({ at: r.id, ids: [r.explanation] })),
    ...neuroContent.tests.map((t) => ({ at: t.id, ids: t.explanations })),
  ];
  return [
    ...checkRows(rows.roots, 'roots', ROOT, sources),
    ...checkRows(rows.tests, 'tests', TEST, sources),
    ...named.flatMap(({ at, ids }) =>
      ids
        .filter((id) => !explanations.has(id))
        .map((id) => ({ at, expected: 'an explanation of the atlas', got: show(id) })),
    ),
  ];
}
