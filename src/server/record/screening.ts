import { medicines } from '../../content/decide/medicines.ts';
import { questions, rules } from '../../content/decide/rules.ts';
import type { Site, SiteId } from '../../core/atlas/muscle.ts';
import type { Override, Screening } from '../../core/decide/screening.ts';
import {
  needsOverride,
  standsAgainst,
  visitCandidacy,
  type VisitFacts,
} from '../../core/decide/visit-candidacy.ts';
import { visitFacts } from '../../core/visit-facts.ts';
import { canonicalJson } from '../../kit/canonical.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok } from '../../kit/result.ts';
import { addDays, type Day, type Instant } from '../../kit/time.ts';
import type { Deps } from '../deps.ts';
import type { PartCheck } from './parts.ts';

const QUESTIONS = new Set(questions.map((q) => q.id));

/**
 * Hold a safety screen against the same rules that the screen shows.
 *
 * It speaks of questions and sites that there are. An override is kept for good, is by whoever writes it, and names
 * the level and every rule that stands against the treatment by the server's own reading of the chart.
 */
export function checkScreening({ atlas }: Deps): PartCheck<'screening'> {
  const sites = new Map(atlas.sites.map((site) => [site.id, site]));
  return async ({ write, body, current, patientId, visit }) => {
    if (visit === undefined) throw new Error('a safety screen is of a visit');
    const complaints = [
      ...checkIds(body, sites),
      ...checkDays(body, write.at),
      ...checkKept(body, current?.body, write.actor.id),
    ];
    const added = body.overrides.slice(current?.body.overrides.length ?? 0);
    if (complaints.length === 0 && added.length > 0) {
      const patient = await write.records.latest('patient', patientId);
      if (patient === undefined) return err({ code: 'not-found', what: `patient ${patientId}` });
      const parts = await write.records.partsOf(patientId);
      const facts: VisitFacts = {
        ...visitFacts({ patient, visit, parts: parts.filter((p) => p.kind !== 'screening') }, (id) =>
          sites.get(id),
        ),
        screening: body,
      };
      const planned = body.sites.map((id) => sites.get(id)).filter((s) => s !== undefined);
      const whole = { ...facts, sites: [...new Set([...facts.sites, ...planned])] };
      for (const one of added) complaints.push(...checkOverride(one, whole, write));
    }
    return complaints.length === 0 ? ok(body) : err({ code: 'invalid', complaints });
  };
}

function checkIds(
  { answers, sites: planned }: Screening,
  sites: ReadonlyMap<SiteId, Site>,
): readonly Complaint[] {
  return [
    ...Object.keys(answers)
      .filter((id) => !QUESTIONS.has(id))
      .map((id) => ({ at: 'body.answers', expected: 'questions of the safety screen', got: show(id) })),
    ...planned
      .filter((id) => !sites.has(id))
      .map((id) => ({ at: 'body.sites', expected: 'sites of the atlas', got: show(id) })),
  ];
}

/** Nothing is answered on a day to come. The calendar of the clinic may be a day ahead of ours. */
function checkDays({ answers }: Screening, at: Instant): readonly Complaint[] {
  const last = addDays(at.slice(0, 10) as Day, 1);
  return Object.entries(answers)
    .filter(([, { asked }]) => asked > last)
    .map(([id, { asked }]) => ({
      at: `body.answers.${id}.asked`,
      expected: `a day up to ${last}`,
      got: asked,
    }));
}

/** Overrides are added at the end; an earlier one may be withdrawn once, and is otherwise as it was. */
function checkKept(
  { overrides }: Screening,
  before: Screening | undefined,
  actor: string,
): readonly Complaint[] {
  return (before?.overrides ?? []).flatMap((was, i) => {
    const is = overrides[i];
    const isWithdrawnNow = was.withdrawn === undefined && is?.withdrawn !== undefined;
    const same =
      is !== undefined &&
      canonicalJson(withdrawnAs(is, was)) === canonicalJson(was) &&
      (!isWithdrawnNow || is.withdrawn.by === actor);
    return same
      ? []
      : [{ at: `body.overrides[${i}]`, expected: 'the override that was kept, unchanged', got: show(is) }];
  });
}

/** An override as it was before it was withdrawn, if that is what happened to it. */
const withdrawnAs = (is: Override, was: Override): unknown =>
  was.withdrawn === undefined
    ? Object.fromEntries(Object.entries(is).filter(([field]) => field !== 'withdrawn'))
    : is;

function checkOverride(
  override: Override,
  facts: VisitFacts,
  { actor, at }: { readonly actor: { readonly id: string }; readonly at: string },
): readonly Complaint[] {
  const { candidacy } = visitCandidacy(override.modality, facts, { rules, medicines });
  const { raised, open } = standsAgainst(candidacy);
  const named = new Set([...override.raised, ...override.open]);
  const missing = [
    ...raised.filter((r) => !override.raised.includes(r.id)),
    ...open.filter((r) => !named.has(r.id)),
  ].map((r) => r.id);
  const complaints: Complaint[] = [];
  const expect = (field: string, expected: string, got: string): void => {
    complaints.push({ at: `body.overrides.${field}`, expected, got });
  };
  if (override.by !== actor.id) expect('by', 'whoever writes it', show(override.by));
  if (override.at.slice(0, 16) > at.slice(0, 16)) expect('at', `a moment up to ${at}`, show(override.at));
  if (override.withdrawn !== undefined) expect('withdrawn', 'nothing yet', show(override.withdrawn));
  if (!needsOverride(candidacy.level)) expect('level', 'a level that needs one', candidacy.level);
  else if (override.level !== candidacy.level) expect('level', candidacy.level, override.level);
  if (missing.length > 0)
    expect('raised', `every rule that stands against it, also ${missing.join(', ')}`, show(override.raised));
  return complaints;
}
