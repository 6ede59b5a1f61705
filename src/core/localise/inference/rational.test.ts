import { expect, test } from 'vitest';
import { shippedAtlas } from '../../../content/atlas/load.ts';
import { compileNetwork } from '../network.ts';
import { observe } from '../observe.ts';
import { exactQuickscore } from '../../../../scripts/bench/exact.ts';

const network = compileNetwork(shippedAtlas());

test.each([
  ['head', ['occiput-left', 'temple-left', 'forehead-left', 'eye-left']],
  [
    'low back and leg',
    [
      'lumbar-left',
      'buttock-upper-left',
      'thigh-posterior-upper-left',
      'calf-upper-left',
      'heel-plantar-left',
    ],
  ],
  [
    'shoulder and arm',
    ['shoulder-anterior-right', 'upper-arm-lateral-right', 'elbow-lateral-right', 'thenar-right'],
  ],
])('on the real atlas (%s) elimination agrees with 1,200-bit Quickscore to ten digits', (_, ids) => {
  const { question } = observe(network, {
    regions: ids.map((id, i) => ({ id, intensity: 3 + i })),
    findings: [{ site: network.atlas.sites[0]!.id, sign: 'recognised-pain', answer: 'absent' }],
  });
  const wanted = exactQuickscore(network.solver.graph, question);
  const found = network.solver.solve(question).active;
  const worst = found.reduce(
    (w, p, i) => Math.max(w, Math.abs(p - wanted[i]!) / Math.max(1e-9, wanted[i]!)),
    0,
  );
  expect(worst).toBeLessThan(1e-10);
});
