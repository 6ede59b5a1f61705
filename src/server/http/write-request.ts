import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EpisodeRecord } from '../../core/episode.ts';
import { outcomeOf, type IssueCode } from '../../fhir/outcome.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Answered, Records, RequestKey } from '../../store/store.ts';
import type { Deps } from '../deps.ts';
import type { Refusal } from '../record/refusal.ts';
import type { Write } from '../record/write.ts';
import { callerOf, inClinic, Refused } from './caller.ts';

/** How a write is asked for: as a new record, or in place of the version that `If-Match` names. */
export type WriteKind = 'new' | 'change';

/**
 * Handle one write exactly once.
 *
 * The key is taken, the work done and the answer kept in one transaction: either all of it is on disk or nothing. A
 * request that comes again finds the answer. A refusal rolls back, so that the key stays free.
 */
export async function handleWrite(
  deps: Pick<Deps, 'store' | 'now'>,
  request: FastifyRequest,
  reply: FastifyReply,
  {
    kind,
    work,
  }: { readonly kind: WriteKind; readonly work: (write: Write) => Promise<Result<EpisodeRecord, Refusal>> },
): Promise<FastifyReply> {
  const headers = readHeaders(request, kind);
  if (!headers.ok) {
    const { status, code, complaint } = headers.error;
    return reply.code(status).send(outcomeOf(code, [complaint]));
  }
  const { key: text, from } = headers.value;
  const { actor, clinic, settings } = callerOf(request);
  const place = settings.jurisdiction === undefined ? {} : { place: settings.jurisdiction };
  const key: RequestKey = { actor: actor.id, key: text, hash: digest(request), at: deps.now() };
  const attempt = async (records: Records): Promise<Attempt> => {
    const earlier = await records.claim(key);
    if (earlier !== 'claimed') return { answered: earlier, isReplay: true };
    const result = await work({ records, actor, clinic, at: key.at, from, ...place });
    if (!result.ok) throw new Refused(result.error);
    const record = result.value;
    const fresh: Answered = {
      hash: key.hash,
      status: kind === 'new' ? 201 : 200,
      version: record.version,
      body: JSON.stringify(record),
    };
    await records.answer(key, fresh);
    return { answered: fresh, isReplay: false };
  };
  const { answered, isReplay } = await inClinic(deps, request, attempt, (a) => a.isReplay);
  // Only now is it on disk.
  if (answered.hash !== key.hash) return reply.code(422).send(outcomeOf('duplicate', [REUSED]));
  if (isReplay) void reply.header('idempotency-replayed', 'true');
  return reply
    .code(answered.status)
    .header('etag', `"${answered.version}"`)
    .type('application/json; charset=utf-8')
    .send(answered.body);
}

interface Attempt {
  readonly answered: Answered;
  readonly isReplay: boolean;
}

const REUSED: Complaint = {
  at: 'Idempotency-Key',
  expected: 'a fresh key for each request',
  got: 'one that was used for another request',
};

interface HeaderFault {
  readonly status: 400 | 428;
  readonly code: IssueCode;
  readonly complaint: Complaint;
}

function readHeaders(
  request: FastifyRequest,
  kind: WriteKind,
): Result<{ readonly key: string; readonly from: number }, HeaderFault> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    const complaint = { at: 'Idempotency-Key', expected: '1 to 255 visible characters', got: show(key) };
    return err({ status: 400, code: key === undefined ? 'required' : 'value', complaint });
  }
  if (kind === 'new') return ok({ key, from: 0 });
  const match = request.headers['if-match'];
  const version = /^"(0|[1-9]\d{0,8})"$/.exec(match ?? '')?.[1];
  if (version !== undefined) return ok({ key, from: Number(version) });
  const complaint = { at: 'If-Match', expected: 'the version that you saw, such as "3"', got: show(match) };
  return err(
    match === undefined
      ? { status: 428, code: 'required', complaint }
      : { status: 400, code: 'value', complaint },
  );
}

/** Everything that the request asks for. The body counts as it was understood, not as it was spaced. */
function digest(request: FastifyRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.headers['if-match'] ?? '', request.body]))
    .digest('hex');
}
