import type { Answer } from '../answer.ts';
import type { Sourced } from '../atlas/source.ts';

/** Limb whose nerve roots are looked at. */
export const LIMBS = ['arm', 'leg'] as const;
export type Limb = (typeof LIMBS)[number];

/** Sides on which a nerve root can be tested. */
export const NERVE_SIDES = ['left', 'right'] as const;
export type NerveSide = (typeof NERVE_SIDES)[number];

/** With what the skin was touched. */
export const TOUCHES = ['light-touch', 'pin'] as const;
export type Touch = (typeof TOUCHES)[number];

/** What the skin felt, against the other side. */
export const FEELINGS = ['normal', 'reduced', 'lost', 'increased'] as const;
export type Feeling = (typeof FEELINGS)[number];

/** How a reflex answered. */
export const REFLEX_ANSWERS = ['normal', 'reduced', 'lost', 'brisk', 'clonus'] as const;
export type ReflexAnswer = (typeof REFLEX_ANSWERS)[number];

/** Full strength against resistance on the scale of the Medical Research Council, 0 to 5. */
export const FULL_STRENGTH = 5;

/** Against gravity only: below this a muscle cannot resist. */
const AGAINST_GRAVITY = 3;

/** Words in which people describe pain of a nerve. A list of ours, not a scored questionnaire. */
export const NERVE_WORDS = ['burning', 'electric', 'tingling', 'numb', 'cold', 'touch-hurts'] as const;
export type NerveWord = (typeof NERVE_WORDS)[number];

/** One nerve root as the screen tests it. */
export interface RootRow extends Sourced {
  /** `C5`. */
  readonly id: string;
  readonly limb: Limb;
  /** Where its skin is tested. */
  readonly skin: string;
  /** The movement in which it is the chief root. */
  readonly movement: string;
  /** The reflex that it serves, when there is one. */
  readonly reflex?: string;
  /** Id of the explanation in the atlas that an abnormal answer speaks for. */
  readonly explanation: string;
}

/** One test that provokes or eases pain of a nerve. */
export interface ProvocationRow extends Sourced {
  readonly id: string;
  readonly limb: Limb;
  readonly name: string;
  /** What is done, and what counts as present. */
  readonly how: string;
  /** Ids of explanations that it speaks for. */
  readonly explanations: readonly string[];
}

/** What the screen asks. */
export interface NeuroContent {
  readonly roots: readonly RootRow[];
  readonly tests: readonly ProvocationRow[];
}

/** What the examination of the nerves answered. What is not listed was not tested, which is not normal. */
export interface NeuroScreen {
  readonly feeling?: readonly {
    readonly root: string;
    readonly side: NerveSide;
    readonly touch: Touch;
    readonly result: Feeling;
  }[];
  /** Grades of the Medical Research Council. */
  readonly strength?: readonly { readonly root: string; readonly side: NerveSide; readonly grade: number }[];
  /** By the root that the reflex serves. */
  readonly reflexes?: readonly {
    readonly root: string;
    readonly side: NerveSide;
    readonly result: ReflexAnswer;
  }[];
  readonly tests?: readonly { readonly test: string; readonly side: NerveSide; readonly answer: Answer }[];
  readonly words?: Readonly<Partial<Record<NerveWord, Answer>>>;
}

/** What one abnormal answer was. */
export interface NerveSign {
  readonly kind: 'feeling' | 'strength' | 'reflex' | 'test' | 'word';
  /** Id of the root, test or word. */
  readonly what: string;
  readonly side?: NerveSide;
  readonly result: string;
}

/**
 * What the screen says.
 *
 * - `positive`: something is abnormal; a trigger point alone does not explain it
 * - `negative`: everything that the screen asks of these limbs was tested, and nothing is abnormal
 * - `incomplete`: nothing abnormal so far, and not everything was tested
 */
export type NeuroState = 'positive' | 'negative' | 'incomplete';

/** The screen read as a whole. */
export interface NeuroResult {
  readonly state: NeuroState;
  readonly signs: readonly NerveSign[];
  /** Explanations other than a muscle that the signs speak for, with their side, most signs first. */
  readonly explanations: readonly { readonly id: string; readonly signs: number }[];
  /** Questions of the safety screen that these signs raise, each to be asked before any treatment. */
  readonly ask: readonly string[];
  /** How many answers of the limbs that were begun are still missing. */
  readonly missing: number;
}

/**
 * Read the neurological screen.
 *
 * Any abnormal answer makes it positive. It is negative only when every root of every limb that was begun was tested
 * on both sides for touch, pin, strength and reflex; tests that provoke are optional, because one would not do all.
 */
export function readNeuro(content: NeuroContent, screen: NeuroScreen): NeuroResult {
  const signs = signsOf(screen);
  const missing = missingOf(content, screen);
  const state: NeuroState =
    signs.length > 0 ? 'positive' : missing === 0 && isBegun(screen) ? 'negative' : 'incomplete';
  return { state, signs, explanations: explanationsOf(content, signs), ask: asks(content, signs), missing };
}

