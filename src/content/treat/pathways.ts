import { STATUSES } from '../../core/atlas/source.ts';
import type { Pathway } from '../../core/treat/pathway.ts';
import { COMPONENT_KINDS } from '../../core/treat/plan.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { checkRows, type Shape } from '../reader.ts';
import rows from './pathways.json' with { type: 'json' };

const PATHWAY: Shape = {
  source: 'text',
  status: STATUSES,
  id: 'text',
  name: 'text',
  for: 'text',
  components: [
    { kind: COMPONENT_KINDS, what: 'text', owner: 'text', dose: 'text', fromDay: 'number', toDay: 'number?' },
  ],
  tasks: [{ what: 'text', owner: 'text', dueDay: 'number' }],
  series: 'any?',
};

/** The pathways that ship with this version. */
export const pathways: readonly Pathway[] = rows as readonly unknown[] as readonly Pathway[];

/** Every fault in the pathways: shape, sources, days that run backwards, and one of needles alone. */
export function checkPathways(sources: ReadonlySet<string>): readonly Complaint[] {
  return [
    ...checkRows(rows, 'pathways', PATHWAY, sources),
    ...pathways.flatMap(({ id, components }) => [
      ...components
        .filter((c) => c.toDay !== undefined && c.toDay < c.fromDay)
        .map((c) => ({
          at: `${id}: ${c.what}`,
          expected: `a last day from ${c.fromDay} on`,
          got: show(c.toDay),
        })),
      ...(components.some((c) => c.kind === 'exercise' || c.kind === 'graded-activity')
        ? []
        : [{ at: id, expected: 'something that the patient does', got: 'passive treatment alone' }]),
    ]),
  ];
}
