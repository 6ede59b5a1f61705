import type { Plan } from './plan.ts';
import type { Workspace } from './workspace.ts';

/**
 * The leaks of one level: what is outside all tables. Causes that reach one region only are folded into its leak, and
 * each slot is the leak of its region with what the slot's exclusive causes add.
 */
export function foldLeaks({ singles, slotStarts, slots, painted }: Plan, space: Workspace, s: number): void {
  const { stride, w0, w1, off, on, leakOff, leakOn, before } = space;
  const m = painted.length;
  for (let j = 0; j < m; j++) {
    leakOff[j] = space.leak0[j]!;
    leakOn[j] = space.leak1[j]!;
  }
  for (let i = 0; i < singles.length; i += 3) {
    const [t, q, j] = [singles[i]!, singles[i + 1]!, singles[i + 2]!];
    const [e0, e1, a0, a1] = [leakOff[j]!, leakOn[j]!, off[q]!, on[q]!];
    const [c0, c1] = [w0[t * stride + s]!, w1[t * stride + s]!];
    before[i] = e0;
    before[i + 1] = e1;
    leakOff[j] = e0 * (c0 + c1 * a0);
    leakOn[j] = e1 * (c0 + c1 * (a0 + a1)) + e0 * (c1 * a1);
  }
  for (let i = 0; i + 1 < slotStarts.length; i++) {
    const first = slotStarts[i]!;
    const j = slots[first]!;
    const [e0, e1] = [leakOff[j]!, leakOn[j]!];
    let [sumOff, sumOn] = [0, 0];
    for (let k = first + 2; k < slotStarts[i + 1]!; k += 2) {
      const [a0, a1] = [off[slots[k + 1]!]!, on[slots[k + 1]!]!];
      const weight = slots[first + 1] === 1 ? w1[slots[k]! * stride + s]! : 1;
      sumOff += weight * (e0 * a0);
      sumOn += weight * (e1 * (a0 + a1) + e0 * a1);
    }
    leakOff[m + i] = sumOff;
    leakOn[m + i] = sumOn;
  }
}

/** Backwards through the same: from the adjoints of all leaks to the answers of the causes in them, and of the leaks. */
export function unfoldLeaks(plan: Plan, space: Workspace, s: number): void {
  unfoldSlots(plan, space, s);
  const { singles, painted } = plan;
  const { stride, w0, w1, off, on, before, offBack, onBack } = space;
  for (let i = singles.length - 3; i >= 0; i -= 3) {
    const [t, q, j] = [singles[i]!, singles[i + 1]!, singles[i + 2]!];
    const [e0, e1, a0, a1] = [before[i]!, before[i + 1]!, off[q]!, on[q]!];
    const [c0, c1] = [w0[t * stride + s]!, w1[t * stride + s]!];
    const [d0, d1] = [offBack[j]!, onBack[j]!];
    space.active[t * stride + s] = c1 * (d1 * (e1 * (a0 + a1) + e0 * a1) + d0 * (e0 * a0));
    space.link[q * stride + s] = c1 * a1 * (d1 * (e1 + e0));
    offBack[j] = d0 * (c0 + c1 * a0) + d1 * (c1 * a1);
    onBack[j] = d1 * (c0 + c1 * (a0 + a1));
  }
  for (let j = 0; j < painted.length; j++) space.leak[j * stride + s] = space.leak1[j]! * onBack[j]!;
}

function unfoldSlots({ slotStarts, slots, painted }: Plan, space: Workspace, s: number): void {
  const { stride, w1, off, on, leakOff, leakOn, offBack, onBack } = space;
  for (let i = slotStarts.length - 2; i >= 0; i--) {
    const first = slotStarts[i]!;
    const isWeighed = slots[first + 1] === 1;
    const j = slots[first]!;
    // The leak of the region as the slot found it: the slots do not change it.
    const [e0, e1] = [leakOff[j]!, leakOn[j]!];
    const [d0, d1] = [offBack[painted.length + i]!, onBack[painted.length + i]!];
    for (let k = first + 2; k < slotStarts[i + 1]!; k += 2) {
      const [t, q] = [slots[k]!, slots[k + 1]!];
      const [a0, a1] = [off[q]!, on[q]!];
      const weight = isWeighed ? w1[t * stride + s]! : 1;
      if (isWeighed)
        space.active[t * stride + s]! += weight * (d0 * (e0 * a0) + d1 * (e1 * (a0 + a1) + e0 * a1));
      space.link[q * stride + s]! += weight * (a1 * (d1 * (e1 + e0)));
      offBack[j]! += weight * (d0 * a0 + d1 * a1);
      onBack[j]! += weight * (d1 * (a0 + a1));
    }
  }
}
