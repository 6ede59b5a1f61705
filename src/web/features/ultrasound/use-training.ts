import { useEffect, useMemo, useReducer } from 'react';
import type { Point } from '../../../imaging/frame.ts';
import { PHANTOM_PIXEL } from '../../../imaging/phantom/phantom.ts';
import { after, begin, type Attempt, type Deed } from '../../../imaging/training/attempt.ts';
import { makeExercise } from '../../../imaging/training/exercise.ts';
import type { Source } from './use-sources.ts';

/** What is known of the practice while it is open. */
export interface Training {
  readonly attempt: Attempt;
  /** The attempt is over and the truth is shown. */
  readonly isOver: boolean;
  act(deed: Deed): void;
  /** Aim from the entry at a place in the picture. */
  aimAt(at: Point): void;
  /** Begin an exercise anew. */
  start(number: number): void;
  finish(): void;
}

type Step =
  | { readonly kind: 'deed'; readonly deed: Deed }
  | { readonly kind: 'start'; readonly number: number }
  | { readonly kind: 'finish' };
interface State {
  readonly attempt: Attempt;
  readonly isOver: boolean;
}

const fresh = (number: number): State => ({ attempt: begin(makeExercise(number)), isOver: false });

function stepped(state: State, step: Step): State {
  switch (step.kind) {
    case 'start':
      return fresh(step.number);
    case 'finish':
      return { ...state, isOver: true };
    case 'deed':
      // Who has seen where the needle really is no longer finds it.
      return state.isOver ? state : { ...state, attempt: after(state.attempt, step.deed) };
  }
}

/** The practice as the workspace keeps it. */
export function useTraining(source: Source): Training {
  const [{ attempt, isOver }, step] = useReducer(stepped, 1, fresh);
  const practice = source.kind === 'training' ? source.practice : undefined;
  useEffect(() => practice?.show(attempt), [practice, attempt]);
  return useMemo(
    () => ({
      attempt,
      isOver,
      act: (deed: Deed) => step({ kind: 'deed', deed }),
      aimAt: (at: Point) => {
        const [x, y] = [at.x * PHANTOM_PIXEL - attempt.entry, at.y * PHANTOM_PIXEL];
        step({ kind: 'deed', deed: { kind: 'aim', angle: (Math.atan2(y, x) * 180) / Math.PI } });
      },
      start: (number: number) => step({ kind: 'start', number }),
      finish: () => step({ kind: 'finish' }),
    }),
    [attempt, isOver],
  );
}