/** Whether anything was tested or asked. */
export function isBegun(screen: NeuroScreen): boolean {
  const { feeling = [], strength = [], reflexes = [], tests = [], words = {} } = screen;
  return feeling.length + strength.length + reflexes.length + tests.length + Object.keys(words).length > 0;
}

function signsOf({
  feeling = [],
  strength = [],
  reflexes = [],
  tests = [],
  words = {},
}: NeuroScreen): readonly NerveSign[] {
  return [
    ...feeling
      .filter((f) => f.result !== 'normal')
      .map(({ root, side, touch, result }) => ({
        kind: 'feeling' as const,
        what: root,
        side,
        result: `${touch} ${result}`,
      })),
    ...strength
      .filter((s) => s.grade < FULL_STRENGTH)
      .map(({ root, side, grade }) => ({
        kind: 'strength' as const,
        what: root,
        side,
        result: String(grade),
      })),
    ...reflexes
      .filter((r) => r.result !== 'normal')
      .map(({ root, side, result }) => ({ kind: 'reflex' as const, what: root, side, result })),
    ...tests
      .filter((t) => t.answer === 'present')
      .map(({ test, side, answer }) => ({ kind: 'test' as const, what: test, side, result: answer })),
    ...NERVE_WORDS.filter((w) => words[w] === 'present').map((what) => ({
      kind: 'word' as const,
      what,
      result: 'present',
    })),
  ];
}

/** Limbs of which anything was tested: of the others nothing is missing, because nobody began. */
function limbsBegun(content: NeuroContent, screen: NeuroScreen): ReadonlySet<Limb> {
  const { feeling = [], strength = [], reflexes = [], tests = [] } = screen;
  const roots = new Set([...feeling, ...strength, ...reflexes].map((r) => r.root));
  const names = new Set(tests.map((t) => t.test));
  return new Set([
    ...content.roots.filter((r) => roots.has(r.id)).map((r) => r.limb),
    ...content.tests.filter((t) => names.has(t.id)).map((t) => t.limb),
  ]);
}

function missingOf(content: NeuroContent, screen: NeuroScreen): number {
  const limbs = limbsBegun(content, screen);
  const { feeling = [], strength = [], reflexes = [] } = screen;
  let missing = 0;
  for (const root of content.roots.filter((r) => limbs.has(r.limb)))
    for (const side of NERVE_SIDES) {
      for (const touch of TOUCHES)
        if (!feeling.some((f) => f.root === root.id && f.side === side && f.touch === touch)) missing += 1;
      if (!strength.some((s) => s.root === root.id && s.side === side)) missing += 1;
      if (root.reflex !== undefined && !reflexes.some((r) => r.root === root.id && r.side === side))
        missing += 1;
    }
  return missing + (limbs.size === 0 ? NERVE_WORDS.length - Object.keys(screen.words ?? {}).length : 0);
}

function explanationsOf(content: NeuroContent, signs: readonly NerveSign[]): NeuroResult['explanations'] {
  const count = new Map<string, number>();
  for (const { kind, what, side } of signs) {
    if (side === undefined) continue;
    const ids =
      kind === 'test'
        ? (content.tests.find((t) => t.id === what)?.explanations ?? [])
        : content.roots.filter((r) => r.id === what).map((r) => r.explanation);
    for (const id of ids) count.set(`${id}-${side}`, (count.get(`${id}-${side}`) ?? 0) + 1);
  }
  return [...count]
    .map(([id, n]) => ({ id, signs: n }))
    .sort((a, b) => b.signs - a.signs || (a.id < b.id ? -1 : 1));
}

/** Which questions of the safety screen the signs raise; ids of `content/decide/questions.json`. */
function asks(content: NeuroContent, signs: readonly NerveSign[]): readonly string[] {
  const limbOf = (what: string): Limb | undefined =>
    content.roots.find((r) => r.id === what)?.limb ?? content.tests.find((t) => t.id === what)?.limb;
  const legs = new Set(signs.filter((s) => limbOf(s.what) === 'leg').map((s) => s.side));
  const weak = signs.filter((s) => s.kind === 'strength');
  const upper = signs.some((s) => s.kind === 'reflex' && (s.result === 'brisk' || s.result === 'clonus'));
  const isVeryWeak = weak.some((s) => Number(s.result) <= AGAINST_GRAVITY);
  return [
    ...(weak.length > 0 ? ['progressive-weakness'] : []),
    ...(upper ? ['upper-motor-signs'] : []),
    ...(legs.size > 1 ? ['bilateral-leg-signs'] : []),
    // A root that cannot resist in the legs, or signs in both, is how a cauda equina can begin.
    ...(legs.size > 1 || (legs.size > 0 && isVeryWeak) ? ['saddle-numbness', 'bladder-change'] : []),
  ];
}
