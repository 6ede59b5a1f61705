import type { Answer } from '../../../core/answer.ts';
import type { AutonomicSign, ExaminationSign } from '../../../core/examine/signs.ts';

/** How something is called, and what is meant by it. */
export interface Named {
  readonly name: string;
  readonly help: string;
}

/** Every sign of the hands-on examination. */
export const SIGN_WORDS: Readonly<Record<ExaminationSign, Named>> = {
  'spot-tenderness': {
    name: 'Spot tenderness',
    help: 'One spot hurts clearly more than the muscle around it.',
  },
  'recognised-pain': {
    name: 'Recognised pain',
    help: 'Pressing gives pain that the patient knows as theirs.',
  },
  'taut-band': { name: 'Taut band', help: 'A cord of harder fibres runs through the spot.' },
  'referred-pain': { name: 'Referred pain', help: 'Pressing gives pain at a distance.' },
  'local-twitch': { name: 'Local twitch', help: 'Snapping the band makes it jump.' },
  nodule: { name: 'Nodule', help: 'A knot can be felt in the band.' },
  'jump-sign': { name: 'Jump sign', help: 'Pressing makes the patient start or cry out.' },
  'end-range-pain': { name: 'End-range pain', help: 'Stretching the muscle fully hurts.' },
};

/** What the autonomic nerves did. */
export const AUTONOMIC_WORDS: Readonly<Record<AutonomicSign, string>> = {
  sweating: 'Sweating',
  'goose-flesh': 'Goose flesh',
  'skin-colour': 'Skin pale, red or cold',
  tearing: 'Tearing or red eye',
  dizziness: 'Dizziness',
};

/** The three answers. */
export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  present: 'Present',
  absent: 'Absent',
  unknown: 'Unknown',
};
