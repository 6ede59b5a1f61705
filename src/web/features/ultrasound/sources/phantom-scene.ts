import { makePhantom, type Phantom, type View } from '../../../../imaging/phantom/phantom.ts';

/** Muscle with one hard, slightly darker lump below the middle. */
export function sceneOf(width: number, height: number): Phantom {
  const inclusion = { x: width / 16 / 1.7, y: height / 16 / 1.75, radius: 3.2, stiffness: 3, echo: -4 };
  return makePhantom({ width, height }, { seed: 12, texture: 'muscle', inclusion });
}

/**
 * One press and release of tissue with a hard lump, while a needle comes in from the upper left and stays. The same
 * sequence every time.
 */
export function viewAt(index: number, frames: number, width: number, height: number): View {
  const [wide, deep] = [width / 16, height / 16];
  const turn = (2 * Math.PI * index) / frames;
  const far = Math.min(1, Math.max(0, (index - 3) / (frames * 0.4)));
  const tip = { x: wide * (0.18 + 0.3 * far), y: deep * (0.16 + 0.4 * far) };
  const from = { x: wide * 0.06, y: deep * 0.0 };
  return {
    seed: 500 + index,
    noise: 26,
    motion: { strain: 0.016 * (0.5 - 0.5 * Math.cos(turn)) },
    ...(index >= 3 && { needle: { shaft: { from, to: tip }, contrast: 17, seed: 3 } }),
  };
}
