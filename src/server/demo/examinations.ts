import type { Motion } from '../../core/examine/measures.ts';
import type { NerveSide, NeuroScreen } from '../../core/examine/neuro.ts';
import type { Examination, SiteExamination } from '../../core/examine/examination.ts';
import { neuroContent } from '../../content/examine/neuro.ts';
import { FULL_STRENGTH, NERVE_SIDES, TOUCHES, type Limb } from '../../core/examine/neuro.ts';

/** What an invented visit adds to its findings. */
export type StoryExamination = Partial<Pick<Examination, 'criteria' | 'jaw' | 'sites' | 'motions' | 'neuro'>>;

const pressed = (site: string, ...readings: readonly number[]): SiteExamination => ({
  site,
  pressure: { unit: 'kPa', readings },
});
const moved = (movement: string, side: Motion['side'], before: number, after?: number): Motion => ({
  movement,
  side,
  unit: movement === 'Mouth opening' ? 'mm' : 'degree',
  before,
  ...(after !== undefined && { after }),
});

/** Every root of a limb tested and normal. */
function normal(limb: Limb): Required<Pick<NeuroScreen, 'feeling' | 'strength' | 'reflexes'>> {
  const roots = neuroContent.roots.filter((r) => r.limb === limb);
  const at = roots.flatMap(({ id: root, reflex }) => NERVE_SIDES.map((side) => ({ root, side, reflex })));
  return {
    feeling: at.flatMap(({ root, side }) =>
      TOUCHES.map((touch) => ({ root, side, touch, result: 'normal' as const })),
    ),
    strength: at.map(({ root, side }) => ({ root, side, grade: FULL_STRENGTH })),
    reflexes: at
      .filter((a) => a.reflex !== undefined)
      .map(({ root, side }) => ({ root, side, result: 'normal' as const })),
  };
}

/** A limb in which one root is not well: its pin is dull, and it is weak or its reflex is lower. */
function rootOf(limb: Limb, root: string, side: NerveSide, grade: number): NeuroScreen {
  const well = normal(limb);
  const is = (r: { readonly root: string; readonly side: NerveSide }): boolean =>
    r.root === root && r.side === side;
  return {
    feeling: well.feeling.map((f) => (is(f) && f.touch === 'pin' ? { ...f, result: 'reduced' as const } : f)),
    strength: well.strength.map((s) => (is(s) ? { ...s, grade } : s)),
    reflexes: well.reflexes.map((r) => (is(r) ? { ...r, result: 'reduced' as const } : r)),
  };
}

const JAW = { 'jaw-pain-30-days': 'present', 'jaw-use-changes-pain': 'present' } as const;

