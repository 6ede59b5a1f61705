// Writes drawings on the real atlas in the UAI format, for libDAI, aGrUM, Merlin and whoever else reads it:
// `node scripts/bench/uai.ts FOLDER [REGIONS ...]`. One file per drawing with its evidence folded in, and beside it the
// posteriors that the product computes, to compare. Muscles only, one level of severity; see docs/peers.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import type { Graph, Question } from '../../src/core/localise/inference/question.ts';
import { compileNetwork } from '../../src/core/localise/network.ts';
import { observe } from '../../src/core/localise/observe.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { clusteredPatient } from './patients.ts';

/** A Markov network in the UAI format, and what its first variables are. */
export interface Uai {
  readonly text: string;
  /** Network index of the cause that variable v stands for. */
  readonly causes: readonly number[];
}

/**
 * A question at one level, exclusive causes taken as independent, as factors over yes-or-no variables: one per cause,
 * then a chain per painted region ("has any of the first k links made it hurt?"). What was painted is a factor on the end
 * of each chain, so that there is no evidence file, and soft evidence and ratings keep their exact weights.
 */
export function asUai(graph: Graph, question: Question): Uai {
  const { painted, lambda0, lambda1, leak0, leak1, linkOff, linkOn } = question;
  const { w0, w1 } = question.levels[0]!;
  const causes = [
    ...new Set(
      [...painted].flatMap((j) =>
        [...graph.regionLinks.subarray(graph.regionStart[j], graph.regionStart[j + 1])].map(
          (e) => graph.linkCause[e]!,
        ),
      ),
    ),
  ];
  const place = new Map(causes.map((i, v) => [i, v]));
  const factors: { readonly scope: readonly number[]; readonly table: readonly number[] }[] = causes.map(
    (i, v) => ({ scope: [v], table: [w0[i]!, w1[i]!] }),
  );
  let variables = causes.length;
  painted.forEach((j, at) => {
    let before = variables++;
    factors.push({ scope: [before], table: [leak0[at]!, leak1[at]!] });
    for (let k = graph.regionStart[j]!; k < graph.regionStart[j + 1]!; k++) {
      const e = graph.regionLinks[k]!;
      const [off, on] = [linkOff[e]!, linkOn[e]!];
      const next = variables++;
      // Rows: cause no, yes; within them before no, yes; last changes fastest: after no, yes.
      factors.push({
        scope: [place.get(graph.linkCause[e]!)!, before, next],
        table: [1, 0, 0, 1, off, on, 0, off + on],
      });
      before = next;
    }
    factors.push({ scope: [before], table: [lambda0[at]!, lambda1[at]!] });
  });
  const lines = [
    'MARKOV',
    String(variables),
    Array.from({ length: variables }, () => 2).join(' '),
    String(factors.length),
    ...factors.map(({ scope }) => [scope.length, ...scope].join(' ')),
    ...factors.flatMap(({ table }) => ['', String(table.length), table.join(' ')]),
  ];
  return { text: `${lines.join('\n')}\n`, causes };
}

function main(folder: string, sizes: readonly number[]): void {
  const muscles = compileNetwork({ ...shippedAtlas(), explanations: [] });
  mkdirSync(folder, { recursive: true });
  for (const size of sizes) {
    const { painful } = clusteredPatient(muscles, seededRandom(17), size, size);
    const regions = painful.map((j) => ({ id: muscles.atlas.regions[j]!.id }));
    const { question } = observe(muscles, { regions, findings: [] });
    const one: Question = { ...question, levels: question.levels.slice(1, 2) };
    const { text, causes } = asUai(muscles.solver.graph, one);
    const { active } = muscles.solver.solve(one);
    writeFileSync(join(folder, `drawing-${size}.uai`), text);
    writeFileSync(join(folder, `drawing-${size}.uai.evid`), '0\n');
    const rows = causes.map((i, v) => `${v} ${muscles.causes[i]!.id} ${active[i]!}`);
    writeFileSync(join(folder, `drawing-${size}.posteriors`), `${rows.join('\n')}\n`);
    process.stdout.write(
      `${join(folder, `drawing-${size}.uai`)}: ${painful.length} regions, ${causes.length} causes\n`,
    );
  }
}

const [, script, folder, ...sizes] = process.argv;
if (script?.endsWith('uai.ts') === true) {
  if (folder === undefined) {
    process.stderr.write('Usage: node scripts/bench/uai.ts FOLDER [REGIONS ...]\n');
    process.exit(1);
  }
  main(folder, sizes.length > 0 ? sizes.map(Number) : [5, 12, 27]);
}
