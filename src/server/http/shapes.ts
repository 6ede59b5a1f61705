import { z } from 'zod';
import { ANSWERS } from '../../core/answer.ts';
import type { Atlas } from '../../core/atlas/atlas.ts';
import {
  PAIN_WORDS,
  SIGNS,
  type ExplanationAnswer,
  type PaintedRegion,
  type SiteFinding,
} from '../../core/localise/request.ts';
import {
  TOOLS,
  type PatientId,
  type RankingId,
  type ShownSite,
  type Stroke,
  type VisitId,
} from '../../core/episode.ts';
import { probability, type Probability } from '../../kit/probability.ts';
import { parseDay, type Day } from '../../kit/time.ts';
import { parseUuidv7 } from '../../kit/uuid.ts';

/** Most strokes in one drawing, and most points in one stroke: an hour of scribbling is a tenth of it. */
const MOST_STROKES = 2_000;
const MOST_POINTS = 5_000;
/** Most findings at one visit: every sign of some 400 sites. */
const MOST_FINDINGS = 4_000;

const id = <T>(): z.ZodType<T> =>
  z.custom<T>((v) => typeof v === 'string' && parseUuidv7(v) !== undefined, {
    error: 'a UUID of version 7 in lower case',
  });

/** Id of a patient. */
export const PATIENT_ID = id<PatientId>();

const INTENSITY = z
  .int({ error: 'a whole number from 1 to 10' })
  .check(z.refine((v) => v >= 1 && v <= 10, { error: 'a whole number from 1 to 10' }));

const FINITE = z.number({ error: 'a number' });

const LABEL_EXPECTED = '1 to 80 characters without control or direction-changing ones';

/** Controls, line separators, and the characters that reverse or isolate text direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const LABEL = z
  .string({ error: LABEL_EXPECTED })
  .transform((text) => text.normalize('NFC').trim())
  .refine((text) => text.length >= 1 && text.length <= 80 && !UNPRINTABLE.test(text), {
    error: LABEL_EXPECTED,
  });

/** Ids in paths. */
export const PATIENT_PATH = z.strictObject({ id: PATIENT_ID });
export const VISIT_PATH = z.strictObject({ id: id<VisitId>() });

const birthYear = (thisYear: number): z.ZodType<number | undefined> => {
  const error = `a year from 1900 to ${thisYear}`;
  return z
    .int({ error })
    .refine((v) => v >= 1900 && v <= thisYear, { error })
    .optional();
};

/** A new patient. */
export const newPatient = (
  thisYear: number,
): z.ZodType<{ id: PatientId; label: string; birthYear?: number | undefined }> =>
  z.strictObject({ id: PATIENT_ID, label: LABEL, birthYear: birthYear(thisYear) }, { error: 'an object' });

/** A patient as corrected. */
export const changedPatient = (
  thisYear: number,
): z.ZodType<{ patientId: PatientId; label: string; birthYear?: number | undefined }> =>
  z.strictObject(
    { patientId: PATIENT_ID, label: LABEL, birthYear: birthYear(thisYear) },
    { error: 'an object' },
  );

/** A new visit. */
export const NEW_VISIT = z.strictObject(
  {
    id: id<VisitId>(),
    patientId: PATIENT_ID,
    day: z.custom<Day>((v) => typeof v === 'string' && parseDay(v) !== undefined, {
      error: 'a day of the calendar as YYYY-MM-DD',
    }),
  },
  { error: 'an object' },
);

/** What a drawing, findings and a ranking look like when they speak of this atlas and these views. */
export interface ExaminationShapes {
  readonly drawing: z.ZodType<{
    patientId: PatientId;
    strokes: Stroke[];
    regions: PaintedRegion[];
    asked?: string[];
    again?: { strokes: Stroke[]; regions: PaintedRegion[]; asked: string[] };
  }>;
  readonly findings: z.ZodType<{
    patientId: PatientId;
    findings: SiteFinding[];
    answers?: ExplanationAnswer[];
  }>;
  readonly ranking: z.ZodType<{
    id: RankingId;
    patientId: PatientId;
    request: {
      regions: PaintedRegion[];
      findings: SiteFinding[];
      answers?: ExplanationAnswer[];
      asked?: string[];
      again?: PaintedRegion[];
      againAsked?: string[];
    };
    versions: { content: string; engine: string; parameters: string };
    sites: ShownSite[];
  }>;
}

