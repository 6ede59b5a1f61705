import { err, ok, type Result } from '../../kit/result.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import type { Agent, Ceiling } from './agent.ts';

/** Strength of a solution. 1 % is 10 mg/mL. */
export interface Concentration {
  readonly value: number;
  readonly unit: 'percent' | 'mg/mL' | 'mcg/mL';
}

/** One injection of one agent at one site. */
export interface Injection {
  readonly agent: string;
  readonly concentration: Concentration;
  /** Millilitres, to a thousandth. */
  readonly volume: number;
}

/** What one agent adds up to, over this session and the last 24 hours. */
export interface AgentTotal {
  readonly agent: Agent;
  /** Milligrams given, rounded up to a microgram. */
  readonly mg: number;
  readonly mgPerKg: number;
  /** Largest dose for this weight, milligrams, rounded down to a microgram. Absent: no ceiling is known. */
  readonly maximum?: number;
  /** The ceiling that decided. */
  readonly ceiling?: Ceiling;
  /** Share of the maximum, parts per million, rounded up. Absent: no ceiling is known. */
  readonly share?: number;
}

/** Something the clinician must read before going on. */
export interface DoseWarning {
  readonly code: 'over-maximum' | 'mixing' | 'reason-needed' | 'no-ceiling';
  readonly agent: string;
  readonly because: string;
  readonly source: string;
}

/** Where the session stands. */
export interface DoseTotal {
  readonly agents: readonly AgentTotal[];
  /** Sum of the agents' shares, parts per million. Toxic effects are taken to add: 1,000,000 is the limit. */
  readonly share: number;
  readonly within: boolean;
  readonly warnings: readonly DoseWarning[];
}

/** Parts per million: one whole maximum dose. */
export const WHOLE = 1_000_000;
/** Weights outside this range are taken for typing errors, kilograms. */
export const WEIGHT_RANGE = { least: 3, most: 350 } as const;
const VOLUME_MOST = 200;
const MG_PER_ML_MOST = 100;

/**
 * Add up every injection of the session and of the 24 hours before it.
 *
 * Each agent's milligrams are compared with the lowest ceiling known for it at this weight; the shares of
 * different agents are added, and together may reach one whole maximum. Doses round up and ceilings round
 * down, so an error of rounding can only make the room smaller.
 *
 * @param weight kilograms; never guessed: without a plausible one there is no answer
 * @returns complaints when the weight is missing or impossible, an agent is unknown, or a number is not one
 */
export function totalDose(
  injections: readonly Injection[],
  weight: number | undefined,
  agents: readonly Agent[],
): Result<DoseTotal, readonly Complaint[]> {
  const complaints = [...checkWeight(weight), ...injections.flatMap((i, n) => checkInjection(i, n, agents))];
  if (weight === undefined || complaints.length > 0) return err(complaints);

  const totals = agents
    .map((agent) => ({ agent, given: injections.filter((i) => i.agent === agent.id) }))
    .filter(({ given }) => given.length > 0)
    .map(({ agent, given }) => totalOf(agent, micrograms(given), weight));
  const share = totals.reduce((sum, t) => sum + (t.share ?? 0), 0);
  const within = share <= WHOLE;
  return ok({ agents: totals, share, within, warnings: warningsOf(totals, within) });
}

/**
 * How much more of one solution may be given at the next site, millilitres, rounded down to 0.1 mL.
 *
 * Undefined when no ceiling is known for the agent: then there is no number to trust.
 */
export function roomFor(
  next: { readonly agent: string; readonly concentration: Concentration },
  injections: readonly Injection[],
  weight: number | undefined,
  agents: readonly Agent[],
): Result<number | undefined, readonly Complaint[]> {
  const probe = { ...next, volume: 0.1 };
  const complaints = checkInjection(probe, injections.length, agents);
  const total = totalDose(injections, weight, agents);
  if (!total.ok) return err([...total.error, ...complaints]);
  const agent = agents.find((a) => a.id === next.agent);
  if (agent === undefined || weight === undefined || complaints.length > 0) return err(complaints);

  const maximum = maximumFor(agent, weight);
  if (maximum === undefined) return ok(undefined);
  const own = total.value.agents.find((t) => t.agent.id === agent.id);
  const others = total.value.share - (own?.share ?? 0);
  const budget = Math.floor((Math.max(0, WHOLE - others) * maximum.micrograms) / WHOLE);
  const left = budget - micrograms(injections.filter((i) => i.agent === agent.id));
  const perTenth = nanogramsPerMicrolitre(next.concentration) / 10; // 0.1 mL = 100 µL; ng/µL × 100 / 1000 = µg
  return ok(Math.max(0, Math.floor(left / perTenth)) / 10);
}

