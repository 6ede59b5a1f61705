import type { Network } from '../../src/core/localise/network.ts';
import type { Random } from '../../src/kit/random.ts';

/** A simulated patient: which causes are active and which regions hurt. */
export interface Patient {
  readonly active: readonly number[];
  /** Network indices of the painful regions, ascending. */
  readonly painful: readonly number[];
}

/**
 * A patient with about the wanted number of painful regions: active sites that lie near one another, as pain does,
 * each making its regions hurt as often as its links say.
 *
 * Every further site shares a painful region with those before it, but for one in seven, which is anywhere.
 */
export function clusteredPatient(network: Network, random: Random, least: number, most: number): Patient {
  for (;;) {
    const patient = grow(network, random, least);
    if (patient.painful.length >= least && patient.painful.length <= most) return patient;
  }
}

function grow(network: Network, random: Random, least: number): Patient {
  const pick = (n: number): number => Math.floor(random() * n);
  const active = new Set<number>();
  const painful = new Set<number>();
  for (let tries = 0; painful.size < least && tries < 400; tries++) {
    let cause = pick(network.causes.length);
    const regions = [...painful];
    if (regions.length > 0 && random() > 1 / 7) {
      const region = regions[pick(regions.length)]!;
      const from = network.regionStart[region]!;
      const link = network.regionLinks[from + pick(network.regionStart[region + 1]! - from)]!;
      cause = network.linkCause[link]!;
    }
    if (active.has(cause) || network.causes[cause]!.kind !== 'site') continue;
    active.add(cause);
    for (let e = network.linkStart[cause]!; e < network.linkStart[cause + 1]!; e++)
      if (random() < network.linkStrength[e]!) painful.add(network.linkRegion[e]!);
  }
  return { active: [...active].sort((a, b) => a - b), painful: [...painful].sort((a, b) => a - b) };
}
