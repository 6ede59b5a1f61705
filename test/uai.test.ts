import { expect, test } from 'vitest';
import { asUai } from '../scripts/bench/uai.ts';
import { shippedAtlas } from '../src/content/atlas/load.ts';
import { expandSites } from '../src/core/atlas/atlas.ts';
import { compileNetwork } from '../src/core/localise/network.ts';
import { observe } from '../src/core/localise/observe.ts';

/** P(yes) of the first variables of a UAI file by eliminating every variable in turn, written for this test alone. */
function marginals(text: string, wanted: number): readonly number[] {
  const words = text.trim().split(/\s+/);
  let at = 1;
  const number = (): number => Number(words[at++]);
  const variables = number();
  for (let v = 0; v < variables; v++) expect(number()).toBe(2);
  const scopes = Array.from({ length: number() }, () => Array.from({ length: number() }, number));
  const tables = scopes.map(() => Array.from({ length: number() }, number));
  expect(at).toBe(words.length);
  type Factor = { scope: readonly number[]; value: (yes: ReadonlySet<number>) => number };
  const factors = scopes.map((scope, f): Factor => ({
    scope,
    value: (yes) => tables[f]![scope.reduce((x, v) => 2 * x + (yes.has(v) ? 1 : 0), 0)]!,
  }));
  const weight = (fixed: number, isYes: boolean): number => {
    let left: Factor[] = [...factors, { scope: [fixed], value: (yes) => (yes.has(fixed) === isYes ? 1 : 0) }];
    // Chains end last, so eliminating from the end keeps tables small.
    for (let v = variables - 1; v >= 0; v--) {
      const mine = left.filter(({ scope }) => scope.includes(v));
      const scope = [...new Set(mine.flatMap((f) => f.scope))].filter((u) => u !== v);
      const sums = Array.from({ length: 2 ** scope.length }, (_, x) => {
        const yes = scope.filter((_, k) => (x >> k) & 1);
        return [yes, [...yes, v]].reduce((sum, set) => {
          const known = new Set(set);
          return sum + mine.reduce((p, f) => p * f.value(known), 1);
        }, 0);
      });
      left = left.filter((f) => !mine.includes(f));
      left.push({
        scope,
        value: (yes) => sums[scope.reduce((x, u, k) => x | (yes.has(u) ? 1 << k : 0), 0)]!,
      });
    }
    return left.reduce((p, f) => p * f.value(new Set()), 1);
  };
  return Array.from({ length: wanted }, (_, v) => weight(v, true) / (weight(v, false) + weight(v, true)));
}

test('a drawing written for other programs says what the product computes', () => {
  const whole = shippedAtlas();
  // The head alone: the test's own elimination is slow.
  const some = whole.muscles.filter(({ area }) => area === 'head').slice(0, 6);
  const muscles = compileNetwork({ ...whole, sites: expandSites(some), explanations: [] });
  const regions = [
    { id: 'temple-left', intensity: 5 },
    { id: 'forehead-left', coverage: 0.2 },
  ];
  const { question } = observe(muscles, { regions, findings: [] });
  const one = { ...question, levels: question.levels.slice(1, 2) };
  const { text, causes } = asUai(muscles.solver.graph, one);
  const { active } = muscles.solver.solve(one);
  const n = Math.min(4, causes.length);
  expect(n).toBe(4);
  marginals(text, n).forEach((p, v) => {
    expect(Math.abs(p - active[causes[v]!]!)).toBeLessThan(1e-12);
  });
});
