import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  isPartKind,
  PART_KINDS,
  PARTS,
  type PartBodies,
  type PartKind,
  type PartRequest,
} from '../../core/chart-part.ts';
import type { AnyPart, PatientId, VisitId } from '../../core/episode.ts';
import type { Result } from '../../kit/result.ts';
import { parseUuidv7 } from '../../kit/uuid.ts';
import type { Resource } from '../authz/permissions.ts';
import type { Deps } from '../deps.ts';
import { noCheck, savePatientPart, saveVisitPart, type PartCheck } from '../record/parts.ts';
import type { Refusal } from '../record/refusal.ts';
import type { Write } from '../record/write.ts';
import { rule } from './authz.ts';
import { inClinic, sendRefusal } from './caller.ts';
import { parse } from './parse.ts';
import { backgroundPart } from './parts/background.ts';
import { episodesPart } from './parts/episodes.ts';
import { identityPart } from './parts/identity.ts';
import { notePart } from './parts/note.ts';
import { imagingPart } from './parts/imaging.ts';
import { planPart } from './parts/plan.ts';
import { procedurePart } from './parts/procedure.ts';
import { scoresPart } from './parts/scores.ts';
import { screeningPart } from './parts/screening.ts';
import { examinationPart } from './parts/examination.ts';
import { pointsPart } from './parts/points.ts';
import { PATIENT_ID, PATIENT_PATH, VISIT_PATH } from './shapes.ts';
import { handleWrite } from './write-request.ts';

/** How one kind of part comes in. A kind whose value is not what is sent needs the check that makes it. */
export type PartEntry<K extends PartKind> = {
  /** What whoever writes it must be allowed to write. Absent: the chart. */
  readonly resource?: Resource;
  /** The shape of what is sent. */
  readonly shape: (deps: Deps) => z.ZodType<PartRequest<K>>;
} & (PartRequest<K> extends PartBodies[K]
  ? {
      /** What else must hold. Absent: the shape is all. */
      readonly check?: (deps: Deps) => PartCheck<K>;
    }
  : { readonly check: (deps: Deps) => PartCheck<K> });

/** Every kind has an entry: one that cannot come in would be a kind that nobody can write. */
const ENTRIES: { readonly [K in PartKind]: PartEntry<K> } = {
  identity: identityPart,
  background: backgroundPart,
  episodes: episodesPart,
  scores: scoresPart,
  screening: screeningPart,
  plan: planPart,
  procedure: procedurePart,
  note: notePart,
  imaging: imagingPart,
  examination: examinationPart,
  points: pointsPart,
};

/** Where a part of each scope is put. */
const ADDRESS = {
  patient: (kind: string) => `/api/patients/:id/${kind}`,
  visit: (kind: string) => `/api/visits/:id/${kind}`,
  many: (kind: string) => `/api/visits/:id/${kind}/:part`,
} as const;

/** One address for each kind of part, and the versions of any of them. */
export function partRoutes(app: FastifyInstance, deps: Deps): void {
  for (const kind of PART_KINDS) partRoute(app, deps, kind);

  // Who a patient is may also be read by those who see no chart.
  app.get('/api/patients/:id/identity', rule('read', 'patient'), async (request, reply) => {
    const path = parse(PATIENT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const identity = await inClinic(deps, request, (records) => records.latest('identity', path.value.id));
    return identity === undefined ? {} : { identity };
  });

  app.get('/api/patients/:id/history/:kind/:part', rule('read', 'chart'), async (request, reply) => {
    const path = parse(HISTORY_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const { id, kind, part } = path.value;
    const versions = await inClinic(deps, request, async (records) =>
      isPartKind(kind) && parseUuidv7(part) !== undefined
        ? (await records.history(kind, part)).filter((v) => v.patientId === id)
        : [],
    );
    return { versions };
  });
}

const HISTORY_PATH = z.object({ id: PATIENT_ID, kind: z.string(), part: z.string() });
const PART_PATH = z.strictObject({
  id: z.string(),
  part: z
    .string()
    .refine((v) => parseUuidv7(v) !== undefined, { error: 'a UUID of version 7 in lower case' }),
});

type Pending = (write: Write) => Promise<Result<AnyPart, Refusal>>;

function partRoute(app: FastifyInstance, deps: Deps, kind: PartKind): void {
  // The entry fits its kind; which kind it is does not matter from here on.
  const { resource, shape, check } = ENTRIES[kind] as {
    readonly resource?: Resource;
    readonly shape: (deps: Deps) => z.ZodType<PartRequest<PartKind>>;
    readonly check?: (deps: Deps) => PartCheck<PartKind>;
  };
  const schema = z.strictObject({ patientId: PATIENT_ID, body: shape(deps) }, { error: 'an object' });
  const checked = check?.(deps) ?? noCheck;
  app.put(ADDRESS[PARTS[kind]](kind), rule('write', resource ?? 'chart'), async (request, reply) => {
    const body = parse(schema, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const work = pending(kind, request.params, body.value, checked);
    if (!work.ok) return sendRefusal(reply, work.error);
    return handleWrite(deps, request, reply, { kind: 'change', work: work.value });
  });
}

/** The use case for a part of this kind's scope, with the ids that its address names. */
function pending(
  kind: PartKind,
  params: unknown,
  input: { readonly patientId: PatientId; readonly body: PartRequest<PartKind> },
  check: PartCheck<PartKind>,
): Result<Pending, Refusal> {
  const part = { kind, ...input };
  switch (PARTS[kind]) {
    case 'patient':
      return map(
        parse(PATIENT_PATH, params),
        ({ id }) =>
          (write) =>
            savePatientPart(write, id, { ...part, id }, check),
      );
    case 'visit':
      return map(
        parse(VISIT_PATH, params),
        ({ id }) =>
          (write) =>
            saveVisitPart(write, id, { ...part, id }, check),
      );
    case 'many':
      return map(
        parse(PART_PATH, params),
        ({ id, part: own }) =>
          (write) =>
            saveVisitPart(write, id as VisitId, { ...part, id: own }, check),
      );
  }
}

const map = <A, B>(a: Result<A, Refusal>, next: (a: A) => B): Result<B, Refusal> =>
  a.ok ? { ok: true, value: next(a.value) } : a;
