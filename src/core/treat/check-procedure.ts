import { show, type Complaint } from '../../kit/complaint.ts';
import type { Site, SiteId } from '../atlas/muscle.ts';
import type { Candidacy } from '../decide/candidacy.ts';
import type { Override } from '../decide/screening.ts';
import { checkScore } from '../examine/score.ts';
import type { Agent } from './agent.ts';
import { bothHemithoraces, needleAdvice, type DepthRow, type NeedleAdvice } from './depth.ts';
import { totalDose, type DoseTotal, type Injection } from './dose.ts';
import { TIME_OUT_CHECKS, type DryNeedledSite, type InjectedSite, type Procedure } from './procedure.ts';

/** What a procedure is held against. */
export interface ProcedureContext {
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly agents: readonly Agent[];
  readonly depths: readonly DepthRow[];
  /** What the safety screen says about this way to treat. Absent: nobody screened. */
  readonly candidacy?: Candidacy;
  /** Somebody went past that at the screen, and nothing new has come up since. */
  readonly screenOverride?: Override;
  /** Kilograms; absent: no weight that counts. */
  readonly weight?: number;
  /** Body mass index, kg/m². */
  readonly bmi?: number;
  /** What was injected in the 24 hours before. */
  readonly earlier: readonly Injection[];
  /** Where else the patient was needled on this day, in procedures of their own. Absent: nowhere. */
  readonly alsoNeedled?: readonly Site[];
}

/** What stands between a procedure and its signature, and what the clinician must have read. */
export interface ProcedureCheck {
  /** While there is one, the record cannot be signed. */
  readonly complaints: readonly Complaint[];
  /** Needle advice at each needled site, in their order; undefined for one that is not in the atlas. */
  readonly needles: readonly (NeedleAdvice | undefined)[];
  /** Absent when nothing was injected, or the dose cannot be answered. */
  readonly dose?: DoseTotal;
}

type NeedleProcedure = Extract<Procedure, { readonly kind: 'injection' | 'dry-needling' }>;

/**
 * Everything that is missing, impossible or refused in a procedure.
 *
 * Some refusals give way to a written reason: candidacy, a site at which a needle is not advised, a needle beyond
 * its ceiling, a steroid. Others never do: a dose above the maximum, both sides of the chest, needles not all
 * accounted for, no consent, no time-out.
 */
export function checkProcedure(procedure: Procedure, context: ProcedureContext): ProcedureCheck {
  const complaints = [
    ...checkCommon(procedure),
    ...checkCandidacy(procedure, context),
    ...checkSites(procedure, context),
  ];
  if (procedure.kind === 'manual' || procedure.kind === 'electrical')
    return { complaints: [...complaints, ...checkHandsOn(procedure)], needles: [] };
  const needles = procedure.sites.map((site) => adviceOn(site, context));
  complaints.push(...checkNeedles(procedure, context));
  if (procedure.kind === 'dry-needling')
    return { complaints: [...complaints, ...procedure.sites.flatMap(checkDrySite)], needles };
  const dose = checkDose(procedure, context);
  complaints.push(...procedure.sites.flatMap((s, i) => checkInjectedSite(s, i, procedure.day)));
  complaints.push(...dose.complaints);
  return { complaints, needles, ...(dose.total === undefined ? {} : { dose: dose.total }) };
}

function checkCommon(p: Procedure): readonly Complaint[] {
  const out: Complaint[] = [];
  const text = (value: string | undefined, at: string, expected: string): void => {
    if (value === undefined || value.trim() === '') out.push({ at, expected, got: show(value) });
  };
  text(p.operator.name, 'operator.name', 'who did it');
  text(p.operator.credential, 'operator.credential', 'with which qualification');
  for (const check of TIME_OUT_CHECKS)
    if (p.timeOut?.checked.includes(check) !== true)
      out.push({
        at: 'timeOut.checked',
        expected: `${check} compared before the first site`,
        got: 'not yet',
      });
  text(p.consent?.version, 'consent.version', 'the version of the consent that was signed');
  text(p.consent?.by, 'consent.by', 'who signed');
  if (p.timeOut !== undefined && p.consent !== undefined && p.consent.signed > p.timeOut.at)
    out.push({
      at: 'consent.signed',
      expected: 'a signature before the time-out',
      got: show(p.consent.signed),
    });
  out.push(...checkScore(p.before, 'before'), ...checkScore(p.after, 'after'));
  if (p.before !== undefined && p.after !== undefined && p.before.scale !== p.after.scale)
    out.push({
      at: 'after.scale',
      expected: `the scale of before, ${p.before.scale}`,
      got: show(p.after.scale),
    });
  if (p.adverse === undefined)
    out.push({ at: 'adverse', expected: 'what went wrong, or none', got: 'nothing' });
  text(p.instructions?.version, 'instructions.version', 'which instructions were given');
  text(p.instructions?.call, 'instructions.call', 'whom to call');
  return out;
}

