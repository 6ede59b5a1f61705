import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PartBodies, PartKind, PartRequest } from '../../core/chart-part.ts';
import { PARTS } from '../../core/chart-part.ts';
import type { AnyPart, PartRecord, PatientId, VisitId } from '../../core/episode.ts';
import type { Result } from '../../kit/result.ts';
import { write, type Failure, type WriteOptions } from './client.ts';
import { draftsQuery, type DraftStore } from './drafts.ts';
import { queries } from './queries.ts';
import { newId } from './records.ts';
import { Saver, type Kept, type Snapshot } from './saver.ts';

/** Whose part it is. `id` is needed only for a kind of which a visit has many. */
export interface PartOwner {
  readonly patientId: PatientId;
  readonly visitId?: VisitId;
  readonly id?: string;
}

/** A part as the screen works on it: what it holds, how safe it is, and how to change it. */
export interface PartWork<B> extends Snapshot<B> {
  readonly saver: Saver<B>;
  readonly change: (body: B) => void;
}

/**
 * Savers by part, for as long as the page is open: leaving a part and coming back must find the same saver, because
 * two of them would write against each other.
 */
const open = new Map<string, Saver<unknown>>();

/**
 * Work on one part of a chart; it saves itself, and keeps drafts as every record does.
 *
 * @param parts what the server has, from a chart or a patient's record
 * @param empty what a part holds that nobody wrote yet
 * @returns undefined until the drafts of this device are read
 */
export function usePart<K extends PartKind>(
  kind: K,
  owner: PartOwner,
  parts: readonly AnyPart[],
  empty: PartBodies[K],
): PartWork<PartBodies[K]> | undefined {
  const drafts = useQuery(draftsQuery).data;
  const id = idOf(kind, owner);
  const current = partOf(parts, kind, id);
  const saver = useMemo(
    () => (drafts === undefined ? undefined : saverOf(kind, { ...owner, id }, { current, empty, drafts })),
    // One saver for one part, whatever else changes meanwhile.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
    [kind, id, drafts],
  );
  useEffect(() => {
    if (current !== undefined) saver?.refresh({ value: current.body, version: current.version });
  }, [saver, current]);
  const snapshot = useSyncExternalStore(
    saver?.subscribe ?? NEVER,
    saver?.read ?? (() => undefined as Snapshot<PartBodies[K]> | undefined),
  );
  if (saver === undefined || snapshot === undefined) return undefined;
  return { ...snapshot, saver, change: (body) => saver.change(body) };
}

/** The current version of a part among those of a patient; undefined when nobody wrote one. */
export function partOf<K extends PartKind>(
  parts: readonly AnyPart[],
  kind: K,
  id: string,
): PartRecord<K> | undefined {
  return parts.find((part) => part.kind === kind && part.id === id) as PartRecord<K> | undefined;
}

/** Every part of one kind, oldest first. */
export function partsOfKind<K extends PartKind>(
  parts: readonly AnyPart[],
  kind: K,
): readonly PartRecord<K>[] {
  return parts.filter((part) => part.kind === kind) as unknown as readonly PartRecord<K>[];
}

/** Put one part. For what is not saved by itself but by a decision, such as signing. */
export function putPart<K extends PartKind>(
  kind: K,
  owner: PartOwner,
  body: PartRequest<K>,
  options: WriteOptions,
): Promise<Result<PartRecord<K>, Failure>> {
  return write('PUT', addressOf(kind, owner), { patientId: owner.patientId, body }, options);
}

const NEVER = (): (() => void) => () => undefined;

function idOf(kind: PartKind, { patientId, visitId, id }: PartOwner): string {
  const scope = PARTS[kind];
  const named = scope === 'patient' ? patientId : scope === 'visit' ? visitId : id;
  if (named === undefined)
    throw new Error(`a ${kind} is of a ${scope === 'many' ? 'part' : scope} that is not named`);
  return named;
}

function addressOf(kind: PartKind, owner: PartOwner): string {
  const scope = PARTS[kind];
  if (scope === 'patient') return `/api/patients/${owner.patientId}/${kind}`;
  const visit = `/api/visits/${owner.visitId ?? ''}/${kind}`;
  return scope === 'visit' ? visit : `${visit}/${idOf(kind, owner)}`;
}

function saverOf<K extends PartKind>(
  kind: K,
  owner: PartOwner & { readonly id: string },
  start: {
    readonly current: PartRecord<K> | undefined;
    readonly empty: PartBodies[K];
    readonly drafts: DraftStore;
  },
): Saver<PartBodies[K]> {
  const name = `${owner.id}.${kind}`;
  const known = open.get(name) as Saver<PartBodies[K]> | undefined;
  if (known !== undefined) return known;
  const keptOf = (part: PartRecord<K> | undefined): Kept<PartBodies[K]> => ({
    value: part?.body ?? start.empty,
    version: part?.version ?? 0,
  });
  const saver = new Saver<PartBodies[K]>(keptOf(start.current), {
    name,
    drafts: start.drafts,
    newKey: newId,
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    put: async (body, options) => {
      // What saves itself is kept as it is sent; what is not, such as a signature, is put by itself.
      const saved = await putPart(kind, owner, body as PartRequest<K>, options);
      if (!saved.ok) return saved;
      // Whoever shows the record or the chart reads what was saved.
      void queries.invalidateQueries({ queryKey: ['record', owner.patientId] });
      void queries.invalidateQueries({ queryKey: ['chart'] });
      if (kind === 'identity')
        for (const name of ['identity', 'patients']) void queries.invalidateQueries({ queryKey: [name] });
      return { ok: true, value: keptOf(saved.value) };
    },
    readCurrent: (current) => keptOf(current as PartRecord<K> | undefined),
  });
  open.set(name, saver as Saver<unknown>);
  window.addEventListener('online', () => saver.retry());
  document.addEventListener('visibilitychange', () => saver.retry());
  return saver;
}
