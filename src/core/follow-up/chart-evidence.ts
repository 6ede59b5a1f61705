import type { Day } from '../../kit/time.ts';
import type { Site, SiteId } from '../atlas/muscle.ts';
import type { Answer } from '../answer.ts';
import type { PartBodies, PartKind } from '../chart-part.ts';
import { currentEpisode } from '../decide/care-episodes.ts';
import type { AnyPart } from '../episode.ts';
import { distressOf, functionSeries, nociplasticOf, painSeries } from '../examine/scored.ts';
import type { Score } from '../examine/score.ts';
import type { Scores } from '../examine/scores.ts';
import { procedureCode } from '../treat/codes.ts';
import type { Plan, PlanContext } from '../treat/plan.ts';
import type { Procedure } from '../treat/procedure.ts';
import {
  payerClock,
  type PayerClock,
  type PayerEvidence,
  type PayerRule,
  type SessionGiven,
} from './payer-clock.ts';

/** Every score part of a chart, oldest first. */
export function scoresOver(parts: readonly AnyPart[]): readonly Scores[] {
  return bodies(parts, 'scores').toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** Every score on every scale, pain and function, oldest first; higher is worse. */
export function allScores(parts: readonly AnyPart[]): readonly Score[] {
  const scores = scoresOver(parts);
  return [...painSeries(scores), ...functionSeries(scores)].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/**
 * What is known about the person that changes a plan: the latest answers, whichever visit they are from. What was never
 * asked stays absent.
 */
export function planContext(parts: readonly AnyPart[]): PlanContext {
  const scores = scoresOver(parts);
  const distress = scores.map(distressOf).findLast((d) => d !== undefined);
  const nociplastic = scores.map(nociplasticOf).findLast((n) => n !== undefined);
  const factors = bodies(parts, 'background').at(-1)?.factors ?? [];
  return {
    ...(distress && { distress }),
    ...(nociplastic && { nociplastic }),
    modifiableFactors: factors.filter((f) => f.modifiable).map((f) => f.what),
  };
}

/** Sessions of one kind of procedure, oldest first. A procedure at no site is none. */
export function sessionsOf(
  parts: readonly AnyPart[],
  kind: Procedure['kind'],
  sites: ReadonlyMap<SiteId, Site>,
): readonly SessionGiven[] {
  return bodies(parts, 'procedure')
    .filter(({ procedure }) => procedure.kind === kind && procedure.sites.length > 0)
    .map(({ procedure }): SessionGiven => {
      const treated = procedure.sites.flatMap(({ site }) => {
        const known = sites.get(site);
        return known === undefined ? [] : [{ muscle: known.muscle, side: known.side }];
      });
      const code =
        kind === 'injection' || kind === 'dry-needling' ? procedureCode(kind, treated)?.code : undefined;
      const muscles = treated.map(({ muscle, side }) => ({ name: muscle.name, side }));
      const once = muscles.filter(
        (m, i) => muscles.findIndex((n) => n.name === m.name && n.side === m.side) === i,
      );
      return { day: procedure.day, muscles: once, ...(code !== undefined && { code }) };
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** What a chart says to the questions of a payer. What nobody wrote down stays unknown. */
export function payerEvidence(
  parts: readonly AnyPart[],
  kind: Procedure['kind'],
  sites: ReadonlyMap<SiteId, Site>,
): PayerEvidence {
  const scores = scoresOver(parts);
  const background = bodies(parts, 'background').at(-1);
  const episodes = bodies(parts, 'episodes').at(-1);
  const painSince = episodes === undefined ? undefined : currentEpisode(episodes)?.painSince;
  return {
    sessions: sessionsOf(parts, kind, sites),
    pain: painSeries(scores),
    function: functionSeries(scores),
    activeCare: activeCare(bodies(parts, 'plan').at(-1), background?.careTried),
    // Care that is over without a last day lasted for we do not know how long.
    conservative: (background?.careTried ?? [])
      .filter((care) => care.to !== undefined || care.active === true)
      .map(({ what, from, to }) => ({ what, from, ...(to !== undefined && { to }) })),
    ...(painSince !== undefined && { painSince }),
  };
}

/**
 * Hold a chart against one rule of a payer, for a session on a day at the muscles of the last session, which is what a
 * series usually repeats.
 */
export function clockOf(
  rule: PayerRule,
  parts: readonly AnyPart[],
  sites: ReadonlyMap<SiteId, Site>,
  day: Day,
): { readonly clock: PayerClock; readonly evidence: PayerEvidence } {
  const kind = rule.procedure === 'injection' ? 'injection' : 'dry-needling';
  const evidence = payerEvidence(parts, kind, sites);
  const muscles = evidence.sessions.at(-1)?.muscles ?? [];
  return { clock: payerClock(rule, evidence, { day, muscles }), evidence };
}

const ACTIVE: readonly string[] = ['exercise', 'graded-activity'];

/** Present when the patient takes part in one active component, or in care that goes on. */
function activeCare(plan: Plan | undefined, tried: PartBodies['background']['careTried'] = []): Answer {
  const answers = (plan?.components ?? []).filter((c) => ACTIVE.includes(c.kind)).map((c) => c.takesPart);
  if (answers.includes('present') || tried.some((care) => care.active === true)) return 'present';
  return answers.includes('absent') ? 'absent' : 'unknown';
}

const bodies = <K extends PartKind>(parts: readonly AnyPart[], kind: K): readonly PartBodies[K][] =>
  parts.filter((part) => part.kind === kind).map((part) => part.body as PartBodies[K]);
