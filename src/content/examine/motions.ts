import { STATUSES, type Sourced } from '../../core/atlas/source.ts';
import { MOTION_UNITS, type MotionUnit } from '../../core/examine/measures.ts';
import type { Complaint } from '../../kit/complaint.ts';
import { checkOnce, checkRows, type Shape } from '../reader.ts';
import rows from './motions.json' with { type: 'json' };

/** One movement that is measured, with what healthy adults reach. */
export interface MotionRow extends Sourced {
  readonly id: string;
  /** Kept in the record as the name of the movement. */
  readonly name: string;
  readonly area: string;
  /** Has a left and a right. */
  readonly paired: boolean;
  readonly unit: MotionUnit;
  /** In the unit of the movement. An average of healthy adults: age, sex and habit move it. */
  readonly normal: number;
  readonly note?: string;
}

const MOTION: Shape = {
  source: 'text',
  status: STATUSES,
  id: 'text',
  name: 'text',
  area: 'text',
  paired: 'boolean',
  unit: MOTION_UNITS,
  normal: 'number',
  note: 'text?',
};

/** Movements that the examination offers; any other can be named in words. */
export const motionRows = rows as readonly MotionRow[];

/** Every fault in the rows: shape, sources, and names used twice. */
export function checkMotions(sources: ReadonlySet<string>): readonly Complaint[] {
  return [
    ...checkRows(rows, 'motions', MOTION, sources),
    ...checkOnce(
      motionRows.map((m) => m.name),
      'motions.names',
    ),
  ];
}
