import type { Random } from '../../kit/random.ts';
import type { Network } from '../localise/network.ts';
import { ratesOf } from '../localise/examination.ts';
import { SIGNS, type Sign, type SiteFinding } from '../localise/request.ts';

/** A patient made by the model: what is true, before anyone draws or examines. */
export interface SimulatedPatient {
  /** Index of the level of severity. */
  readonly level: number;
  /** Per cause: 1 when active. */
  readonly active: Uint8Array;
  /** Per region: 1 when it hurts. */
  readonly painful: Uint8Array;
}

/** Draw a patient from the network: severity, causes, then pain by every link and unknown reason. */
export function simulatePatient(network: Network, random: Random): SimulatedPatient {
  const { severity } = network.parameters;
  const level = pick(
    severity.map(({ share }) => share),
    random,
  );
  const active = new Uint8Array(network.causes.length);
  const odds = network.prior1[level] ?? new Float64Array(0);
  network.causes.forEach(({ isExclusive }, i) => {
    if (!isExclusive && random() < (odds[i] ?? 0)) active[i] = 1;
  });
  const wide = network.causes.flatMap(({ isExclusive }, i) => (isExclusive ? [i] : []));
  const chosen = pick([1, ...wide.map((i) => odds[i] ?? 0)], random);
  const one = wide[chosen - 1];
  if (one !== undefined) active[one] = 1;
  const painful = Uint8Array.from(network.leak, (leak) => (random() < leak ? 1 : 0));
  network.linkRegion.forEach((j, e) => {
    const isAtWork = active[network.linkCause[e] ?? 0] === 1 && random() < (network.linkStrength[e] ?? 0);
    if (isAtWork) painful[j] = 1;
  });
  return { level, active, painful };
}

/** What an examiner finds at a site that is or is not active, with the rates and the skill of the parameters. */
export function simulateFinding(
  network: Network,
  patient: Pick<SimulatedPatient, 'active'>,
  { cause, sign }: { readonly cause: number; readonly sign: Sign },
  random: Random,
): SiteFinding {
  const { parameters, causes } = network;
  const rates = ratesOf(parameters, sign);
  const isLatent = random() < (causes[cause]?.latent ?? 0);
  const otherwise = isLatent ? rates.latent : rates.none;
  const rate = patient.active[cause] === 1 ? rates.active : otherwise;
  return { site: causes[cause]?.id ?? '', sign, answer: random() < rate ? 'present' : 'absent' };
}

/** Every sign at one site by one palpation, hanging together through its skill as `examination` says. */
export function simulateExamination(
  network: Network,
  patient: Pick<SimulatedPatient, 'active'>,
  cause: number,
  random: Random,
): readonly SiteFinding[] {
  const { parameters, causes } = network;
  const skill = parameters.skill.value;
  const isInformed = random() < skill;
  const isLatent = random() < (causes[cause]?.latent ?? 0);
  return SIGNS.map((sign) => {
    const rates = ratesOf(parameters, sign);
    const otherwise = isLatent ? rates.latent : rates.none;
    const marginal = patient.active[cause] === 1 ? rates.active : otherwise;
    const informed = (marginal - (1 - skill) * rates.uninformed) / skill;
    const rate = isInformed ? informed : rates.uninformed;
    return { site: causes[cause]?.id ?? '', sign, answer: random() < rate ? 'present' : 'absent' };
  });
}

/** Index drawn in proportion to weights. */
function pick(weights: readonly number[], random: Random): number {
  let rest = random() * weights.reduce((a, b) => a + b, 0);
  const index = weights.findIndex((weight) => (rest -= weight) < 0);
  return index < 0 ? weights.length - 1 : index;
}
