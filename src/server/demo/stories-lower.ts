import type { Story } from './story.ts';

/** Invented patients: low back, hip, leg, foot, pelvic floor and belly. */
export const LOWER_STORIES: readonly Story[] = [
  {
    label: 'Synthetic 22 · low back, left, first episode',
    birthYear: 1990,
    visits: [
      {
        day: '2026-03-02',
        painted: [
          ['back', 'lumbar-left', 7],
          ['back', 'sacroiliac-left', 5],
        ],
        found: [
          ['quadratus-lumborum-superficial-lower-left', 'spot-tenderness', 'present'],
          ['quadratus-lumborum-superficial-lower-left', 'recognised-pain', 'present'],
          ['quadratus-lumborum-superficial-lower-left', 'taut-band', 'present'],
          ['iliocostalis-lumborum-1-left', 'spot-tenderness', 'present'],
        ],
      },
      { day: '2026-03-16', painted: [['back', 'lumbar-left', 4]], found: [] },
    ],
  },
  {
    label: 'Synthetic 23 · low back, both sides, ten years',
    birthYear: 1958,
    visits: [
      {
        day: '2026-03-12',
        painted: [
          ['back', 'lumbar-left', 6],
          ['back', 'lumbar-right', 6],
          ['back', 'lumbar-spine', 5],
          ['back', 'sacrum', 4],
        ],
        found: [
          ['multifidus-lumborum-1-left', 'spot-tenderness', 'present'],
          ['multifidus-lumborum-1-left', 'taut-band', 'present'],
          ['multifidus-lumborum-1-left', 'recognised-pain', 'absent'],
          ['multifidus-lumborum-1-right', 'spot-tenderness', 'present'],
          ['multifidus-lumborum-1-right', 'recognised-pain', 'present'],
          ['longissimus-thoracis-2-right', 'spot-tenderness', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 24 · low back and flank, right, gardener',
    birthYear: 1963,
    visits: [
      {
        day: '2026-04-08',
        painted: [
          ['back', 'lumbar-right', 5],
          ['back', 'buttock-lower-right', 4],
        ],
        found: [
          ['iliocostalis-lumborum-1-right', 'spot-tenderness', 'present'],
          ['iliocostalis-lumborum-1-right', 'recognised-pain', 'present'],
          ['iliocostalis-lumborum-1-right', 'taut-band', 'present'],
          ['iliocostalis-lumborum-1-right', 'referred-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 25 · buttock, right, sitting',
    birthYear: 1985,
    visits: [
      {
        day: '2026-03-18',
        painted: [
          ['back', 'buttock-upper-right', 5],
          ['back', 'buttock-lower-right', 6],
          ['back', 'sacroiliac-right', 4],
        ],
        found: [
          ['piriformis-1-right', 'spot-tenderness', 'present'],
          ['piriformis-1-right', 'recognised-pain', 'present'],
          ['piriformis-1-right', 'referred-pain', 'present'],
          ['gluteus-maximus-1-right', 'spot-tenderness', 'present'],
          ['gluteus-maximus-1-right', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 26 · hip, left, lies on it at night',
    birthYear: 1969,
    visits: [
      {
        day: '2026-03-23',
        painted: [
          ['front', 'hip-lateral-left', 6],
          ['front', 'thigh-lateral-upper-left', 4],
        ],
        found: [
          ['gluteus-medius-2-left', 'spot-tenderness', 'present'],
          ['gluteus-medius-2-left', 'recognised-pain', 'present'],
          ['gluteus-medius-2-left', 'taut-band', 'present'],
          ['tensor-fasciae-latae-1-left', 'spot-tenderness', 'present'],
          ['tensor-fasciae-latae-1-left', 'recognised-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 27 · hip and leg, right, outer side',
    birthYear: 1976,
    visits: [
      {
        day: '2026-04-10',
        painted: [
          ['right', 'hip-lateral-right', 4],
          ['right', 'thigh-lateral-lower-right', 6],
          ['right', 'lower-leg-lateral-upper-right', 6],
        ],
        found: [
          ['gluteus-minimus-anterior-1-right', 'spot-tenderness', 'present'],
          ['gluteus-minimus-anterior-1-right', 'recognised-pain', 'present'],
          ['gluteus-minimus-anterior-1-right', 'taut-band', 'present'],
          ['gluteus-minimus-anterior-1-right', 'referred-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 28 · groin, left, footballer',
    birthYear: 1999,
    visits: [
      {
        day: '2026-04-27',
        painted: [
          ['front', 'groin-left', 6],
          ['front', 'thigh-medial-upper-left', 6],
          ['front', 'knee-medial-left', 3],
        ],
        found: [
          ['adductor-longus-1-left', 'spot-tenderness', 'present'],
          ['adductor-longus-1-left', 'recognised-pain', 'present'],
          ['adductor-longus-1-left', 'taut-band', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 29 · thigh and knee, right, stairs',
    birthYear: 1982,
    visits: [
      {
        day: '2026-03-24',
        painted: [
          ['front', 'knee-anterior-right', 6],
          ['front', 'thigh-anterior-lower-right', 3],
        ],
        found: [
          ['rectus-femoris-1-right', 'spot-tenderness', 'present'],
          ['rectus-femoris-1-right', 'recognised-pain', 'present'],
          ['rectus-femoris-1-right', 'referred-pain', 'present'],
          ['vastus-medialis-1-right', 'spot-tenderness', 'present'],
          ['vastus-medialis-1-right', 'recognised-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 30 · back of the thigh, left, sprinter',
    birthYear: 2001,
    visits: [
      {
        day: '2026-04-13',
        painted: [
          ['back', 'thigh-posterior-lower-left', 6],
          ['back', 'knee-posterior-left', 5],
        ],
        found: [
          ['biceps-femoris-long-head-1-left', 'spot-tenderness', 'present'],
          ['biceps-femoris-long-head-1-left', 'recognised-pain', 'present'],
          ['biceps-femoris-long-head-1-left', 'taut-band', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 31 · calf, right, night cramps',
    birthYear: 1956,
    visits: [
      {
        day: '2026-04-15',
        painted: [
          ['back', 'calf-upper-right', 6],
          ['foot-plantar-right', 'sole-medial-right', 4],
        ],
        found: [
          ['gastrocnemius-medial-head-1-right', 'spot-tenderness', 'present'],
          ['gastrocnemius-medial-head-1-right', 'recognised-pain', 'present'],
          ['gastrocnemius-medial-head-1-right', 'taut-band', 'present'],
          ['gastrocnemius-medial-head-1-right', 'referred-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 32 · heel, left, first steps',
    birthYear: 1974,
    visits: [
      {
        day: '2026-04-24',
        painted: [
          ['foot-plantar-left', 'heel-plantar-left', 7],
          ['back', 'achilles-left', 4],
        ],
        found: [
          ['soleus-1-left', 'spot-tenderness', 'present'],
          ['soleus-1-left', 'recognised-pain', 'present'],
          ['soleus-1-left', 'referred-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 33 · shin and great toe, right, hiker',
    birthYear: 1988,
    visits: [
      {
        day: '2026-04-29',
        painted: [
          ['foot-dorsal-right', 'great-toe-right', 6],
          ['foot-dorsal-right', 'ankle-anterior-right', 4],
        ],
        found: [
          ['tibialis-anterior-1-right', 'spot-tenderness', 'present'],
          ['tibialis-anterior-1-right', 'recognised-pain', 'present'],
          ['tibialis-anterior-1-right', 'taut-band', 'present'],
          ['tibialis-anterior-1-right', 'referred-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 34 · pelvic floor, after childbirth',
    birthYear: 1992,
    visits: [
      {
        day: '2026-03-30',
        painted: [
          ['back', 'coccyx', 5],
          ['back', 'sacrum', 4],
          ['back', 'buttock-lower-left', 3],
        ],
        found: [
          ['coccygeus-1-left', 'spot-tenderness', 'present'],
          ['coccygeus-1-left', 'recognised-pain', 'present'],
          ['obturatorius-internus-1-left', 'spot-tenderness', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 35 · pelvic floor, sitting, prostate examined',
    birthYear: 1971,
    visits: [
      {
        day: '2026-04-30',
        painted: [
          ['front', 'pubic', 4],
          ['front', 'suprapubic', 3],
          ['back', 'coccyx', 4],
        ],
        found: [
          ['puborectalis-1-left', 'spot-tenderness', 'present'],
          ['puborectalis-1-left', 'recognised-pain', 'present'],
          ['iliococcygeus-1-right', 'spot-tenderness', 'present'],
          ['iliococcygeus-1-right', 'recognised-pain', 'unknown'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 36 · belly wall, right, scar after surgery',
    birthYear: 1986,
    visits: [
      {
        day: '2026-05-06',
        painted: [['front', 'abdomen-lower-right', 5]],
        found: [
          ['rectus-abdominis-4-right', 'spot-tenderness', 'present'],
          ['rectus-abdominis-4-right', 'recognised-pain', 'present'],
          ['obliquus-externus-abdominis-2-right', 'spot-tenderness', 'present'],
          ['obliquus-externus-abdominis-2-right', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
];
