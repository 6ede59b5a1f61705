import { z } from 'zod';
import {
  CRITERIA_IDS,
  JAW_QUESTIONS,
  type Examination,
  type SiteExamination,
} from '../../../core/examine/examination.ts';
import {
  checkMotion,
  MOTION_UNITS,
  PRESSURE_UNITS,
  pressureThreshold,
  REPETITIONS,
} from '../../../core/examine/measures.ts';
import {
  FEELINGS,
  FULL_STRENGTH,
  NERVE_SIDES,
  NERVE_WORDS,
  REFLEX_ANSWERS,
  TOUCHES,
  type NeuroScreen,
} from '../../../core/examine/neuro.ts';
import { AUTONOMIC_SIGNS, EXAMINATION_SIGNS, FURTHER_SIGNS } from '../../../core/examine/signs.ts';
import { SIDES } from '../../../core/atlas/region.ts';
import type { Complaint } from '../../../kit/complaint.ts';
import { err, ok } from '../../../kit/result.ts';
import { neuroContent } from '../../../content/examine/neuro.ts';
import type { PartEntry } from '../part-routes.ts';
import { ANSWER, listOf, numberIn, oneOf, siteOf, text, wholeIn } from './shapes.ts';

const maybe = z.exactOptional;
const ROOT = oneOf(neuroContent.roots.map((r) => r.id));
const SIDE = oneOf(NERVE_SIDES);

const NEURO: z.ZodType<NeuroScreen> = z.strictObject({
  feeling: maybe(
    listOf(z.strictObject({ root: ROOT, side: SIDE, touch: oneOf(TOUCHES), result: oneOf(FEELINGS) }), 200),
  ),
  strength: maybe(listOf(z.strictObject({ root: ROOT, side: SIDE, grade: wholeIn(0, FULL_STRENGTH) }), 100)),
  reflexes: maybe(listOf(z.strictObject({ root: ROOT, side: SIDE, result: oneOf(REFLEX_ANSWERS) }), 100)),
  tests: maybe(
    listOf(
      z.strictObject({ test: oneOf(neuroContent.tests.map((t) => t.id)), side: SIDE, answer: ANSWER }),
      100,
    ),
  ),
  words: maybe(z.partialRecord(oneOf(NERVE_WORDS), ANSWER) as z.ZodType<NonNullable<NeuroScreen['words']>>),
});

const MOTION = z.strictObject({
  movement: text(120, 1),
  side: oneOf(SIDES),
  unit: oneOf(MOTION_UNITS),
  before: maybe(numberIn(-90, 1000)),
  after: maybe(numberIn(-90, 1000)),
});

/** An examination that speaks of the sites of this atlas. */
function shapeOf(sites: ReadonlySet<string>): z.ZodType<Examination> {
  const site = siteOf(sites);
  const SITE = z.strictObject({
    site,
    signs: maybe(z.partialRecord(oneOf(FURTHER_SIGNS), ANSWER)),
    autonomic: maybe(z.partialRecord(oneOf(AUTONOMIC_SIGNS), ANSWER)),
    pressure: maybe(
      z.strictObject({ unit: oneOf(PRESSURE_UNITS), readings: listOf(numberIn(0, 10_000), REPETITIONS) }),
    ),
  }) as z.ZodType<SiteExamination>;
  const SECOND = z.strictObject({
    examiner: text(120, 1),
    found: listOf(
      z.strictObject({ site, sign: oneOf(EXAMINATION_SIGNS), answer: oneOf(['present', 'absent']) }),
      4_000,
    ),
    isDone: z.boolean(),
  });
  return z.strictObject(
    {
      criteria: oneOf(CRITERIA_IDS),
      delphi: maybe(z.strictObject({ threshold: z.literal([2, 3]), spotInBand: z.boolean() })),
      jaw: maybe(z.partialRecord(oneOf(JAW_QUESTIONS), ANSWER)),
      sites: listOf(SITE, 700),
      motions: listOf(MOTION, 100),
      neuro: NEURO,
      second: maybe(SECOND),
    },
    { error: 'an object' },
  );
}

/** The examination of a visit. Readings that are no pressure and joints that no body has are refused. */
export const examinationPart: PartEntry<'examination'> = {
  shape: ({ atlas }) => shapeOf(new Set(atlas.sites.map((s) => s.id))),
  check:
    () =>
    ({ body }) => {
      const complaints = checkExamination(body);
      return complaints.length === 0 ? ok(body) : err({ code: 'invalid', complaints });
    },
};

function checkExamination({ sites, motions, neuro, second }: Examination): readonly Complaint[] {
  return [
    ...sites.flatMap(({ pressure }, i) => {
      if (pressure === undefined || pressure.readings.length === 0) return [];
      const read = pressureThreshold(pressure);
      return read.ok ? [] : read.error.map((c) => ({ ...c, at: `sites[${i}].pressure.${c.at}` }));
    }),
    ...motions.flatMap((motion, i) => checkMotion(motion, `motions[${i}]`)),
    ...twice(sites, 'sites', (s) => s.site),
    ...twice(neuro.feeling ?? [], 'neuro.feeling', (f) => `${f.root} ${f.side} ${f.touch}`),
    ...twice(neuro.strength ?? [], 'neuro.strength', (s) => `${s.root} ${s.side}`),
    ...twice(neuro.reflexes ?? [], 'neuro.reflexes', (r) => `${r.root} ${r.side}`),
    ...twice(neuro.tests ?? [], 'neuro.tests', (t) => `${t.test} ${t.side}`),
    ...twice(second?.found ?? [], 'second.found', (f) => `${f.site} ${f.sign}`),
  ];
}

/** Complaints about entries that answer the same question again: which of the two would hold? */
function twice<T>(list: readonly T[], at: string, keyOf: (item: T) => string): readonly Complaint[] {
  const seen = new Set<string>();
  return list.flatMap((item, i) => {
    const key = keyOf(item);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ at: `${at}[${i}]`, expected: 'each answer once', got: key }];
  });
}
