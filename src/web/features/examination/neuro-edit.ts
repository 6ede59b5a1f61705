import { neuroContent } from '../../../content/examine/neuro.ts';
import type { Answer } from '../../../core/answer.ts';
import {
  FULL_STRENGTH,
  NERVE_SIDES,
  TOUCHES,
  type Feeling,
  type Limb,
  type NerveSide,
  type NeuroScreen,
  type ReflexAnswer,
  type Touch,
} from '../../../core/examine/neuro.ts';

interface At {
  readonly root: string;
  readonly side: NerveSide;
}

const isAt =
  (at: At) =>
  (r: At): boolean =>
    r.root === at.root && r.side === at.side;

/** The list without what was there, and with what is now; nothing now: not tested. */
function put<T>(
  list: readonly T[] | undefined,
  isSame: (t: T) => boolean,
  next: T | undefined,
): readonly T[] {
  const others = (list ?? []).filter((t) => !isSame(t));
  return next === undefined ? others : [...others, next];
}

/** What the skin felt. */
export function withFeeling(
  screen: NeuroScreen,
  at: At & { readonly touch: Touch },
  result: Feeling | undefined,
): NeuroScreen {
  const isSame = (f: At & { readonly touch: Touch }): boolean => isAt(at)(f) && f.touch === at.touch;
  return { ...screen, feeling: put(screen.feeling, isSame, result && { ...at, result }) };
}

/** How strong it was. */
export function withStrength(screen: NeuroScreen, at: At, grade: number | undefined): NeuroScreen {
  const next = grade === undefined ? undefined : { ...at, grade };
  return { ...screen, strength: put(screen.strength, isAt(at), next) };
}

/** How the reflex answered. */
export function withReflex(screen: NeuroScreen, at: At, result: ReflexAnswer | undefined): NeuroScreen {
  return { ...screen, reflexes: put(screen.reflexes, isAt(at), result && { ...at, result }) };
}

/** What a test provoked. */
export function withTest(screen: NeuroScreen, test: string, side: NerveSide, answer: Answer): NeuroScreen {
  const next = answer === 'unknown' ? undefined : { test, side, answer };
  return { ...screen, tests: put(screen.tests, (t) => t.test === test && t.side === side, next) };
}

/** Every root of a limb that has no answer yet is normal: said by the clinician, who tested it. */
export function restNormal(screen: NeuroScreen, limb: Limb): NeuroScreen {
  let next: Required<Pick<NeuroScreen, 'feeling' | 'strength' | 'reflexes'>> & NeuroScreen = {
    ...screen,
    feeling: screen.feeling ?? [],
    strength: screen.strength ?? [],
    reflexes: screen.reflexes ?? [],
  };
  for (const { id: root, reflex } of neuroContent.roots.filter((r) => r.limb === limb))
    for (const side of NERVE_SIDES) {
      const at = { root, side };
      for (const touch of TOUCHES)
        if (!next.feeling.some((f) => isAt(at)(f) && f.touch === touch))
          next = { ...next, feeling: [...next.feeling, { ...at, touch, result: 'normal' }] };
      if (!next.strength.some(isAt(at)))
        next = { ...next, strength: [...next.strength, { ...at, grade: FULL_STRENGTH }] };
      if (reflex !== undefined && !next.reflexes.some(isAt(at)))
        next = { ...next, reflexes: [...next.reflexes, { ...at, result: 'normal' }] };
    }
  return next;
}

/** Nothing of this limb was tested. */
export function withoutLimb(screen: NeuroScreen, limb: Limb): NeuroScreen {
  const roots = new Set(neuroContent.roots.filter((r) => r.limb === limb).map((r) => r.id));
  const tests = new Set(neuroContent.tests.filter((t) => t.limb === limb).map((t) => t.id));
  const others = <T extends { readonly root: string }>(list: readonly T[] = []): readonly T[] =>
    list.filter((r) => !roots.has(r.root));
  return {
    ...screen,
    feeling: others(screen.feeling),
    strength: others(screen.strength),
    reflexes: others(screen.reflexes),
    tests: (screen.tests ?? []).filter((t) => !tests.has(t.test)),
  };
}
