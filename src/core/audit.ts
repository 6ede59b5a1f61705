import { canonicalJson } from '../kit/canonical.ts';
import type { Instant } from '../kit/time.ts';
import type { Uuid } from '../kit/uuid.ts';
import type { ActorId, ClinicId, PatientId } from './episode.ts';

/** One version that was written, with a digest of it, so that a later change of it is found. */
export interface AuditedRecord {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly digest: string;
}

/** Who saw or wrote what about whom, and when. Appended with the access itself, never changed. */
export interface AuditEvent {
  readonly clinicId: ClinicId;
  readonly id: Uuid;
  readonly at: Instant;
  readonly by: ActorId;
  readonly action: 'read' | 'write';
  /** What was accessed: `chart`, `patient-list`. */
  readonly what: string;
  readonly patientId?: PatientId;
  /** Every version that a write made; empty for a read. */
  readonly records: readonly AuditedRecord[];
}

/** One link of the chain: an event in its place, and the digest over it and everything before it. */
export interface AuditLink {
  /** From 1, without gaps. */
  readonly position: number;
  readonly event: Uuid;
  readonly digest: string;
}

/** A cryptographic digest of a text, such as SHA-256 in hexadecimal. */
export type TextDigest = (text: string) => string;

/** The end of a chain, kept elsewhere: without it a chain that was cut off at its end still looks whole. */
export type Anchor = Pick<AuditLink, 'position' | 'digest'>;

/** Where a chain begins. */
export const CHAIN_START: Anchor = { position: 0, digest: '' };

/** Chain more events to an end: the links to append, in the order of the events. */
export function chainEvents(
  end: Anchor,
  events: readonly AuditEvent[],
  digest: TextDigest,
): readonly AuditLink[] {
  let { position, digest: before } = end;
  return events.map((event) => {
    position++;
    before = digest(`${before}\n${canonicalJson(event)}`);
    return { position, event: event.id, digest: before };
  });
}

/** Something about a chain that is not as it was written, and where. */
export interface AuditFault {
  readonly position: number;
  readonly event?: Uuid;
  readonly what: 'changed' | 'event is missing' | 'link is missing' | 'end is missing' | 'another chain';
}

/** A stretch of a chain as it was read: links in the order of their positions, and their events by id. */
export interface AuditStretch {
  readonly links: readonly AuditLink[];
  readonly events: ReadonlyMap<string, AuditEvent>;
}

/**
 * Every place of one stretch at which the chain was tampered with, and the end to go on from. Each is found by itself:
 * after one the chain is followed from what is written, so that the next one is located as well.
 *
 * @param from the end of the stretch before it
 */
export function verifyStretch(
  from: Anchor,
  { links, events }: AuditStretch,
  digest: TextDigest,
): { readonly faults: readonly AuditFault[]; readonly end: Anchor } {
  const faults: AuditFault[] = [];
  let end = from;
  for (const link of links) {
    for (let lost = end.position + 1; lost < link.position; lost++)
      faults.push({ position: lost, what: 'link is missing' });
    const isNext = link.position === end.position + 1;
    const event = events.get(link.event);
    if (event === undefined)
      faults.push({ position: link.position, event: link.event, what: 'event is missing' });
    // After a missing link the digest before this one is not known, and the fault has been reported.
    else if (isNext && chainEvents(end, [event], digest)[0]?.digest !== link.digest)
      faults.push({ position: link.position, event: link.event, what: 'changed' });
    end = link;
  }
  return { faults, end };
}

/**
 * Every place at which a whole chain was tampered with.
 *
 * @param anchor an end of this chain that was noted elsewhere
 */
export function verifyChain(
  stretch: AuditStretch,
  digest: TextDigest,
  anchor: Anchor = CHAIN_START,
): readonly AuditFault[] {
  const { faults, end } = verifyStretch(CHAIN_START, stretch, digest);
  const anchored = stretch.links.find((link) => link.position === anchor.position);
  return [...faults, ...verifyAnchor(end, anchored, anchor)];
}

/**
 * Hold a chain against an end that was noted elsewhere.
 *
 * @param end      where the chain ends now
 * @param anchored the link that now stands at the anchor's position
 */
export function verifyAnchor(
  end: Anchor,
  anchored: AuditLink | undefined,
  anchor: Anchor,
): readonly AuditFault[] {
  if (anchor.position > end.position) return [{ position: end.position + 1, what: 'end is missing' }];
  return anchored !== undefined && anchored.digest !== anchor.digest
    ? [{ position: anchor.position, event: anchored.event, what: 'another chain' }]
    : [];
}
