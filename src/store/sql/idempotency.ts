import type { Instant } from '../../kit/time.ts';
import type { Answered, RequestKey } from '../store.ts';
import type { Session } from './engine.ts';
import { db, firstOf, written } from './query.ts';

/** Take a key, or return what was answered to it. Inserting waits for a transaction that holds the same key. */
export async function claimKey(
  session: Session,
  clinic: string,
  request: RequestKey,
): Promise<Answered | 'claimed'> {
  const insert = db
    .insertInto('idempotency')
    .values({
      clinic_id: clinic,
      actor_id: request.actor,
      key: request.key,
      hash: request.hash,
      taken_at: request.at,
      status: null,
      version: null,
      body: null,
    })
    .onConflict((c) => c.columns(['clinic_id', 'actor_id', 'key']).doNothing());
  if ((await written(session, insert)) === 1) return 'claimed';
  const earlier = await firstOf(
    session,
    db
      .selectFrom('idempotency')
      .select(['hash', 'status', 'version', 'body'])
      .where('clinic_id', '=', clinic)
      .where('actor_id', '=', request.actor)
      .where('key', '=', request.key),
  );
  // A key without an answer was claimed in this same transaction and is claimed again.
  if (earlier?.status == null || earlier.version === null || earlier.body === null) return 'claimed';
  return { hash: earlier.hash, status: earlier.status, version: earlier.version, body: earlier.body };
}

/** Keep the answer to a claimed key. */
export async function answerKey(
  session: Session,
  clinic: string,
  request: RequestKey,
  answered: Answered,
): Promise<void> {
  const { status, version, body } = answered;
  const update = db
    .updateTable('idempotency')
    .set({ status, version, body })
    .where('clinic_id', '=', clinic)
    .where('actor_id', '=', request.actor)
    .where('key', '=', request.key);
  if ((await written(session, update)) !== 1) throw new Error('an answer to a key that was not claimed');
}

/** Forget the keys that were taken before an instant. */
export async function forgetKeys(session: Session, clinic: string, before: Instant): Promise<void> {
  await written(
    session,
    db.deleteFrom('idempotency').where('clinic_id', '=', clinic).where('taken_at', '<', before),
  );
}
