import { addDays, type Day } from '../../kit/time.ts';
import type { Sourced } from '../atlas/source.ts';
import type { ComponentKind, Plan, SeriesLimits } from './plan.ts';

/** One part of a pathway: days are counted from the day on which it is taken up. */
export interface PathwayComponent {
  readonly kind: ComponentKind;
  readonly what: string;
  readonly owner: string;
  readonly dose: string;
  /** First day, 0 is the day itself. */
  readonly fromDay: number;
  /** Last day. Absent: open. */
  readonly toDay?: number;
}

/** A usual way through one kind of complaint, to be changed for each patient. */
export interface Pathway extends Sourced {
  /** Stable and never reused. */
  readonly id: string;
  readonly name: string;
  /** For whom it is meant, in one sentence. */
  readonly for: string;
  readonly components: readonly PathwayComponent[];
  readonly tasks: readonly { readonly what: string; readonly owner: string; readonly dueDay: number }[];
  /** Absent: no needling is part of it. */
  readonly series?: SeriesLimits;
}

/**
 * Add a pathway to a plan, from a day on. What is planned already stays; a component that is there already, by kind and
 * words, is not added twice. Goals are the patient's and come from nobody else.
 */
export function takeUp(plan: Plan, pathway: Pathway, day: Day): Plan {
  const components = pathway.components
    .filter((c) => !plan.components.some((p) => p.kind === c.kind && p.what === c.what))
    .map(({ fromDay, toDay, ...c }) => ({
      ...c,
      from: addDays(day, fromDay),
      ...(toDay !== undefined && { to: addDays(day, toDay) }),
    }));
  const tasks = pathway.tasks
    .filter((t) => !(plan.tasks ?? []).some((p) => p.what === t.what))
    .map(({ dueDay, ...t }) => ({ ...t, due: addDays(day, dueDay) }));
  return {
    ...plan,
    components: [...plan.components, ...components],
    tasks: [...(plan.tasks ?? []), ...tasks],
    pathway: pathway.id,
  };
}
