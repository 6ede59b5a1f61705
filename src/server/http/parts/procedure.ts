import { z } from 'zod';
import { LEVELS } from '../../../core/decide/candidacy.ts';
import { PATIENT_SIGNALS, PROCEDURE_STATES, type KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import {
  ASPIRATIONS,
  NEEDLING_TECHNIQUES,
  SEVERITIES,
  TIME_OUT_CHECKS,
  type Procedure,
} from '../../../core/treat/procedure.ts';
import { procedureCheck } from '../../record/procedures.ts';
import type { PartEntry } from '../part-routes.ts';
import { ANSWER, DAY, INSTANT, listOf, numberIn, oneOf, text, wholeIn } from './shapes.ts';

const maybe = z.exactOptional;

const SITE_ID = text(80, 1);
const NEEDLE = z.strictObject({ gauge: numberIn(0, 60), length: numberIn(0, 300, 'mm') });
const CURRENT = z.strictObject({
  frequency: numberIn(0, 100_000, 'Hz'),
  pulse: maybe(numberIn(0, 100_000, 'µs')),
  minutes: numberIn(0, 600),
});
const CONCENTRATION = z.strictObject({
  value: numberIn(0, 1_000_000),
  unit: oneOf(['percent', 'mg/mL', 'mcg/mL']),
});
const AGENT = {
  agent: text(60, 1),
  concentration: CONCENTRATION,
  volume: numberIn(0, 200, 'mL'),
};
const INJECTATE = z.strictObject({ ...AGENT, lot: text(60), expiry: DAY });
const PREPARED = z.strictObject({ ...AGENT, lot: maybe(text(60)), expiry: maybe(DAY) });
const TECHNIQUE = oneOf(NEEDLING_TECHNIQUES);

const NEEDLED = {
  site: SITE_ID,
  needle: NEEDLE,
  approach: text(120),
  depth: numberIn(0, 300, 'mm'),
  measured: maybe(numberIn(0, 300, 'mm')),
  skinPreparation: text(120),
  twitches: wholeIn(0, 1000),
  referral: ANSWER,
  reason: maybe(text(600)),
  at: maybe(INSTANT),
};
const INJECTED = z.strictObject({
  ...NEEDLED,
  aspiration: oneOf(ASPIRATIONS),
  injectates: listOf(INJECTATE, 8),
});
const DRY = z.strictObject({
  ...NEEDLED,
  technique: TECHNIQUE,
  dwell: numberIn(0, 36_000, 's'),
  current: maybe(CURRENT),
});
const MANUAL = z.strictObject({
  site: SITE_ID,
  technique: text(120),
  pressure: z.strictObject({ scale: oneOf(['rated', 'kPa']), value: numberIn(0, 10_000) }),
  seconds: numberIn(0, 36_000),
  repetitions: numberIn(0, 10_000),
  released: ANSWER,
});
const ELECTRICAL = z.strictObject({
  site: SITE_ID,
  form: text(60),
  current: CURRENT,
  electrodes: text(120),
});

const POINT = z.tuple([numberIn(0, 1), numberIn(0, 2)]);
const SIGNATURE = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('typed') }),
  z.strictObject({ kind: z.literal('drawn'), lines: listOf(listOf(POINT, 2000), 100) }),
]);
const SCORE = z.strictObject({ scale: text(60), value: numberIn(0, 100) });
const COMMON = {
  day: DAY,
  operator: z.strictObject({ name: text(120), credential: text(120) }),
  timeOut: maybe(z.strictObject({ at: INSTANT, checked: listOf(oneOf(TIME_OUT_CHECKS), 8) })),
  consent: maybe(
    z.strictObject({
      version: text(30),
      signed: INSTANT,
      by: text(120),
      signature: maybe(SIGNATURE),
    }),
  ),
  before: maybe(SCORE),
  after: maybe(SCORE),
  adverse: maybe(listOf(z.strictObject({ what: text(300, 1), severity: oneOf(SEVERITIES) }), 20)),
  instructions: maybe(z.strictObject({ version: text(30), call: text(120) })),
  override: maybe(z.strictObject({ reason: text(600), by: text(120) })),
};
const GUIDANCE = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('palpation') }),
  z.strictObject({
    kind: z.literal('ultrasound'),
    reason: text(300),
    image: text(120),
    needleSeen: ANSWER,
  }),
]);
const NEEDLES = {
  guidance: GUIDANCE,
  needlesIn: maybe(wholeIn(0, 1000)),
  needlesOut: maybe(wholeIn(0, 1000)),
};
const MOST_SITES = 60;

/** Each way to treat has a form of its own: needle fields on a manual record are refused. */
const PROCEDURE: z.ZodType<Procedure> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('injection'),
    ...COMMON,
    ...NEEDLES,
    sites: listOf(INJECTED, MOST_SITES),
    steroidReason: maybe(text(600)),
  }),
  z.strictObject({ kind: z.literal('dry-needling'), ...COMMON, ...NEEDLES, sites: listOf(DRY, MOST_SITES) }),
  z.strictObject({ kind: z.literal('manual'), ...COMMON, sites: listOf(MANUAL, MOST_SITES) }),
  z.strictObject({ kind: z.literal('electrical'), ...COMMON, sites: listOf(ELECTRICAL, MOST_SITES) }),
]);

const SETUP = z.strictObject({
  prepared: listOf(PREPARED, 8),
  needle: maybe(NEEDLE),
  skinPreparation: maybe(text(120)),
  technique: maybe(TECHNIQUE),
  current: maybe(CURRENT),
  needles: maybe(oneOf(['one-each', 'one-for-all'])),
});
const SIGNAL = z.strictObject({ at: INSTANT, signal: oneOf(PATIENT_SIGNALS), site: maybe(SITE_ID) });

/** Taken as it comes, and written anew by the server. */
const HELD = z.strictObject({
  at: INSTANT,
  content: text(30),
  scope: z.strictObject({
    answer: oneOf(['yes', 'unknown']),
    rows: listOf(text(60), 50),
    place: maybe(text(20)),
  }),
  level: oneOf(LEVELS),
  weight: maybe(numberIn(0, 1000)),
  bmi: maybe(numberIn(0, 1000)),
  share: maybe(numberIn(0, 1e9)),
  earlier: wholeIn(0, 10_000),
});

const KEPT: z.ZodType<KeptProcedure> = z.strictObject(
  {
    state: oneOf(PROCEDURE_STATES),
    procedure: PROCEDURE,
    setup: maybe(SETUP),
    signals: maybe(listOf(SIGNAL, 1000)),
    held: maybe(HELD),
  },
  { error: 'an object' },
);

/** One procedure of a visit. */
export const procedurePart: PartEntry<'procedure'> = {
  shape: () => KEPT,
  check: ({ atlas }) => procedureCheck(atlas),
};
