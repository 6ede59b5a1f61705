import type { Complaint } from '../../kit/complaint.ts';
import { Reader, type Shape } from '../reader.ts';
import rows from './ranking.json' with { type: 'json' };

/** Groups of the source attributes, in the order of the rule. */
export const ATTRIBUTE_GROUPS = [
  'details',
  'purpose',
  'cautions',
  'development',
  'fairness',
  'external',
  'performance',
  'maintenance',
  'updates',
] as const;
export type AttributeGroup = (typeof ATTRIBUTE_GROUPS)[number];

/**
 * How far an attribute is filled.
 *
 * - `stated`: it is as the text says
 * - `partly`: something was done, less than the attribute asks for
 * - `not-done`: nothing was, and the text says so
 */
export const ATTRIBUTE_STATES = ['stated', 'partly', 'not-done'] as const;
export type AttributeState = (typeof ATTRIBUTE_STATES)[number];

/** One source attribute of a decision support intervention that predicts. */
export interface SourceAttribute {
  /** 1 to 31, in the order of 45 CFR 170.315(b)(11)(iv)(B). */
  readonly number: number;
  readonly group: AttributeGroup;
  readonly name: string;
  readonly text: string;
  readonly status: AttributeState;
}

const ROW: Shape = {
  number: 'number',
  group: ATTRIBUTE_GROUPS,
  name: 'text',
  text: 'text',
  status: ATTRIBUTE_STATES,
};

/** What the ranking is made of and how far it was tested: the 31 source attributes of a predictive intervention. */
export const rankingAttributes: readonly SourceAttribute[] = rows as readonly SourceAttribute[];

/** Every fault in these rows. */
export function checkAttributes(): readonly Complaint[] {
  const reader = new Reader();
  reader.shape(rows, 'ranking', [ROW]);
  return reader.complaints;
}
