import type { ReactElement } from 'react';
import type { PathPlan, PlanError } from '../../../../imaging/path/plan.ts';
import type { Structure } from '../../../../imaging/path/structures.ts';
import type { Result } from '../../../../kit/result.ts';
import { Notice } from '../../../ui/states.tsx';
import { words } from '../words.ts';

interface EntriesProps {
  readonly plan: Result<PathPlan, PlanError>;
  readonly structures: readonly Structure[];
}

const SHOWN = 6;

/** Table of entries, the best first; below a clearance of 1 the margins are not kept. */
export function Entries({ plan, structures }: EntriesProps): ReactElement {
  if (!plan.ok) return <Notice tone="danger">{words.planError(plan.error)}</Notice>;
  const { verdict, entries } = plan.value;
  const nameOf = (id: string): string => structures.find((s) => s.id === id)?.name ?? id;
  return (
    <div className="entries">
      <Notice tone={verdict === 'margins-kept' ? 'calm' : 'danger'}>{words.verdict(verdict)}</Notice>
      {entries.length > 0 && (
        <table>
          <caption className="hidden-visually">Entries, the best first</caption>
          <thead>
            <tr>
              <th scope="col">Entry x</th>
              <th scope="col">Angle</th>
              <th scope="col">Length</th>
              <th scope="col">Clearance</th>
            </tr>
          </thead>
          <tbody>
            {entries.slice(0, SHOWN).map(({ from, angle, length, clearance, nearest }) => (
              <tr key={from.x} data-kept={clearance >= 1}>
                <td className="number">{from.x.toFixed(0)} px</td>
                <td className="number">{angle.toFixed(0)}°</td>
                <td className="number">{length.toFixed(1)} mm</td>
                <td className="number">
                  {Number.isFinite(clearance) ? `${clearance.toFixed(2)} ×` : 'nothing drawn'}
                  {nearest !== undefined && (
                    <small>
                      {' '}
                      {nearest.distance.toFixed(1)} mm to {nameOf(nearest.structure)}
                    </small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="panel__note">
        Only what was drawn in this plane is known. Clearance 1 × is the margin with its uncertainty.
      </p>
    </div>
  );
}
