import type { FastifyInstance } from 'fastify';
import type { EpisodeRecord } from '../../core/episode.ts';
import type { Result } from '../../kit/result.ts';
import type { Deps } from '../deps.ts';
import { keepRanking, saveDrawing, saveFindings } from '../record/examination.ts';
import { addPatient, changePatient, listPatients } from '../record/patients.ts';
import type { Refusal } from '../record/refusal.ts';
import { addVisit, openChart, openRecord } from '../record/visits.ts';
import type { Write } from '../record/write.ts';
import type { Resource } from '../authz/permissions.ts';
import { rule } from './authz.ts';
import { callerOf, inClinic, sendRefusal } from './caller.ts';
import { parse } from './parse.ts';
import {
  changedPatient,
  examinationShapes,
  newPatient,
  NEW_VISIT,
  PATIENT_PATH,
  VISIT_PATH,
} from './shapes.ts';
import { handleWrite, type WriteKind } from './write-request.ts';

type Pending = (write: Write) => Promise<Result<EpisodeRecord, Refusal>>;

/** Patients, visits and what was drawn, found and shown: the routes of `docs/api.md`. */
export function recordRoutes(app: FastifyInstance, deps: Deps): void {
  app.addHook('onSend', async (request, reply) => {
    // Records of patients stay out of every cache.
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
  readRoutes(app, deps);
  writeRoutes(app, deps);
}

function readRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/api/patients', rule('read', 'patient-list'), async (request) => {
    const { actor } = callerOf(request);
    return {
      patients: await inClinic(deps, request, (records) => listPatients(records, actor, deps.now())),
    };
  });

  app.get('/api/patients/:id', rule('read', 'patient'), async (request, reply) => {
    const path = parse(PATIENT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const { id } = path.value;
    const patient = await inClinic(deps, request, (records) => records.latest('patient', id));
    if (patient === undefined) return sendRefusal(reply, { code: 'not-found', what: `patient ${id}` });
    return reply.header('etag', `"${patient.version}"`).send(patient);
  });

  app.get('/api/patients/:id/visits', rule('read', 'visit'), async (request, reply) => {
    const path = parse(PATIENT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const { id } = path.value;
    const visits = await inClinic(deps, request, async (records) =>
      (await records.latest('patient', id)) === undefined ? undefined : records.visitsOf(id),
    );
    if (visits === undefined) return sendRefusal(reply, { code: 'not-found', what: `patient ${id}` });
    return { visits };
  });

  app.get('/api/patients/:id/record', rule('read', 'chart'), async (request, reply) => {
    const path = parse(PATIENT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const record = await inClinic(deps, request, (records) => openRecord(records, path.value.id));
    return record.ok ? record.value : sendRefusal(reply, record.error);
  });

  app.get('/api/patients/:id/audit', rule('read', 'audit'), async (request, reply) => {
    const path = parse(PATIENT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const events = await inClinic(deps, request, (records) => records.auditOf(path.value.id));
    return { events };
  });

  app.get('/api/visits/:id', rule('read', 'chart'), async (request, reply) => {
    const path = parse(VISIT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const { id } = path.value;
    const chart = await inClinic(deps, request, (records, patient) =>
      openChart(records, { visit: id, patient }),
    );
    return chart.ok ? chart.value : sendRefusal(reply, chart.error);
  });
}

function writeRoutes(app: FastifyInstance, deps: Deps): void {
  const shapes = examinationShapes(deps.atlas, deps.views);
  const thisYear = (): number => Number(deps.now().slice(0, 4));

  interface WriteRoute {
    readonly method: 'POST' | 'PUT';
    readonly url: string;
    readonly resource: Resource;
    readonly prepare: (params: unknown, body: unknown) => Result<Pending, Refusal>;
  }
  const add = ({ method, url, resource, prepare }: WriteRoute): void => {
    const kind: WriteKind = method === 'POST' ? 'new' : 'change';
    app.route({
      method,
      url,
      ...rule('write', resource),
      handler: async (request, reply) => {
        const work = prepare(request.params, request.body);
        if (!work.ok) return sendRefusal(reply, work.error);
        return handleWrite(deps, request, reply, { kind, work: work.value });
      },
    });
  };

  add({
    method: 'POST',
    url: '/api/patients',
    resource: 'patient',
    prepare: (_, body) =>
      then(parse(newPatient(thisYear()), body), (input) => (write) => addPatient(write, input)),
  });
  add({
    method: 'PUT',
    url: '/api/patients/:id',
    resource: 'patient',
    prepare: (params, body) =>
      both(
        parse(PATIENT_PATH, params),
        parse(changedPatient(thisYear()), body),
        ({ id }, input) =>
          (write) =>
            changePatient(write, id, input),
      ),
  });
  add({
    method: 'POST',
    url: '/api/patients/:id/visits',
    resource: 'visit',
    prepare: (params, body) =>
      both(
        parse(PATIENT_PATH, params),
        parse(NEW_VISIT, body),
        ({ id }, input) =>
          (write) =>
            addVisit(write, id, input),
      ),
  });
  add({
    method: 'PUT',
    url: '/api/visits/:id/drawing',
    resource: 'chart',
    prepare: (params, body) =>
      both(
        parse(VISIT_PATH, params),
        parse(shapes.drawing, body),
        ({ id }, input) =>
          (write) =>
            saveDrawing(write, id, input),
      ),
  });
  add({
    method: 'PUT',
    url: '/api/visits/:id/findings',
    resource: 'chart',
    prepare: (params, body) =>
      both(
        parse(VISIT_PATH, params),
        parse(shapes.findings, body),
        ({ id }, input) =>
          (write) =>
            saveFindings(write, id, input),
      ),
  });
  add({
    method: 'POST',
    url: '/api/visits/:id/rankings',
    resource: 'chart',
    prepare: (params, body) =>
      both(
        parse(VISIT_PATH, params),
        parse(shapes.ranking, body),
        ({ id }, input) =>
          (write) =>
            keepRanking(write, id, input),
      ),
  });
}

const then = <A>(a: Result<A, Refusal>, next: (a: A) => Pending): Result<Pending, Refusal> =>
  a.ok ? { ok: true, value: next(a.value) } : a;

const both = <A, B>(
  a: Result<A, Refusal>,
  b: Result<B, Refusal>,
  next: (a: A, b: B) => Pending,
): Result<Pending, Refusal> => {
  if (!a.ok) return a;
  return then(b, (value) => next(a.value, value));
};
