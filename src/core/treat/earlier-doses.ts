import { daysBetween, type Day, type Instant } from '../../kit/time.ts';
import type { Injection } from './dose.ts';
import type { Procedure } from './procedure.ts';

const DAY_MS = 86_400_000;

/**
 * What else was injected into this patient that counts together with a procedure: in the same session and within 24
 * hours on either side of it.
 *
 * All of one calendar day counts together. What was given the day before or after is left out only when both times are
 * on record and lie a whole day apart: a time that nobody wrote down never makes room.
 *
 * @param others every other procedure of the patient, open or finished: what is in the patient counts before it is signed
 */
export function injectionsWithin24Hours(
  procedure: Procedure,
  others: readonly Procedure[],
): readonly Injection[] {
  const [first, last] = [times(procedure).at(0), times(procedure).at(-1)];
  const counts = (day: Day, at: Instant | undefined): boolean => {
    const days = Math.abs(daysBetween(day, procedure.day));
    if (days !== 1) return days === 0;
    if (at === undefined || first === undefined || last === undefined) return true;
    const time = Date.parse(at);
    return time > Date.parse(first) - DAY_MS && time < Date.parse(last) + DAY_MS;
  };
  return others.flatMap((other) =>
    other.kind === 'injection'
      ? other.sites.flatMap((site) => (counts(other.day, site.at) ? site.injectates : []))
      : [],
  );
}

/** When the sites of a procedure were begun, earliest first; the time-out, when there is no site yet. */
function times(p: Procedure): readonly Instant[] {
  if (p.kind !== 'injection') return [];
  if (p.sites.length === 0) return p.timeOut === undefined ? [] : [p.timeOut.at];
  const known = p.sites.flatMap((site) => site.at ?? []);
  return known.length === p.sites.length ? known.toSorted() : [];
}
