import type { Story } from './story.ts';

/** Invented patients: neck, head, jaw, arm and chest wall. */
export const UPPER_STORIES: readonly Story[] = [
  {
    label: 'Synthetic 06 · shoulder, right, reaching overhead',
    birthYear: 1979,
    visits: [
      {
        day: '2026-03-05',
        painted: [
          ['front', 'shoulder-anterior-right', 7],
          ['front', 'upper-arm-anterior-right', 5],
          ['front', 'shoulder-lateral-right', 5],
        ],
        found: [
          ['infraspinatus-1-right', 'spot-tenderness', 'present'],
          ['infraspinatus-1-right', 'recognised-pain', 'present'],
          ['infraspinatus-1-right', 'taut-band', 'present'],
          ['infraspinatus-1-right', 'referred-pain', 'present'],
          ['supraspinatus-1-right', 'spot-tenderness', 'present'],
          ['supraspinatus-1-right', 'recognised-pain', 'absent'],
        ],
      },
      {
        day: '2026-03-19',
        painted: [['front', 'shoulder-anterior-right', 4]],
        found: [
          ['infraspinatus-1-right', 'spot-tenderness', 'present'],
          ['infraspinatus-1-right', 'taut-band', 'present'],
          ['infraspinatus-1-right', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 07 · shoulder, left, sleeps on it',
    birthYear: 1966,
    visits: [
      {
        day: '2026-03-11',
        painted: [
          ['back', 'shoulder-posterior-left', 6],
          ['front', 'shoulder-lateral-left', 6],
          ['front', 'upper-arm-lateral-left', 4],
        ],
        found: [
          ['infraspinatus-2-left', 'spot-tenderness', 'present'],
          ['infraspinatus-2-left', 'recognised-pain', 'present'],
          ['infraspinatus-2-left', 'taut-band', 'present'],
          ['teres-minor-1-left', 'spot-tenderness', 'present'],
          ['teres-minor-1-left', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 08 · shoulder blade, right, at the desk',
    birthYear: 1991,
    visits: [
      {
        day: '2026-04-02',
        painted: [
          ['back', 'interscapular-right', 5],
          ['back', 'scapula-upper-right', 4],
        ],
        found: [
          ['rhomboid-major-1-right', 'spot-tenderness', 'present'],
          ['rhomboid-major-1-right', 'taut-band', 'present'],
          ['rhomboid-major-1-right', 'recognised-pain', 'absent'],
          ['levator-scapulae-1-right', 'spot-tenderness', 'present'],
          ['levator-scapulae-1-right', 'recognised-pain', 'present'],
          ['levator-scapulae-1-right', 'taut-band', 'present'],
        ],
      },
      { day: '2026-04-16', painted: [['back', 'interscapular-right', 3]], found: [] },
    ],
  },
  {
    label: 'Synthetic 09 · neck, left, stiff on turning',
    birthYear: 1984,
    visits: [
      {
        day: '2026-03-20',
        painted: [
          ['back', 'posterior-neck-left', 6],
          ['back', 'upper-trapezius-left', 5],
        ],
        found: [
          ['levator-scapulae-1-left', 'spot-tenderness', 'present'],
          ['levator-scapulae-1-left', 'recognised-pain', 'present'],
          ['levator-scapulae-1-left', 'taut-band', 'present'],
          ['levator-scapulae-1-left', 'referred-pain', 'present'],
          ['splenius-cervicis-1-left', 'spot-tenderness', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 10 · headache, both sides, band-like',
    birthYear: 1989,
    visits: [
      {
        day: '2026-02-24',
        painted: [
          ['head-front', 'forehead-left', 5],
          ['head-front', 'forehead-right', 5],
          ['head-back', 'suboccipital-left', 6],
          ['head-back', 'suboccipital-right', 6],
        ],
        found: [
          ['semispinalis-capitis-1-left', 'spot-tenderness', 'present'],
          ['semispinalis-capitis-1-left', 'recognised-pain', 'present'],
          ['semispinalis-capitis-1-left', 'taut-band', 'present'],
          ['semispinalis-capitis-1-right', 'spot-tenderness', 'present'],
          ['semispinalis-capitis-1-right', 'recognised-pain', 'present'],
          ['trapezius-descending-1-right', 'spot-tenderness', 'present'],
          ['trapezius-descending-1-right', 'taut-band', 'present'],
          ['trapezius-descending-1-right', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 11 · headache, forehead and eye, right',
    birthYear: 1972,
    visits: [
      {
        day: '2026-03-26',
        painted: [
          ['head-right', 'forehead-right', 7],
          ['head-right', 'eye-right', 5],
          ['head-right', 'ear-right', 3],
        ],
        found: [
          ['sternocleidomastoid-sternal-2-right', 'spot-tenderness', 'present'],
          ['sternocleidomastoid-sternal-2-right', 'recognised-pain', 'present'],
          ['sternocleidomastoid-sternal-2-right', 'taut-band', 'present'],
          ['sternocleidomastoid-sternal-2-right', 'referred-pain', 'present'],
          ['sternocleidomastoid-clavicular-2-right', 'spot-tenderness', 'present'],
          ['sternocleidomastoid-clavicular-2-right', 'recognised-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 12 · headache, crown, left',
    birthYear: 1998,
    visits: [
      {
        day: '2026-04-14',
        painted: [
          ['head-left', 'vertex-left', 6],
          ['head-left', 'suboccipital-left', 3],
        ],
        found: [
          ['splenius-capitis-1-left', 'spot-tenderness', 'present'],
          ['splenius-capitis-1-left', 'recognised-pain', 'present'],
          ['splenius-capitis-1-left', 'referred-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 13 · jaw, left, clenches at night',
    birthYear: 1993,
    visits: [
      {
        day: '2026-03-31',
        painted: [
          ['head-left', 'jaw-left', 7],
          ['head-left', 'temple-left', 4],
          ['head-left', 'tmj-left', 5],
        ],
        found: [
          ['masseter-superficial-1-left', 'spot-tenderness', 'present'],
          ['masseter-superficial-1-left', 'recognised-pain', 'present'],
          ['masseter-superficial-1-left', 'taut-band', 'present'],
          ['masseter-superficial-1-left', 'referred-pain', 'present'],
          ['temporalis-2-left', 'spot-tenderness', 'present'],
          ['temporalis-2-left', 'recognised-pain', 'present'],
        ],
      },
      {
        day: '2026-04-28',
        painted: [['head-left', 'jaw-left', 3]],
        found: [
          ['masseter-superficial-1-left', 'spot-tenderness', 'present'],
          ['masseter-superficial-1-left', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 14 · jaw and ear, right, mouth opens 31 mm',
    birthYear: 1981,
    visits: [
      {
        day: '2026-04-07',
        painted: [
          ['head-right', 'tmj-right', 6],
          ['head-right', 'ear-right', 6],
        ],
        found: [
          ['lateral-pterygoid-inferior-1-right', 'spot-tenderness', 'present'],
          ['lateral-pterygoid-inferior-1-right', 'recognised-pain', 'present'],
          ['masseter-deep-1-right', 'spot-tenderness', 'present'],
          ['masseter-deep-1-right', 'recognised-pain', 'present'],
          ['masseter-deep-1-right', 'referred-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 15 · upper teeth, left, dentist found nothing',
    birthYear: 1977,
    visits: [
      {
        day: '2026-04-22',
        painted: [
          ['head-left', 'cheek-left', 5],
          ['head-left', 'temple-left', 5],
        ],
        found: [
          ['temporalis-1-left', 'spot-tenderness', 'present'],
          ['temporalis-1-left', 'recognised-pain', 'present'],
          ['temporalis-1-left', 'referred-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 16 · forearm, right, mouse hand',
    birthYear: 1995,
    visits: [
      {
        day: '2026-03-09',
        painted: [
          ['back', 'forearm-dorsal-radial-right', 6],
          ['back', 'wrist-dorsal-right', 3],
          ['back', 'elbow-lateral-right', 6],
        ],
        found: [
          ['extensor-carpi-radialis-longus-1-right', 'spot-tenderness', 'present'],
          ['extensor-carpi-radialis-longus-1-right', 'recognised-pain', 'present'],
          ['extensor-carpi-radialis-longus-1-right', 'taut-band', 'present'],
          ['supinator-1-right', 'spot-tenderness', 'present'],
          ['supinator-1-right', 'recognised-pain', 'present'],
          ['extensor-digitorum-1-right', 'spot-tenderness', 'present'],
          ['extensor-digitorum-1-right', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 17 · elbow, left, climber',
    birthYear: 2000,
    visits: [
      {
        day: '2026-04-01',
        painted: [
          ['front', 'elbow-medial-left', 5],
          ['front', 'forearm-volar-ulnar-left', 4],
        ],
        found: [
          ['flexor-carpi-ulnaris-1-left', 'spot-tenderness', 'present'],
          ['flexor-carpi-ulnaris-1-left', 'recognised-pain', 'present'],
          ['flexor-carpi-ulnaris-1-left', 'taut-band', 'present'],
          ['pronator-teres-1-left', 'spot-tenderness', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 18 · hand and thumb, right, texting',
    birthYear: 2003,
    visits: [
      {
        day: '2026-04-23',
        painted: [
          ['hand-palmar-right', 'thenar-right', 6],
          ['hand-palmar-right', 'thumb-palmar-right', 5],
        ],
        found: [
          ['opponens-pollicis-1-right', 'spot-tenderness', 'present'],
          ['opponens-pollicis-1-right', 'recognised-pain', 'present'],
          ['opponens-pollicis-1-right', 'taut-band', 'present'],
          ['opponens-pollicis-1-right', 'referred-pain', 'present'],
          ['adductor-pollicis-1-right', 'spot-tenderness', 'present'],
          ['adductor-pollicis-1-right', 'recognised-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 19 · middle finger, left, pianist',
    birthYear: 1987,
    visits: [
      {
        day: '2026-05-04',
        painted: [
          ['hand-dorsal-left', 'middle-finger-dorsal-left', 4],
          ['hand-dorsal-left', 'hand-dorsum-radial-left', 3],
        ],
        found: [
          ['extensor-digitorum-1-left', 'spot-tenderness', 'present'],
          ['extensor-digitorum-1-left', 'recognised-pain', 'present'],
          ['extensor-digitorum-1-left', 'taut-band', 'present'],
          ['extensor-digitorum-1-left', 'local-twitch', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 20 · chest wall, left, after coughing; heart examined',
    birthYear: 1970,
    visits: [
      {
        day: '2026-03-17',
        painted: [
          ['front', 'chest-lateral-left', 5],
          ['front', 'lower-ribs-left', 4],
        ],
        found: [
          ['serratus-anterior-2-left', 'spot-tenderness', 'present'],
          ['serratus-anterior-2-left', 'recognised-pain', 'present'],
          ['serratus-anterior-2-left', 'taut-band', 'present'],
          ['intercostales-externi-1-left', 'spot-tenderness', 'present'],
          ['intercostales-externi-1-left', 'recognised-pain', 'present'],
        ],
      },
    ],
  },
  {
    label: 'Synthetic 21 · chest wall, right, rowing',
    birthYear: 1994,
    visits: [
      {
        day: '2026-04-20',
        painted: [
          ['front', 'chest-upper-right', 5],
          ['front', 'shoulder-anterior-right', 5],
        ],
        found: [
          ['pectoralis-minor-1-right', 'spot-tenderness', 'present'],
          ['pectoralis-minor-1-right', 'recognised-pain', 'present'],
          ['pectoralis-minor-1-right', 'taut-band', 'present'],
          ['pectoralis-major-sternocostal-1-right', 'spot-tenderness', 'present'],
          ['pectoralis-major-sternocostal-1-right', 'recognised-pain', 'absent'],
        ],
      },
    ],
  },
];