/** Schemas that know the regions and sites of one atlas. */
export function examinationShapes(atlas: Atlas, views: readonly string[]): ExaminationShapes {
  const regions = new Set(atlas.regions.map((r) => r.id));
  const sites = new Set(atlas.sites.map((s) => s.id));
  const region = z.string({ error: 'a region id' }).refine((v) => regions.has(v), {
    error: 'a region of the body map, such as temple-left',
  });
  const site = z.string({ error: 'a site id' }).refine((v) => sites.has(v), {
    error: 'a site of the atlas, such as one that `tautband atlas list` prints',
  });

  const painted = z.strictObject(
    {
      id: region,
      intensity: z.exactOptional(INTENSITY),
      coverage: z.exactOptional(
        FINITE.refine((v) => v > 0 && v <= 1, { error: 'a share above 0 and at most 1' }),
      ),
      words: z.exactOptional(
        distinct(
          z.enum(PAIN_WORDS, { error: `one of ${PAIN_WORDS.join(', ')}` }),
          (w) => w,
          'each word once',
          PAIN_WORDS.length,
        ),
      ),
    },
    { error: 'an object with id, intensity, coverage and words' },
  );
  const paintedRegions = distinct(painted, ({ id: r }) => r, 'each region once', regions.size);

  const finding = z.strictObject(
    {
      site,
      sign: z.enum(SIGNS, { error: `one of ${SIGNS.join(', ')}` }),
      answer: z.enum(ANSWERS, { error: `one of ${ANSWERS.join(', ')}` }),
      regions: z.exactOptional(distinct(region, (r) => r, 'each region once', regions.size)),
    },
    { error: 'an object with site, sign and answer' },
  );
  const findings = distinct(finding, (f) => `${f.site} ${f.sign}`, 'each sign of a site once', MOST_FINDINGS);
  const someRegions = distinct(region, (r) => r, 'each region once', regions.size);
  const asked = z.exactOptional(someRegions);
  const explanations = new Set(atlas.explanations.map((e) => e.id));
  const explanationAnswer = z.strictObject(
    {
      explanation: z.string({ error: 'the id of an explanation' }).refine((v) => explanations.has(v), {
        error: 'an explanation of the atlas, such as root-l5-left',
      }),
      item: z.string({ error: 'a question' }).refine((v) => /^(ask|examine)-\d{1,2}$/.test(v), {
        error: 'a question by its place, such as ask-1',
      }),
      answer: z.enum(ANSWERS, { error: `one of ${ANSWERS.join(', ')}` }),
    },
    { error: 'an object with explanation, item and answer' },
  );
  const answers = z.exactOptional(
    distinct(
      explanationAnswer,
      (a) => `${a.explanation} ${a.item}`,
      'each question of an explanation once',
      MOST_FINDINGS,
    ),
  );

  const stroke = z.strictObject(
    {
      view: z.enum(views, { error: `one of ${views.join(', ')}` }),
      tool: z.enum(TOOLS, { error: `one of ${TOOLS.join(', ')}` }),
      radius: FINITE.refine((v) => v >= 0, { error: 'a radius of 0 or more, view units' }),
      points: z
        .array(z.tuple([FINITE, FINITE], { error: 'two numbers, x and y' }), { error: 'a list of points' })
        .refine((points) => points.length >= 1 && points.length <= MOST_POINTS, {
          error: `1 to ${MOST_POINTS} points`,
        }),
      intensity: z.exactOptional(INTENSITY),
    },
    { error: 'a stroke' },
  );

  const strokes = z
    .array(stroke, { error: 'a list of strokes' })
    .refine((v) => v.length <= MOST_STROKES, { error: `at most ${MOST_STROKES} strokes` });

  const shown = z.strictObject({
    site,
    probability: FINITE.refine((v) => probability(v) !== undefined, {
      error: 'a number from 0 to 1',
    }).transform((v) => v as Probability),
  });
  const version = z
    .string({ error: 'a version' })
    .refine((v) => /^[\x20-\x7e]{1,100}$/.test(v), { error: 'a version of 1 to 100 plain characters' });

  return {
    drawing: z.strictObject(
      {
        patientId: PATIENT_ID,
        strokes,
        regions: paintedRegions,
        asked,
        again: z.exactOptional(
          z.strictObject(
            { strokes, regions: paintedRegions, asked: someRegions },
            { error: 'a second drawing with strokes, regions and asked' },
          ),
        ),
      },
      { error: 'an object' },
    ),
    findings: z.strictObject({ patientId: PATIENT_ID, findings, answers }, { error: 'an object' }),
    ranking: z.strictObject(
      {
        id: id<RankingId>(),
        patientId: PATIENT_ID,
        request: z.strictObject(
          {
            regions: paintedRegions.refine((v) => v.length > 0, {
              error: 'at least one painted region: a blank drawing is missing data, not "no pain"',
            }),
            findings,
            answers,
            asked,
            again: z.exactOptional(paintedRegions),
            againAsked: asked,
          },
          { error: 'the question that was ranked' },
        ),
        versions: z.strictObject(
          { content: version, engine: version, parameters: version },
          { error: 'the versions that answered' },
        ),
        sites: distinct(shown, (s) => s.site, 'each site once', sites.size),
      },
      { error: 'an object' },
    ),
  };
}

/** A list in which nothing comes twice. */
function distinct<T>(
  item: z.ZodType<T>,
  nameOf: (value: T) => string,
  rule: string,
  most: number,
): z.ZodType<T[]> {
  return z
    .array(item, { error: 'a list' })
    .refine((list) => list.length <= most, { error: `at most ${most} entries` })
    .superRefine((list, context) => {
      const seen = new Set<string>();
      list.forEach((value, i) => {
        if (seen.has(nameOf(value))) context.addIssue({ code: 'custom', path: [i], message: rule });
        seen.add(nameOf(value));
      });
    });
}
