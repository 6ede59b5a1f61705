import { BEYOND_STORIES } from './stories-beyond.ts';
import { LOWER_STORIES } from './stories-lower.ts';
import { UPPER_STORIES } from './stories-upper.ts';
import type { Story } from './story.ts';

/** The patients of a fresh installation. Each says in its label that it was invented. */
export const STORIES: readonly Story[] = [
  {
    label: 'Synthetic 01 · headache, left temple',
    birthYear: 1986,
    visits: [
      {
        day: '2026-03-03',
        painted: [
          ['head-left', 'temple-left', 7],
          ['head-back', 'occiput-left', 5],
          ['head-back', 'suboccipital-left', 4],
        ],
        found: [
          ['temporalis-1-left', 'spot-tenderness', 'present'],
          ['temporalis-1-left', 'recognised-pain', 'absent'],
          ['trapezius-descending-1-left', 'spot-tenderness', 'present'],
          ['trapezius-descending-1-left', 'taut-band', 'present'],
          ['trapezius-descending-1-left', 'recognised-pain', 'present'],
        ],
      },
      {
        day: '2026-03-17',
        painted: [
          ['head-left', 'temple-left', 4],
          ['head-back', 'suboccipital-left', 3],
        ],
        found: [['trapezius-descending-1-left', 'recognised-pain', 'present']],
      },
    ],
  },
  {
    label: 'Synthetic 02 · low back and buttock, right',
    birthYear: 1974,
    visits: [
      {
        day: '2026-04-09',
        painted: [
          ['back', 'lumbar-right', 6],
          ['back', 'sacroiliac-right', 6],
          ['back', 'buttock-upper-right', 4],
        ],
        found: [
          ['quadratus-lumborum-superficial-lower-right', 'spot-tenderness', 'present'],
          ['quadratus-lumborum-superficial-lower-right', 'recognised-pain', 'present'],
          ['gluteus-medius-1-right', 'spot-tenderness', 'present'],
          ['gluteus-medius-1-right', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 03 · jaw, right',
    birthYear: 1995,
    visits: [
      {
        day: '2026-04-21',
        painted: [
          ['head-right', 'jaw-right', 6],
          ['head-right', 'tmj-right', 5],
          ['head-right', 'ear-right', 2],
        ],
        found: [['masseter-superficial-1-right', 'spot-tenderness', 'present']],
      },
    ],
  },
  {
    label: 'Synthetic 04 · calf, left',
    birthYear: 1961,
    visits: [
      {
        day: '2026-05-05',
        painted: [
          ['back', 'calf-upper-left', 5],
          ['foot-plantar-left', 'sole-medial-left', 3],
        ],
        found: [],
      },
    ],
  },
  {
    label: 'Synthetic 05 · neck, both sides, first visit not begun',
    visits: [],
  },
  ...UPPER_STORIES,
  ...LOWER_STORIES,
  ...BEYOND_STORIES,
];
