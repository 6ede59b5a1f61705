import { heldOutVignettes, shippedVignettes, type Vignette } from '../../src/content/vignettes/vignettes.ts';
import { localise } from '../../src/core/localise/localise.ts';
import type { Network } from '../../src/core/localise/network.ts';

/** What the ranking made of one published patient. */
export interface VignetteResult {
  readonly vignette: Vignette;
  /** Family of the most probable cause. */
  readonly first: string;
  /** Family of what stands first on the screen, where probable explanations stand above the muscles. */
  readonly onScreen: string;
  /** Family that accounts for most of the drawing, members summed. */
  readonly accounting: string;
  /** Place of the first acceptable answer among all causes, counted from 1; 0 when it is not in the list. */
  readonly place: number;
  /** An acceptable answer is among those that stand above the muscles. */
  readonly isAbove: boolean;
  /** The described danger itself is on the list of what must be asked. */
  readonly isAsked: boolean;
  /** Lines of that list. */
  readonly questions: number;
}

/** Rank vignettes, from the drawing and the palpation alone or with the answers that the description gives. */
export function vignetteResults(
  network: Network,
  vignettes: readonly Vignette[],
  known: 'drawing' | 'answers',
): readonly VignetteResult[] {
  return vignettes.map((vignette) => {
    const { regions, findings, asked, answers } = vignette;
    const result = localise(
      network,
      {
        regions,
        findings,
        ...(asked === undefined ? {} : { asked }),
        ...(answers === undefined || known === 'drawing' ? {} : { answers }),
      },
      'bars',
    );
    if (!result.ok) throw new Error(`${vignette.id}: ${result.error.code}`);
    const { ranked, alternatives, standsAbove, askFirst, accounts } = result.value;
    const all = [
      ...ranked.map(({ muscle, probability }) => ({ id: muscle, family: 'muscle', probability })),
      ...alternatives.map(({ entry, family, probability }) => ({ id: entry, family, probability })),
    ].sort((a, b) => b.probability - a.probability);
    return {
      vignette,
      first: all[0]?.family ?? 'none',
      onScreen: standsAbove.find(({ because }) => because === 'probable')?.family ?? 'muscle',
      accounting: accounts[0]?.family ?? 'none',
      place: 1 + all.findIndex(({ id }) => vignette.acceptable.includes(id)),
      isAbove: standsAbove.some(({ entry }) => vignette.acceptable.includes(entry)),
      isAsked: askFirst.some(({ dangers }) => dangers.some(({ entry }) => entry === vignette.acceptable[0])),
      questions: askFirst.length,
    };
  });
}

const share = (list: readonly boolean[]): string => `${list.filter(Boolean).length} of ${list.length}`;
const rightFamily = (results: readonly VignetteResult[], of: 'first' | 'onScreen' | 'accounting'): string =>
  share(results.map((r) => r[of] === r.vignette.family));
const dangers = (results: readonly VignetteResult[], of: 'isAbove' | 'isAsked'): string =>
  share(results.filter(({ vignette }) => vignette.dangerous).map((r) => r[of]));

/** The section of the report about vignettes. */
export function vignetteReport(network: Network): readonly string[] {
  const lines: string[] = [];
  const sets = [
    ['developed with', shippedVignettes()],
    ['held out', heldOutVignettes()],
  ] as const;
  const told = sets.flatMap(([name, vignettes]) =>
    (['drawing', 'answers'] as const).map((known) => ({
      name,
      known,
      results: vignetteResults(network, vignettes, known),
    })),
  );
  lines.push(
    '',
    '## Published patients',
    '',
    'Vignettes written from published descriptions. The first set was there while the content was written; the second was written in one',
    'go before the ranking had seen any of it, from the same textbooks as the atlas; while the model of drawings was changed only its totals were seen. No number was fitted to either. “Drawing” knows where it hurts and',
    'what palpation found; “answers” knows what the description says besides.',
    '',
    '| set | knows | right family most probable | first on the screen | accounts for most | answer in five | danger above the muscles | danger asked about |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...told.map(({ name, known, results }) =>
      [
        '',
        name,
        known,
        rightFamily(results, 'first'),
        rightFamily(results, 'onScreen'),
        rightFamily(results, 'accounting'),
        share(results.map(({ place }) => place > 0 && place <= 5)),
        dangers(results, 'isAbove'),
        dangers(results, 'isAsked'),
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    '',
    'A family has many members: the one that accounts for most is often muscle, because many improbable muscles share a region.',
  );
  for (const known of ['drawing', 'answers'] as const) {
    const wrong = told
      .filter((t) => t.known === known)
      .flatMap(({ results }) => results.filter((r) => r.first !== r.vignette.family));
    lines.push(
      '',
      known === 'drawing' ? 'Another family stands first, from the drawing:' : 'The same with the answers:',
      '',
      '| vignette | is | first | place of the answer | answers given |',
      '| --- | --- | --- | --- | --- |',
      ...wrong.map(
        ({ vignette, first, place }) =>
          `| ${vignette.id} | ${vignette.family} | ${first} | ${place === 0 ? 'not listed' : place} | ${vignette.answers?.length ?? 0} |`,
      ),
    );
  }
  const lengths = told
    .filter((t) => t.known === 'drawing')
    .flatMap(({ results }) => results.map(({ questions }) => questions))
    .sort((a, b) => a - b);
  lines.push(
    '',
    `What must be asked before any muscle: ${lengths[Math.floor(lengths.length / 2)]} questions for half of them, at most ${lengths[Math.floor(0.9 * lengths.length)]} for nine in ten, ${lengths.at(-1)} for the widest drawing.`,
  );
  return lines;
}