function checkCandidacy(p: Procedure, { candidacy, screenOverride }: ProcedureContext): readonly Complaint[] {
  if (candidacy?.modality !== p.kind)
    return [
      {
        at: 'candidacy',
        expected: `a safety screen for ${p.kind}`,
        got: candidacy === undefined ? 'none' : `one for ${candidacy.modality}`,
      },
    ];
  const against = candidacy.level === 'do-not' || candidacy.level === 'defer';
  if (!against || screenOverride !== undefined || (p.override?.reason ?? '').trim() !== '') return [];
  const ids = [...candidacy.raised, ...candidacy.open].map((rule) => rule.id).slice(0, 5);
  return [
    {
      at: 'override.reason',
      expected: `a reason to treat against the screen (${candidacy.level})`,
      got: ids.join(', '),
    },
  ];
}

function checkSites(p: Procedure, { sites }: ProcedureContext): readonly Complaint[] {
  if (p.sites.length === 0) return [{ at: 'sites', expected: 'at least one site', got: 'none' }];
  return p.sites.flatMap(({ site }, i) =>
    sites.has(site)
      ? []
      : [{ at: `sites[${i}].site`, expected: 'a site of the atlas, with its side', got: show(site) }],
  );
}

function adviceOn(
  { site: id, needle, measured }: InjectedSite | DryNeedledSite,
  { sites, depths, bmi }: ProcedureContext,
): NeedleAdvice | undefined {
  const site = sites.get(id);
  if (site === undefined) return undefined;
  const plan = {
    length: needle.length,
    ...(bmi === undefined ? {} : { bmi }),
    ...(measured === undefined ? {} : { measured }),
  };
  return needleAdvice(site, plan, depths);
}

function checkNeedles(p: NeedleProcedure, context: ProcedureContext): readonly Complaint[] {
  const out: Complaint[] = [...checkCount(p), ...checkGuidance(p)];
  const here = p.sites.flatMap(({ site }) => context.sites.get(site) ?? []);
  const both = here.length === 0 ? undefined : bothHemithoraces([...here, ...(context.alsoNeedled ?? [])]);
  if (both !== undefined)
    out.push({
      at: 'sites',
      expected: 'sites over the lung on one side only in a session',
      got: [...new Set([...both.left, ...both.right].map((s) => s.id))].join(', '),
    });
  for (const [i, needled] of p.sites.entries()) {
    out.push(...checkNeedled(needled, `sites[${i}]`));
    const site = context.sites.get(needled.site);
    const advice = adviceOn(needled, context);
    if (site !== undefined && advice !== undefined)
      out.push(...checkAdvised({ needled, site, advice, guided: p.guidance.kind }, `sites[${i}]`));
  }
  return out;
}

function checkCount({ needlesIn, needlesOut }: NeedleProcedure): readonly Complaint[] {
  if (needlesIn === undefined || !Number.isInteger(needlesIn) || needlesIn < 1)
    return [{ at: 'needlesIn', expected: 'the number of needles used', got: show(needlesIn) }];
  return needlesIn === needlesOut
    ? []
    : [{ at: 'needlesOut', expected: `all ${needlesIn} needles out`, got: show(needlesOut) }];
}

function checkGuidance({ guidance }: NeedleProcedure): readonly Complaint[] {
  if (guidance.kind === 'palpation') return [];
  return (['reason', 'image'] as const)
    .filter((field) => guidance[field].trim() === '')
    .map((field) => ({
      at: `guidance.${field}`,
      expected: field === 'reason' ? 'why ultrasound was needed' : 'the id of the image kept',
      got: show(guidance[field]),
    }));
}

function checkNeedled(s: InjectedSite | DryNeedledSite, at: string): readonly Complaint[] {
  const out: Complaint[] = [];
  const between = (value: number, field: string, [least, most]: readonly [number, number]): void => {
    if (!(value >= least && value <= most))
      out.push({ at: `${at}.${field}`, expected: `from ${least} to ${most}`, got: show(value) });
  };
  between(s.needle.gauge, 'needle.gauge', [18, 40]);
  between(s.needle.length, 'needle.length', [5, 150]);
  // Never to the hub: a needle breaks there.
  if (!(s.depth > 0 && s.depth < s.needle.length))
    out.push({
      at: `${at}.depth`,
      expected: `more than 0 and less than the needle, ${s.needle.length} mm`,
      got: show(s.depth),
    });
  if (!Number.isInteger(s.twitches) || s.twitches < 0)
    out.push({ at: `${at}.twitches`, expected: 'a count of twitches, 0 or more', got: show(s.twitches) });
  for (const field of ['approach', 'skinPreparation'] as const)
    if (s[field].trim() === '')
      out.push({ at: `${at}.${field}`, expected: 'some text', got: show(s[field]) });
  return out;
}

interface Advised {
  readonly needled: InjectedSite | DryNeedledSite;
  readonly site: Site;
  readonly advice: NeedleAdvice;
  readonly guided: 'palpation' | 'ultrasound';
}

