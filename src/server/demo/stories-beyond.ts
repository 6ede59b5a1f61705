import type { Story } from './story.ts';

/** Invented patients in whom muscles are not the answer: two roots, a heart, and pain all over. */
export const BEYOND_STORIES: readonly Story[] = [
  {
    label: 'Synthetic 37 · widespread pain, sleeps badly: few needles if any',
    birthYear: 1973,
    visits: [
      {
        day: '2026-03-10',
        painted: [
          ['front', 'shoulder-anterior-left', 5],
          ['front', 'shoulder-anterior-right', 5],
          ['front', 'hip-lateral-left', 5],
          ['front', 'hip-lateral-right', 5],
          ['front', 'knee-medial-left', 4],
          ['front', 'knee-medial-right', 4],
          ['front', 'chest-upper-left', 4],
          ['back', 'posterior-neck-left', 6],
          ['back', 'posterior-neck-right', 6],
          ['back', 'lumbar-left', 6],
          ['back', 'lumbar-right', 6],
          ['back', 'interscapular-left', 5],
          ['back', 'interscapular-right', 5],
          ['back', 'buttock-upper-left', 5],
          ['back', 'buttock-upper-right', 5],
        ],
        found: [
          ['trapezius-descending-1-left', 'spot-tenderness', 'present'],
          ['trapezius-descending-1-right', 'spot-tenderness', 'present'],
          ['gluteus-medius-1-left', 'spot-tenderness', 'present'],
          ['gluteus-medius-1-right', 'spot-tenderness', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 38 · leg pain to the foot, L5 root, foot weak: do not needle',
    birthYear: 1980,
    visits: [
      {
        day: '2026-03-27',
        painted: [
          ['back', 'lumbar-left', 6],
          ['back', 'buttock-upper-left', 7],
          ['left', 'thigh-lateral-lower-left', 6],
          ['left', 'lower-leg-lateral-upper-left', 7],
          ['left', 'lower-leg-lateral-lower-left', 7],
          ['foot-dorsal-left', 'foot-dorsum-medial-left', 6],
        ],
        feels: {
          'lumbar-left': ['dull'],
          'buttock-upper-left': ['dull', 'stabbing'],
          'thigh-lateral-lower-left': ['burning'],
          'lower-leg-lateral-upper-left': ['burning', 'electric'],
          'lower-leg-lateral-lower-left': ['burning', 'electric'],
          'foot-dorsum-medial-left': ['tingling', 'numb'],
        },
        found: [
          ['gluteus-minimus-posterior-1-left', 'spot-tenderness', 'absent'],
          ['gluteus-minimus-posterior-1-left', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 39 · chest and left arm on effort, heart first: do not needle',
    birthYear: 1959,
    visits: [
      {
        day: '2026-04-06',
        painted: [
          ['front', 'sternum', 7],
          ['front', 'chest-upper-left', 7],
          ['front', 'upper-arm-medial-left', 6],
          ['front', 'forearm-volar-ulnar-left', 5],
          ['head-left', 'jaw-left', 4],
        ],
        found: [
          ['pectoralis-major-sternocostal-1-left', 'spot-tenderness', 'absent'],
          ['pectoralis-major-sternocostal-1-left', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 40 · arm and thumb, C6 root, reflex weak: do not needle',
    birthYear: 1978,
    visits: [
      {
        day: '2026-04-17',
        painted: [
          ['back', 'posterior-neck-right', 6],
          ['back', 'upper-trapezius-right', 5],
          ['back', 'upper-arm-lateral-right', 6],
          ['back', 'forearm-dorsal-radial-right', 7],
          ['back', 'thumb-dorsal-right', 6],
        ],
        feels: {
          'posterior-neck-right': ['pulling'],
          'forearm-dorsal-radial-right': ['burning'],
          'thumb-dorsal-right': ['tingling', 'numb'],
        },
        found: [
          ['scalenus-medius-1-right', 'spot-tenderness', 'present'],
          ['scalenus-medius-1-right', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
];
