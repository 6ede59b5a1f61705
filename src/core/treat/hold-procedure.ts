import type { Site, SiteId } from '../atlas/muscle.ts';
import { bodyMassIndex, weightOn, type Background } from '../decide/background.ts';
import type { Rule } from '../decide/candidacy.ts';
import type { MedicineRow } from '../decide/medicines.ts';
import type { Screening } from '../decide/screening.ts';
import { visitCandidacy, type Standing, type VisitFacts } from '../decide/visit-candidacy.ts';
import type { Day, Instant } from '../../kit/time.ts';
import type { Agent } from './agent.ts';
import type { ProcedureCheck, ProcedureContext } from './check-procedure.ts';
import type { DepthRow } from './depth.ts';
import { injectionsWithin24Hours } from './earlier-doses.ts';
import type { HeldAgainst } from './kept-procedure.ts';
import type { Procedure } from './procedure.ts';
import type { Scope } from './scope.ts';

/** What the chart and the content say around a procedure. The screen and the server read it alike. */
export interface Around {
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly agents: readonly Agent[];
  readonly depths: readonly DepthRow[];
  readonly rules: readonly Rule[];
  readonly medicines: readonly MedicineRow[];
  /** Absent: nobody wrote one. */
  readonly background?: Background;
  /** Absent: nobody screened at this visit. */
  readonly screening?: Screening;
  /** Day of birth. Absent: not recorded. */
  readonly born?: Day;
  /** Every other procedure of the patient, open or finished. */
  readonly others: readonly Procedure[];
}

/** What a procedure is held against, from everything around it. */
export function contextOf(procedure: Procedure, around: Around): ProcedureContext {
  const { background = {}, others, sites, agents, depths } = around;
  const weight = weightOn(background, procedure.day);
  const bmi = bodyMassIndex(background, procedure.day);
  const { candidacy, override } = standingOf(procedure, around);
  return {
    sites,
    agents,
    depths,
    candidacy,
    ...(override === undefined ? {} : { screenOverride: override }),
    ...(weight === undefined ? {} : { weight }),
    ...(bmi === undefined ? {} : { bmi }),
    earlier: injectionsWithin24Hours(procedure, others),
    alsoNeedled: others
      .filter((p) => p.day === procedure.day && (p.kind === 'injection' || p.kind === 'dry-needling'))
      .flatMap((p) => sitesOf(p, sites)),
  };
}

/** What the chart as a whole says about this way to treat at these sites, and whether somebody went past it. */
export function standingOf(procedure: Procedure, around: Around): Standing {
  const { background, screening, born, sites, rules, medicines } = around;
  const facts: VisitFacts = {
    ...(background === undefined ? {} : { background }),
    ...(screening === undefined ? {} : { screening }),
    ...(born === undefined ? {} : { born }),
    sites: sitesOf(procedure, sites),
    steroid: givesSteroid(procedure, around.agents),
    today: procedure.day,
  };
  return visitCandidacy(procedure.kind, facts, { rules, medicines });
}

/** Whether a steroid is among what was injected. */
export function givesSteroid(procedure: Procedure, agents: readonly Agent[]): boolean {
  const steroids = new Set(agents.filter((a) => a.kind === 'steroid').map((a) => a.id));
  return (
    procedure.kind === 'injection' &&
    procedure.sites.some((site) => site.injectates.some((i) => steroids.has(i.agent)))
  );
}

const sitesOf = (p: Procedure, sites: ReadonlyMap<SiteId, Site>): readonly Site[] =>
  p.sites.flatMap(({ site }) => sites.get(site) ?? []);

/** What is kept with a finished procedure, so that it can be told later what it was held against. */
export function heldAgainst(
  { dose }: ProcedureCheck,
  context: ProcedureContext,
  by: {
    readonly at: Instant;
    readonly content: string;
    readonly scope: Scope;
    readonly place: string | undefined;
  },
): HeldAgainst {
  const { answer, rows } = by.scope;
  if (answer === 'no') throw new Error('a procedure outside the scope of practice is never finished');
  const { weight, bmi, candidacy: held, earlier } = context;
  return {
    at: by.at,
    content: by.content,
    scope: {
      answer,
      rows: rows.map((row) => row.id),
      ...(by.place === undefined ? {} : { place: by.place }),
    },
    level: held?.level ?? 'do-not',
    ...(weight === undefined ? {} : { weight }),
    ...(bmi === undefined ? {} : { bmi }),
    ...(dose === undefined ? {} : { share: dose.share }),
    earlier: earlier.length,
  };
}
