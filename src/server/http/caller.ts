import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AuditEvent } from '../../core/audit.ts';
import type { Attachment, EpisodeRecord, PatientId, VisitId } from '../../core/episode.ts';
import { unreachable } from '../../kit/unreachable.ts';
import type { Instant } from '../../kit/time.ts';
import { parseUuidv7, UUID_RANDOM_BYTES, uuidv7 } from '../../kit/uuid.ts';
import type { RatesDecision } from '../../core/rates-decision.ts';
import { digestOfDecision, digestOfRecord, RATES_DECISION } from '../../store/digest.ts';
import type { Records } from '../../store/store.ts';
import type { Seat, Sessions, Standing } from '../accounts/sessions.ts';
import { grantOf } from '../authz/permissions.ts';
import type { Deps } from '../deps.ts';
import type { Refusal } from '../record/refusal.ts';
import { subjectOf } from './authz.ts';
import { readToken } from './cookie.ts';
import { refuse } from './refuse.ts';

declare module 'fastify' {
  interface FastifyRequest {
    standing: Standing;
  }
}

/** Find out who is calling, and refuse what their role may not do. Before any handler, and before any body is read. */
export function guardCallers(app: FastifyInstance, sessions: Sessions): void {
  app.decorateRequest('standing');
  app.addHook('onRequest', async (request, reply) => {
    const authz = request.routeOptions.config.authz;
    const isApi = request.url.startsWith('/api/');
    // Files of the web app are the same for all; only the API asks who is there.
    request.standing = isApi ? await sessions.look(readToken(request)) : { state: 'none' };
    if (authz === undefined || authz.resource === 'public') return undefined;
    const refusal = refusalOf(request.standing) ?? forbidden(request);
    return refusal === undefined ? undefined : sendRefusal(reply, refusal);
  });
}

function refusalOf(standing: Standing): Refusal | undefined {
  switch (standing.state) {
    case 'open':
      return undefined;
    case 'locked':
      return { code: 'locked' };
    case 'half':
      return { code: 'not-signed-in', ended: false, why: 'The code is still to be given.' };
    case 'ended':
      return { code: 'not-signed-in', ended: true, why: 'The session has ended. Sign in again.' };
    case 'none':
      return { code: 'not-signed-in', ended: false, why: 'Sign in first.' };
    default:
      return unreachable(standing);
  }
}

function forbidden(request: FastifyRequest): Refusal | undefined {
  const { actor } = callerOf(request);
  const authz = request.routeOptions.config.authz;
  if (authz !== undefined && grantOf(actor, authz.action, authz.resource) !== undefined) return undefined;
  return { code: 'forbidden', why: `As ${actor.role.replace('-', ' ')} you may not do this.` };
}

/** Who is calling. Only for routes that are not public. */
export function callerOf(request: FastifyRequest): Seat {
  if (request.standing.state !== 'open') throw new Error(`${request.url} is reached by nobody`);
  return request.standing.seat;
}

/** Carries a refusal out of a transaction that must leave nothing behind. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Do some work on the records of the caller's clinic, when the route's rule lets this caller at this patient: the only
 * way from a route to records. Throws `Refused`, which the error handler answers: 404 for what is not in this clinic.
 *
 * Each call leaves one audit event, in the same transaction.
 *
 * @param work given the records, and whose they are when the address names somebody
 * @param isReplay whether the work of a write only looked up what was answered before
 */