function checkAdvised({ needled, site, advice, guided }: Advised, at: string): readonly Complaint[] {
  // What was measured today is no estimate: no reason lets a tip go as deep as a structure that was seen.
  if (needled.measured !== undefined && needled.depth >= needled.measured)
    return [
      {
        at: `${at}.depth`,
        expected: `less than the ${needled.measured} mm measured to what must not be hurt`,
        got: show(needled.depth),
      },
    ];
  if ((needled.reason ?? '').trim() !== '') return [];
  const out: Complaint[] = [];
  const limit = site.entry.needling;
  if (limit !== undefined && (limit.advice === 'not-advised' || guided !== 'ultrasound'))
    out.push({
      at: `${at}.reason`,
      expected: limit.advice === 'not-advised' ? 'no needle here, or a reason' : 'ultrasound, or a reason',
      got: limit.because,
    });
  if (advice.warnings.includes('too-long'))
    out.push({
      at: `${at}.needle.length`,
      expected: `at most ${advice.ceiling ?? 0} mm here, or a reason`,
      got: show(needled.needle.length),
    });
  if (advice.warnings.includes('no-margin') && guided !== 'ultrasound')
    out.push({
      at: `${at}.reason`,
      expected: 'ultrasound, or a reason: no depth was found safe here without it',
      got: 'palpation',
    });
  return out;
}

function checkDrySite(s: DryNeedledSite, i: number): readonly Complaint[] {
  const out: Complaint[] = [];
  if (!(s.dwell >= 0 && s.dwell <= 3600))
    out.push({ at: `sites[${i}].dwell`, expected: 'from 0 to 3600 seconds', got: show(s.dwell) });
  return s.current === undefined ? out : [...out, ...checkCurrent(s.current, `sites[${i}].current`)];
}

function checkCurrent(
  { frequency, minutes }: { readonly frequency: number; readonly minutes: number },
  at: string,
): readonly Complaint[] {
  const out: Complaint[] = [];
  if (!(frequency > 0 && frequency <= 10_000))
    out.push({ at: `${at}.frequency`, expected: 'above 0 and at most 10000 Hz', got: show(frequency) });
  if (!(minutes > 0 && minutes <= 120))
    out.push({ at: `${at}.minutes`, expected: 'above 0 and at most 120 minutes', got: show(minutes) });
  return out;
}

function checkHandsOn(
  p: Extract<Procedure, { readonly kind: 'manual' | 'electrical' }>,
): readonly Complaint[] {
  if (p.kind === 'electrical')
    return p.sites.flatMap((s, i) => checkCurrent(s.current, `sites[${i}].current`));
  return p.sites.flatMap((s, i) => {
    const most = s.pressure.scale === 'rated' ? 10 : 2500;
    const fields = [
      ['pressure.value', s.pressure.value, most],
      ['seconds', s.seconds, 3600],
      ['repetitions', s.repetitions, 100],
    ] as const;
    return fields
      .filter(([, value, top]) => !(value > 0 && value <= top))
      .map(([field, value, top]) => ({
        at: `sites[${i}].${field}`,
        expected: `above 0 and at most ${top}`,
        got: show(value),
      }));
  });
}

function checkInjectedSite(s: InjectedSite, i: number, day: string): readonly Complaint[] {
  const at = `sites[${i}]`;
  const out: Complaint[] = [];
  if (s.aspiration !== 'negative')
    out.push({
      at: `${at}.aspiration`,
      expected: 'a negative aspiration before injecting',
      got: s.aspiration,
    });
  if (s.injectates.length === 0)
    out.push({ at: `${at}.injectates`, expected: 'what was injected', got: 'nothing' });
  for (const [k, { lot, expiry }] of s.injectates.entries()) {
    if (lot.trim() === '')
      out.push({ at: `${at}.injectates[${k}].lot`, expected: 'the lot number', got: show(lot) });
    if (!(expiry >= day))
      out.push({ at: `${at}.injectates[${k}].expiry`, expected: `${day} or later`, got: show(expiry) });
  }
  return out;
}

function checkDose(
  p: Extract<Procedure, { readonly kind: 'injection' }>,
  { agents, weight, earlier }: ProcedureContext,
): { readonly complaints: readonly Complaint[]; readonly total?: DoseTotal } {
  const given = p.sites.flatMap((s) => s.injectates);
  const total = totalDose([...given, ...earlier], weight, agents);
  if (!total.ok) return { complaints: total.error };
  const complaints = total.value.warnings.flatMap((w): readonly Complaint[] => {
    if (w.code === 'over-maximum')
      return [
        {
          at: 'sites',
          expected: 'at most one whole maximum dose over all agents',
          got: `${(total.value.share / 10_000).toFixed(1)} %`,
        },
      ];
    if (w.code === 'reason-needed' && (p.steroidReason ?? '').trim() === '')
      return [{ at: 'steroidReason', expected: `a reason for ${w.agent}`, got: w.because }];
    return [];
  });
  // Each agent warns of the same excess.
  const once = complaints.filter(
    (c, i) => complaints.findIndex((d) => d.at === c.at && d.got === c.got) === i,
  );
  return { complaints: once, total: total.value };
}
