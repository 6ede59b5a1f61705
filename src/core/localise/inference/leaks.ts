import type { Plan } from './plan.ts';
import type { Workspace } from './workspace.ts';

/**
 * The leaks of one level: what is outside all tables. Causes that reach one region only are folded into its leak, and
 * each slot is the leak of its region with what the slot's exclusive causes add.
 */
export function foldLeaks(
  { singles, start, links, region, slots, painted }: Plan,
  space: Workspace,
  s: number,
): void {
  const { levels, w0, w1, off, on, leakOff, leakOn, before } = space;
  const m = painted.length;
  for (let j = 0; j < m; j++) {
    leakOff[j] = space.leak0[j]!;
    leakOn[j] = space.leak1[j]!;
  }
  if (links.length === 0) return;
  for (let i = 0; i < singles.length; i++) {
    const t = singles[i]!;
    const q = start[t]!;
    const j = region[q]!;
    const [e0, e1, a0, a1] = [leakOff[j]!, leakOn[j]!, off[q]!, on[q]!];
    const [c0, c1] = [w0[t * levels + s]!, w1[t * levels + s]!];
    before[2 * i] = e0;
    before[2 * i + 1] = e1;
    leakOff[j] = e0 * (c0 + c1 * a0);
    leakOn[j] = e1 * (c0 + c1 * (a0 + a1)) + e0 * (c1 * a1);
  }
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    const [e0, e1] = [leakOff[slot[0]!]!, leakOn[slot[0]!]!];
    let [sumOff, sumOn] = [0, 0];
    for (let k = 2; k < slot.length; k += 2) {
      const [a0, a1] = [off[slot[k + 1]!]!, on[slot[k + 1]!]!];
      const weight = slot[1] === 1 ? w1[slot[k]! * levels + s]! : 1;
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
  const { singles, start, region, painted } = plan;
  const { levels, w0, w1, off, on, before, offBack, onBack } = space;
  for (let i = singles.length - 1; i >= 0; i--) {
    const t = singles[i]!;
    const q = start[t]!;
    const j = region[q]!;
    const [e0, e1, a0, a1] = [before[2 * i]!, before[2 * i + 1]!, off[q]!, on[q]!];
    const [c0, c1] = [w0[t * levels + s]!, w1[t * levels + s]!];
    const [d0, d1] = [offBack[j]!, onBack[j]!];
    space.active[t * levels + s] = c1 * (d1 * (e1 * (a0 + a1) + e0 * a1) + d0 * (e0 * a0));
    space.link[q * levels + s] = c1 * a1 * (d1 * (e1 + e0));
    offBack[j] = d0 * (c0 + c1 * a0) + d1 * (c1 * a1);
    onBack[j] = d1 * (c0 + c1 * (a0 + a1));
  }
  for (let j = 0; j < painted.length; j++) space.leak[j * levels + s] = space.leak1[j]! * onBack[j]!;
}

function unfoldSlots({ slots, painted }: Plan, space: Workspace, s: number): void {
  const { levels, w1, off, on, leakOff, leakOn, offBack, onBack } = space;
  for (let i = slots.length - 1; i >= 0; i--) {
    const slot = slots[i]!;
    const j = slot[0]!;
    // The leak of the region as the slot found it: the slots do not change it.
    const [e0, e1] = [leakOff[j]!, leakOn[j]!];
    const [d0, d1] = [offBack[painted.length + i]!, onBack[painted.length + i]!];
    for (let k = 2; k < slot.length; k += 2) {
      const [t, q] = [slot[k]!, slot[k + 1]!];
      const [a0, a1] = [off[q]!, on[q]!];
      const weight = slot[1] === 1 ? w1[t * levels + s]! : 1;
      if (slot[1] === 1)
        space.active[t * levels + s]! += weight * (d0 * (e0 * a0) + d1 * (e1 * (a0 + a1) + e0 * a1));
      space.link[q * levels + s]! += weight * (a1 * (d1 * (e1 + e0)));
      offBack[j]! += weight * (d0 * a0 + d1 * a1);
      onBack[j]! += weight * (d1 * (a0 + a1));
    }
  }
}
