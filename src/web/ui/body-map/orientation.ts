import type { BodyView } from '../../../core/atlas/body-view.ts';
import { words } from './words.ts';

/** Who reads the labels: the patient about themself, or a clinician about the patient. */
export type Reader = 'patient' | 'clinician';

/** What stands at the left and at the right edge of the picture, and the one side that the picture shows. */
export interface Orientation {
  readonly atLeft: string;
  readonly atRight: string;
  /** Set when the view shows one side of the patient only. */
  readonly only?: 'left' | 'right';
}

/**
 * Which side of the patient is where in the picture.
 *
 * Measured from the regions that the view shows rather than stored, so the labels cannot disagree with the map:
 * a view with regions of both sides is labelled by where their centres lie.
 */
export function orientationOf(view: BodyView, reader: Reader): Orientation {
  const left = [...view.regions.values()].filter((r) => r.id.endsWith('-left'));
  const right = [...view.regions.values()].filter((r) => r.id.endsWith('-right'));
  const weight = (list: typeof left): number => list.reduce((sum, r) => sum + r.area, 0);
  const share = weight(left) / (weight(left) + weight(right));
  if (share > 0.8) return oneSided(view, 'left');
  if (share < 0.2) return oneSided(view, 'right');
  const centre = (list: typeof left): number =>
    list.reduce((sum, r) => sum + r.centroid[0] * r.area, 0) / weight(list);
  const labels =
    reader === 'patient'
      ? { left: words.yourLeft, right: words.yourRight }
      : { left: words.patientsLeft, right: words.patientsRight };
  return centre(left) < centre(right)
    ? { atLeft: labels.left, atRight: labels.right }
    : { atLeft: labels.right, atRight: labels.left };
}

/** Seen from the patient's left side, the front is at the left of the picture. Hands and feet name their side. */
function oneSided(view: BodyView, only: 'left' | 'right'): Orientation {
  const isProfile = view.id === only || view.id === `head-${only}`;
  if (!isProfile) return { atLeft: '', atRight: '', only };
  return only === 'left'
    ? { atLeft: words.front, atRight: words.back, only }
    : { atLeft: words.back, atRight: words.front, only };
}
