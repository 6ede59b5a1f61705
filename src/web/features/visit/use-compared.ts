import { useState } from 'react';

/** Which two causes lie beside each other. */
export interface Compared {
  /** None, one, or two. */
  readonly chosen: readonly string[];
  /** Set while the two are looked at. */
  readonly pair: readonly [string, string] | undefined;
  /** Choose one, or take it back. A third replaces the first. */
  readonly choose: (id: string) => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly clear: () => void;
}

/** Choosing two to compare: the second one opens them. */
export function useCompared(): Compared {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [pair, setPair] = useState<readonly [string, string]>();
  const show = ([one, other]: readonly string[]): void => {
    if (one !== undefined && other !== undefined) setPair([one, other]);
  };
  return {
    chosen,
    pair,
    choose: (id) => {
      if (chosen.includes(id)) {
        setChosen(chosen.filter((other) => other !== id));
        return;
      }
      const next = [...chosen.slice(-1), id];
      setChosen(next);
      show(next);
    },
    open: () => show(chosen),
    close: () => setPair(undefined),
    clear: () => setChosen([]),
  };
}