/** Visit by visit, by the number that begins a story's label. Absent: only the findings were examined. */
export const EXAMINATIONS: Readonly<Record<string, readonly StoryExamination[]>> = {
  '01': [
    {
      sites: [
        {
          ...pressed('trapezius-descending-1-left', 165, 180, 171),
          signs: { nodule: 'present', 'end-range-pain': 'present', 'jump-sign': 'absent' },
        },
        pressed('trapezius-descending-1-right', 262, 255, 270),
      ],
      motions: [moved('Neck rotation', 'left', 52), moved('Neck lateral flexion', 'right', 30)],
      neuro: normal('arm'),
    },
    {
      sites: [pressed('trapezius-descending-1-left', 232, 240, 246)],
      motions: [moved('Neck rotation', 'left', 61), moved('Neck lateral flexion', 'right', 41)],
    },
  ],
  '02': [
    {
      sites: [
        {
          site: 'quadratus-lumborum-superficial-lower-right',
          signs: { 'jump-sign': 'present', 'end-range-pain': 'present' },
        },
      ],
      motions: [moved('Trunk lateral flexion', 'left', 18), moved('Trunk lateral flexion', 'right', 31)],
      neuro: normal('leg'),
    },
  ],
  '03': [{ criteria: 'dc-tmd-myalgia', jaw: JAW, motions: [moved('Mouth opening', 'midline', 42)] }],
  '06': [
    {
      sites: [
        {
          ...pressed('infraspinatus-1-right', 148, 160, 155),
          signs: { nodule: 'present', 'jump-sign': 'present', 'end-range-pain': 'present' },
        },
        pressed('infraspinatus-1-left', 250, 241, 259),
      ],
      motions: [
        moved('Shoulder internal rotation', 'right', 41),
        moved('Shoulder internal rotation', 'left', 66),
        moved('Shoulder abduction', 'right', 138),
      ],
      neuro: normal('arm'),
    },
    {
      sites: [pressed('infraspinatus-1-right', 214, 226, 231)],
      motions: [moved('Shoulder internal rotation', 'right', 58)],
    },
  ],
  '08': [{ motions: [moved('Neck rotation', 'right', 48), moved('Neck rotation', 'left', 63)] }],
  '09': [
    {
      sites: [{ site: 'levator-scapulae-1-left', signs: { 'end-range-pain': 'present', nodule: 'present' } }],
      motions: [moved('Neck rotation', 'left', 34), moved('Neck rotation', 'right', 61)],
    },
  ],
  '11': [
    {
      sites: [
        {
          site: 'sternocleidomastoid-sternal-2-right',
          autonomic: { tearing: 'present', dizziness: 'absent', sweating: 'absent' },
        },
        { site: 'sternocleidomastoid-clavicular-2-right', autonomic: { dizziness: 'present' } },
      ],
    },
  ],
  '13': [
    {
      criteria: 'dc-tmd-myalgia',
      jaw: JAW,
      sites: [pressed('masseter-superficial-1-left', 88, 95, 92)],
      motions: [moved('Mouth opening', 'midline', 36)],
    },
    {
      criteria: 'dc-tmd-myalgia',
      jaw: JAW,
      sites: [pressed('masseter-superficial-1-left', 121, 130, 127)],
      motions: [moved('Mouth opening', 'midline', 43)],
    },
  ],
  '14': [{ criteria: 'dc-tmd-myalgia', jaw: JAW, motions: [moved('Mouth opening', 'midline', 31)] }],
  '16': [
    {
      sites: [{ site: 'extensor-carpi-radialis-longus-1-right', signs: { nodule: 'present' } }],
      motions: [moved('Wrist flexion', 'right', 62), moved('Wrist flexion', 'left', 79)],
      neuro: normal('arm'),
    },
  ],
  '22': [{ motions: [moved('Trunk lateral flexion', 'right', 20)], neuro: normal('leg') }],
  '25': [{ motions: [moved('Hip internal rotation', 'right', 22)], neuro: normal('leg') }],
  '27': [{ motions: [moved('Hip adduction', 'right', 12)], neuro: normal('leg') }],
  '31': [{ motions: [moved('Ankle dorsiflexion', 'right', 6), moved('Ankle dorsiflexion', 'left', 14)] }],
  '37': [
    {
      sites: [
        pressed('trapezius-descending-1-left', 92, 88, 97),
        pressed('trapezius-descending-1-right', 95, 90, 101),
        pressed('gluteus-medius-1-left', 110, 104, 118),
        pressed('gluteus-medius-1-right', 108, 115, 111),
      ],
    },
  ],
  '38': [
    {
      neuro: {
        ...rootOf('leg', 'L5', 'left', 3),
        tests: [{ test: 'straight-leg-raise', side: 'left', answer: 'present' }],
        words: { electric: 'present', numb: 'present' },
      },
    },
  ],
  '40': [
    {
      motions: [moved('Neck rotation', 'right', 44)],
      neuro: {
        ...rootOf('arm', 'C6', 'right', 4),
        tests: [{ test: 'spurling', side: 'right', answer: 'present' }],
        words: { tingling: 'present', electric: 'present' },
      },
    },
  ],
};
