import type { Agent } from '../../src/core/treat/agent.ts';

/** One injection as a person would write it, decimals as text. */
export interface WrittenInjection {
  readonly agent: string;
  readonly percent: string;
  readonly millilitres: string;
}

/**
 * The dose total again, written apart from `core/treat/dose.ts`: decimal text to big integers, no floating
 * point anywhere. One exact fraction per agent, over a common denominator, rounded up once.
 */
export function doseInMicrograms(
  injections: readonly WrittenInjection[],
  kilograms: string,
  agents: readonly Agent[],
): { readonly partsPerMillion: bigint; readonly within: boolean } {
  const grams = decimal(kilograms, 3);
  let partsPerMillion = 0n;
  for (const agent of agents) {
    // percent × 10 = mg/mL, so percent × 10^4 = µg/mL; millilitres to 10^-3: the product is in 10^-3 µg.
    let thousandths = 0n;
    for (const i of injections)
      if (i.agent === agent.id) thousandths += decimal(i.percent, 4) * decimal(i.millilitres, 3);
    if (thousandths === 0n) continue;
    const given = upwards(thousandths, 1000n);
    const limits = agent.ceilings.flatMap(({ mg, mgPerKg }) => [
      ...(mg === undefined ? [] : [decimal(String(mg), 3)]),
      // mg/kg to 10^-3 is ng/g: times grams is nanograms, down to micrograms.
      ...(mgPerKg === undefined ? [] : [(decimal(String(mgPerKg), 3) * grams) / 1000n]),
    ]);
    if (limits.length === 0) continue;
    const limit = limits.reduce((least, l) => (l < least ? l : least));
    partsPerMillion += upwards(given * 1_000_000n, limit);
  }
  return { partsPerMillion, within: partsPerMillion <= 1_000_000n };
}

/** `1.25` with 3 places is 1250n. Throws when the text has more places: the test would compare nothing. */
function decimal(text: string, places: number): bigint {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[2] ?? '';
  if (match === null || fraction.length > places)
    throw new Error(`not a decimal with ${places} places: ${text}`);
  return BigInt((match[1] ?? '') + fraction.padEnd(places, '0'));
}

const upwards = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;
