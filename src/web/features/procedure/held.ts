import { medicines } from '../../../content/decide/medicines.ts';
import { rules } from '../../../content/decide/rules.ts';
import { agents } from '../../../content/treat/agents.ts';
import { depths } from '../../../content/treat/depths.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import type { Chart } from '../../../core/episode.ts';
import {
  checkProcedure,
  type ProcedureCheck,
  type ProcedureContext,
} from '../../../core/treat/check-procedure.ts';
import { contextOf, standingOf, type Around } from '../../../core/treat/hold-procedure.ts';
import { needsOverride, type Standing } from '../../../core/decide/visit-candidacy.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import { partOf, partsOfKind } from '../../api/parts.ts';

/** What the screen says about a procedure: the same reckoning that the server makes when it is finished. */
export interface Held {
  readonly around: Around;
  readonly context: ProcedureContext;
  readonly check: ProcedureCheck;
  readonly standing: Standing;
}

/** Everything around one procedure of a chart. */
export function aroundOf(chart: Chart, sites: ReadonlyMap<SiteId, Site>, id: string): Around {
  const { parts, patient, visit } = chart;
  const background = partOf(parts, 'background', patient.id)?.body;
  const screening = partOf(parts, 'screening', visit.id)?.body;
  const born = partOf(parts, 'identity', patient.id)?.body.born;
  return {
    sites,
    agents,
    depths,
    rules,
    medicines,
    ...(background === undefined ? {} : { background }),
    ...(screening === undefined ? {} : { screening }),
    ...(born === undefined ? {} : { born }),
    others: partsOfKind(parts, 'procedure')
      .filter((p) => p.id !== id)
      .map((p) => p.body.procedure),
  };
}

/** Hold a procedure against all of it. */
export function hold({ procedure }: KeptProcedure, around: Around): Held {
  const context = contextOf(procedure, around);
  return {
    around,
    context,
    check: checkProcedure(procedure, context),
    standing: standingOf(procedure, around),
  };
}

/** Whether nothing stands against it, or somebody said why it is done all the same (SR-78). */
export function isSettled({ procedure }: KeptProcedure, { candidacy, override }: Standing): boolean {
  const isForbidden = needsOverride(candidacy.level);
  return !isForbidden || override !== undefined || (procedure.override?.reason ?? '').trim() !== '';
}

/** Sites that were found tender or recognised, or are planned, at this visit: the ones that are likely to be treated. */
export function candidatesOf(chart: Chart, atlas: Atlas): readonly Site[] {
  const found = (chart.findings?.findings ?? []).filter((f) => f.answer === 'present').map((f) => f.site);
  const planned = partOf(chart.parts, 'screening', chart.visit.id)?.body.sites ?? [];
  const wanted = new Set([...planned, ...found]);
  return atlas.sites.filter((site) => wanted.has(site.id));
}
