import { STATUSES } from '../../core/atlas/source.ts';
import { MODALITIES } from '../../core/decide/candidacy.ts';
import { ROLES } from '../../core/episode.ts';
import type { ScopeRow } from '../../core/treat/scope.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { parseDay } from '../../kit/time.ts';
import { checkRows, type Shape } from '../reader.ts';
import anywhere from './anywhere.json' with { type: 'json' };
import us from './us.json' with { type: 'json' };

const ROW: Shape = {
  source: 'text',
  status: STATUSES,
  id: 'text',
  place: 'text',
  role: ROLES,
  procedure: MODALITIES,
  answer: ['yes', 'no'],
  because: 'text',
  validFrom: 'text?',
  validTo: 'text?',
};

/** Which role may record which kind of procedure, by place and day. */
export const scopeRows: readonly ScopeRow[] = [...anywhere, ...us] as readonly ScopeRow[];

/** Every fault in these rows: shape, sources, places and days that are none. */
export function checkScope(sources: ReadonlySet<string>): readonly Complaint[] {
  return [
    ...checkRows(scopeRows, 'scope', ROW, sources),
    ...scopeRows
      .filter((row) => !/^(\*|[A-Z]{2}(-[A-Z0-9]{1,3})?)$/.test(row.place))
      .map((row) => ({
        at: `${row.id}.place`,
        expected: 'a code such as US-NY, or *',
        got: show(row.place),
      })),
    ...scopeRows.flatMap((row) =>
      [row.validFrom, row.validTo]
        .filter((day) => day !== undefined && parseDay(day) === undefined)
        .map((day) => ({ at: row.id, expected: 'a day of the calendar', got: show(day) })),
    ),
  ];
}
