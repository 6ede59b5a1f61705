import { expect, test } from 'vitest';
import { VIEW_IDS, bodyView } from '../../../content/bodymap/neutral.ts';
import { orientationOf } from './orientation.ts';

test("facing the patient, their right is at the picture's left; from behind it is the other way round", () => {
  for (const id of ['front', 'head-front'])
    expect(orientationOf(bodyView(id), 'clinician'), id).toEqual({
      atLeft: "Patient's right",
      atRight: "Patient's left",
    });
  for (const id of ['back', 'head-back'])
    expect(orientationOf(bodyView(id), 'patient'), id).toEqual({
      atLeft: 'Your left',
      atRight: 'Your right',
    });
});

test('a profile says which way it faces: the chin is in front of the jaw joint', () => {
  for (const side of ['left', 'right'] as const)
    for (const id of [side, `head-${side}`]) {
      const { landmarks } = bodyView(id);
      const facesLeft = landmarks['chin']![0] < landmarks[`tmj-${side}`]![0];
      expect(orientationOf(bodyView(id), 'patient'), id).toEqual({
        atLeft: facesLeft ? 'Front' : 'Back',
        atRight: facesLeft ? 'Back' : 'Front',
        only: side,
      });
    }
});

test('every view of the map says which side of the patient is where', () => {
  for (const id of VIEW_IDS) {
    const { atLeft, atRight, only } = orientationOf(bodyView(id), 'patient');
    if (only === undefined) expect([atLeft, atRight].sort(), id).toEqual(['Your left', 'Your right']);
    else if (/(left|right)$/.test(id)) expect(id.endsWith(only), id).toBe(true);
  }
});
