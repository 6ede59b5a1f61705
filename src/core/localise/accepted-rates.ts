import type { Parameters, SignRates } from './parameters.ts';

/** One sign whose rates a clinic accepted, with what they rest on. */
export interface AcceptedSign extends Pick<SignRates, 'sign' | 'active' | 'latent' | 'none'> {
  /** Sites at which two examiners of the clinic answered this sign, and visits over which they are spread. */
  readonly pairs: number;
  readonly visits: number;
  /** Kappa of those pairs. */
  readonly kappa: number;
}

/** Rates that take the place of the shipped ones in the rankings of one clinic. */
export interface AcceptedRates {
  /** `own-2026-11-28-1a2b3c4d`: the day and a digest of the rates. Ends the version of the parameters. */
  readonly name: string;
  /** Version of the shipped parameters that they were derived from. */
  readonly from: string;
  readonly signs: readonly AcceptedSign[];
}

/**
 * Parameters with a clinic's accepted rates in the place of the shipped ones. Signs that are not accepted keep theirs.
 *
 * The version says so: what was ranked with these is never taken for what the shipped parameters make of it.
 */
export function withAcceptedRates(parameters: Parameters, accepted: AcceptedRates | undefined): Parameters {
  if (accepted === undefined) return parameters;
  return {
    ...parameters,
    version: `${parameters.version}+${accepted.name}`,
    signs: parameters.signs.map((row) => {
      const own = accepted.signs.find(({ sign }) => sign === row.sign);
      if (own === undefined) return row;
      const within = withinReach(parameters, row);
      return { ...row, active: within(own.active), latent: within(own.latent), none: within(own.none) };
    }),
  };
}

/**
 * Holds a rate of a sign within what one palpation can say: what an uninformed palpation answers bounds every rate from
 * both sides, see `together` in examination.ts. Parameters that ship later may leave less room than those before.
 */
export function withinReach(
  { skill }: Pick<Parameters, 'skill'>,
  { uninformed }: Pick<SignRates, 'uninformed'>,
): (rate: number) => number {
  const blind = 1 - skill.value;
  const low = blind * uninformed + 0.01;
  const high = 1 - blind * (1 - uninformed) - 0.01;
  return (rate) => Math.min(high, Math.max(low, rate));
}

/** Every set that a clinic accepted, and which of them counts now. Absent everywhere: none ever was. */
export interface ClinicRates {
  readonly sets: readonly AcceptedRates[];
  /** Name of the set that counts. Absent: the shipped rates do. */
  readonly inUse?: string;
}

/** The set that counts now; undefined: the shipped rates do. */
export const ratesInUse = (rates: ClinicRates | undefined): AcceptedRates | undefined =>
  rates?.sets.find(({ name }) => name === rates.inUse);

/**
 * The set with which a ranking was made, by the version of its parameters.
 *
 * @returns undefined when that version names no set of this clinic: then the shipped rates made it, or we do not know
 */
export const ratesOfVersion = (rates: ClinicRates | undefined, version: string): AcceptedRates | undefined =>
  rates?.sets.find(({ name }) => version.endsWith(`+${name}`));
