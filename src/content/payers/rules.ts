import { STATUSES } from '../../core/atlas/source.ts';
import type { PayerRule, Requirement } from '../../core/follow-up/payer-clock.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { parseDay } from '../../kit/time.ts';
import { checkRows, type Shape } from '../reader.ts';
import rows from './rules.json' with { type: 'json' };

const RULE: Shape = {
  source: 'text',
  status: STATUSES,
  id: 'text',
  payer: 'text',
  document: 'text',
  procedure: ['injection', 'dry-needling', 'acupuncture'],
  validFrom: 'text',
  validTo: 'text?',
  requirements: 'any?',
  excludes: ['text'],
  note: 'text?',
};

/** The numbers that each kind of requirement must carry, all above zero. */
const NUMBERS: Readonly<Record<Requirement['kind'], readonly string[]>> = {
  'most-sessions': ['most', 'days'],
  interval: ['days'],
  relief: ['percent', 'days'],
  function: ['percent'],
  'active-care': [],
  'conservative-care': ['days'],
  duration: ['days'],
  'not-covered': [],
};

/** The payers' rules that ship with this version. */
export const payerRules: readonly PayerRule[] = rows as readonly unknown[] as readonly PayerRule[];

/** Every fault in the payers' rules: shape, sources, days out of order, and requirements without their numbers. */
export function checkPayerRules(sources: ReadonlySet<string>): readonly Complaint[] {
  return [
    ...checkRows(rows, 'payers', RULE, sources),
    ...payerRules.flatMap((rule) => [...checkDays(rule), ...checkRequirements(rule)]),
  ];
}

function checkDays({ id, validFrom, validTo }: PayerRule): readonly Complaint[] {
  const out: Complaint[] = [];
  if (parseDay(validFrom) === undefined)
    out.push({ at: `${id}.validFrom`, expected: 'a day', got: show(validFrom) });
  if (validTo !== undefined && (parseDay(validTo) === undefined || validTo < validFrom))
    out.push({ at: `${id}.validTo`, expected: `a day, ${validFrom} or later`, got: show(validTo) });
  return out;
}

function checkRequirements({ id, requirements }: PayerRule): readonly Complaint[] {
  const list: unknown = requirements;
  if (!Array.isArray(list) || list.length === 0)
    return [{ at: `${id}.requirements`, expected: 'at least one requirement', got: show(list) }];
  return (list as readonly Readonly<Record<string, unknown>>[]).flatMap((requirement, i) => {
    const at = `${id}.requirements[${i}]`;
    const numbers = (NUMBERS as Readonly<Record<string, readonly string[] | undefined>>)[
      String(requirement['kind'])
    ];
    if (numbers === undefined)
      return [{ at, expected: `one of ${Object.keys(NUMBERS).join(', ')}`, got: show(requirement['kind']) }];
    return numbers
      .filter((n) => !(typeof requirement[n] === 'number' && requirement[n] > 0))
      .map((n) => ({ at: `${at}.${n}`, expected: 'a number above 0', got: show(requirement[n]) }));
  });
}