export function inClinic<T>(
  deps: Pick<Deps, 'store' | 'now'>,
  request: FastifyRequest,
  work: (records: Records, subject: PatientId | undefined) => Promise<T>,
  isReplay: (result: T) => boolean = () => false,
): Promise<T> {
  const { clinic, actor } = callerOf(request);
  const { authz } = request.routeOptions.config;
  if (authz === undefined) throw new Error(`${request.url} has no rule`);
  return deps.store.transaction(clinic.id, async (records) => {
    const subject = await admit(deps, request, records);
    const written: EpisodeRecord[] = [];
    const attached: Attachment[] = [];
    const decided: RatesDecision[] = [];
    const recording: Records = {
      ...records,
      save: async (record) => {
        const saved = await records.save(record);
        if (saved === 'saved') written.push(record);
        return saved;
      },
      attach: async (attachment) => {
        const saved = await records.attach(attachment);
        if (saved === 'saved') attached.push(attachment);
        return saved;
      },
      decideRates: async (decision) => {
        const saved = await records.decideRates(decision);
        if (saved === 'saved') decided.push(decision);
        return saved;
      },
    };
    const result = await work(recording, subject);
    const patientId = subject ?? patientIn(written);
    const event: AuditEvent = {
      ...begun(deps.now()),
      clinicId: clinic.id,
      by: actor.id,
      action: isReplay(result) ? 'read' : authz.action,
      what: authz.resource,
      ...(patientId === undefined ? {} : { patientId }),
      records: [
        ...written.map(digested),
        ...attached.map(digestedAttachment),
        ...decided.map((decision) => digestedDecision(clinic.id, decision)),
      ],
    };
    await records.audit(event);
    return result;
  });
}

const begun = (at: Instant): Pick<AuditEvent, 'id' | 'at'> => ({
  id: uuidv7(Date.parse(at), randomBytes(UUID_RANDOM_BYTES)),
  at,
});

const digested = (record: EpisodeRecord): AuditEvent['records'][number] => ({
  kind: record.kind,
  id: record.id,
  version: record.version,
  digest: digestOfRecord(record),
});

/** Its digest is of its bytes, and it has one version. */
const digestedAttachment = ({ id, sha256 }: Attachment): AuditEvent['records'][number] => ({
  kind: 'attachment',
  id,
  version: 1,
  digest: sha256,
});

/** A decision is of the clinic, and its number is its version. */
const digestedDecision = (clinic: string, decision: RatesDecision): AuditEvent['records'][number] => ({
  kind: RATES_DECISION,
  id: clinic,
  version: decision.number,
  digest: digestOfDecision(decision),
});

/** Whom a route wrote about that names nobody in its address: the patient whom it registered. */
function patientIn(written: readonly EpisodeRecord[]): PatientId | undefined {
  const [first] = written;
  if (first === undefined) return undefined;
  return first.kind === 'patient' ? first.id : first.patientId;
}

/** Let the caller in or throw, and tell whose record the address names. */
async function admit(
  deps: Pick<Deps, 'now'>,
  request: FastifyRequest,
  records: Records,
): Promise<PatientId | undefined> {
  const { actor } = callerOf(request);
  const { url = '', config } = request.routeOptions;
  const { authz } = config;
  if (authz === undefined) throw new Error(`${url} has no rule`);
  const subject = subjectOf(url, authz);
  if (subject === 'none') return undefined;
  const { id } = request.params as { readonly id: string };
  const missing: Refusal = { code: 'not-found', what: `${subject} ${id}` };
  if (parseUuidv7(id) === undefined) throw new Refused(missing);
  const of = subject === 'patient' ? (id as PatientId) : { visit: id as VisitId };
  const access = await records.access(of, actor.id, deps.now());
  if (access === undefined) throw new Refused(missing);
  const patient = access.patientId;
  if (grantOf(actor, authz.action, authz.resource) === 'all') return patient;
  // A patient whom nobody treats yet is open to every clinician: someone has to begin.
  const mayEnter = access.isTeam || access.isUnclaimed || access.emergencyUntil !== undefined;
  if (!mayEnter) throw new Refused({ code: 'not-on-team' });
  return patient;
}

/** Answer with a refusal. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, body } = refuse(refusal);
  if (refusal.code === 'too-many') void reply.header('retry-after', String(refusal.seconds));
  return reply.code(status).send(body);
}