/** Complaints about a body weight in kilograms: missing, not a number, or outside `WEIGHT_RANGE`. */
export function checkWeight(weight: number | undefined): readonly Complaint[] {
  const { least, most } = WEIGHT_RANGE;
  if (weight !== undefined && weight >= least && weight <= most) return [];
  return [{ at: 'weight', expected: `a body weight from ${least} to ${most} kg`, got: show(weight) }];
}

function checkInjection(i: Injection, n: number, agents: readonly Agent[]): readonly Complaint[] {
  const at = `injections[${n}]`;
  const out: Complaint[] = [];
  if (!agents.some((a) => a.id === i.agent))
    out.push({ at: `${at}.agent`, expected: 'an agent of the list', got: show(i.agent) });
  if (!(i.volume > 0 && i.volume <= VOLUME_MOST))
    out.push({
      at: `${at}.volume`,
      expected: `more than 0 and at most ${VOLUME_MOST} mL`,
      got: show(i.volume),
    });
  const strength = nanogramsPerMicrolitre(i.concentration) / 1000;
  if (!(strength > 0 && strength <= MG_PER_ML_MOST))
    out.push({
      at: `${at}.concentration`,
      expected: `more than 0 and at most ${MG_PER_ML_MOST} mg/mL`,
      got: show(i.concentration),
    });
  return out;
}

/** A decimal that a person typed, scaled to whole units; what lies between rounds up. */
function scaleUp(value: number, factor: number): number {
  // 0.07 × 1000 is 70.00000000000001 in binary: drop the noise before rounding.
  return Math.ceil(Number((value * factor).toPrecision(12)));
}

function nanogramsPerMicrolitre({ value, unit }: Concentration): number {
  // 1 % = 10 mg/mL; 1 mg/mL = 1000 µg/mL = 1000 ng/µL.
  const factor = { percent: 10_000, 'mg/mL': 1000, 'mcg/mL': 1 }[unit];
  return scaleUp(value, factor);
}

function micrograms(injections: readonly Injection[]): number {
  const nanograms = injections.reduce(
    (sum, i) => sum + nanogramsPerMicrolitre(i.concentration) * scaleUp(i.volume, 1000),
    0,
  );
  return Math.ceil(nanograms / 1000);
}

/** The lowest ceiling at this weight, whole micrograms. Undefined when the agent has none. */
function maximumFor(agent: Agent, weight: number): { micrograms: number; ceiling: Ceiling } | undefined {
  const grams = Math.floor(Number((weight * 1000).toPrecision(12)));
  let lowest: { micrograms: number; ceiling: Ceiling } | undefined;
  for (const ceiling of agent.ceilings) {
    // mg/kg is µg/g: times whole grams gives micrograms.
    const byWeight =
      ceiling.mgPerKg === undefined ? Infinity : Number((ceiling.mgPerKg * grams).toPrecision(12));
    const fixed = ceiling.mg === undefined ? Infinity : ceiling.mg * 1000;
    const micrograms = Math.floor(Math.min(byWeight, fixed));
    if (micrograms < (lowest?.micrograms ?? Infinity)) lowest = { micrograms, ceiling };
  }
  return lowest;
}

function totalOf(agent: Agent, given: number, weight: number): AgentTotal {
  const maximum = maximumFor(agent, weight);
  const total = { agent, mg: given / 1000, mgPerKg: given / 1000 / weight };
  if (maximum === undefined) return total;
  return {
    ...total,
    maximum: maximum.micrograms / 1000,
    ceiling: maximum.ceiling,
    share: Math.ceil((given * WHOLE) / maximum.micrograms),
  };
}

function warningsOf(totals: readonly AgentTotal[], within: boolean): readonly DoseWarning[] {
  const out: DoseWarning[] = [];
  const anaesthetics = totals.filter((t) => t.agent.kind === 'local-anaesthetic');
  if (!within)
    for (const { agent, ceiling } of totals)
      if (ceiling !== undefined)
        out.push({
          code: 'over-maximum',
          agent: agent.id,
          because: 'The doses given add up to more than the maximum for this weight.',
          source: ceiling.source,
        });
  for (const { agent } of totals) {
    if (agent.mixing !== undefined && anaesthetics.length > 1)
      out.push({
        code: 'mixing',
        agent: agent.id,
        because: agent.mixing.because,
        source: agent.mixing.source,
      });
    if (agent.reason !== undefined)
      out.push({
        code: 'reason-needed',
        agent: agent.id,
        because: agent.reason.because,
        source: agent.reason.source,
      });
    if (agent.ceilings.length === 0 && agent.kind !== 'diluent')
      out.push({
        code: 'no-ceiling',
        agent: agent.id,
        because: 'No verified maximum is known for this agent here.',
        source: agent.source,
      });
  }
  return out;
}
