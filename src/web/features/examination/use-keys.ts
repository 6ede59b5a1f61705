import type { KeyboardEvent } from 'react';
import { EXAMINATION_SIGNS, type ExaminationSign } from '../../../core/examine/signs.ts';

/** What a key can do. */
export interface KeyActions {
  readonly move: (step: 1 | -1) => void;
  readonly cycle: (sign: ExaminationSign) => void;
  readonly absent: (sign: ExaminationSign) => void;
  readonly next: () => void;
  readonly otherSide: () => void;
  readonly where: () => void;
  readonly undo: () => void;
  readonly search: () => void;
}

/** Fields that take letters themselves. */
const TYPED = 'input, textarea, select, [contenteditable], [role="treegrid"], [role="tree"]';

/**
 * Keys of the examination. They work while the focus is within it and not in a field that takes letters, so that no
 * letter does anything to somebody who is typing or who reads with a screen reader elsewhere.
 */
export function keyHandler(actions: KeyActions): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(TYPED) !== null) return;
    const act = actionOf(event, actions);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}

function actionOf(
  { key, code, shiftKey }: KeyboardEvent<HTMLElement>,
  actions: KeyActions,
): (() => void) | undefined {
  const digit = /^(?:Digit|Numpad)([1-8])$/.exec(code)?.[1];
  const sign = digit === undefined ? undefined : EXAMINATION_SIGNS[Number(digit) - 1];
  if (sign !== undefined) return () => (shiftKey ? actions.absent(sign) : actions.cycle(sign));
  switch (key) {
    case 'j':
      return () => actions.move(1);
    case 'k':
      return () => actions.move(-1);
    case 'n':
      return actions.next;
    case 's':
      return actions.otherSide;
    case 'r':
      return actions.where;
    case 'u':
      return actions.undo;
    case '/':
      return actions.search;
    default:
      return undefined;
  }
}
