/** A source of numbers in [0, 1) that repeats itself for the same seed. */
export type Random = () => number;

/**
 * Seeded randomness, for simulation and tests: 32-bit state, period 2^32. Not for secrets.
 *
 * Steele, Lea and Flood's SplitMix finaliser over a Weyl sequence, in 32 bits: each call adds the golden
 * ratio to the state and mixes, so nearby seeds give unrelated streams.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 4_294_967_296;
  };
}
