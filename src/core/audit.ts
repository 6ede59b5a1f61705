import { canonicalJson } from '../kit/canonical.ts';
import type { Instant } from '../kit/time.ts';
import type { Uuid } from '../kit/uuid.ts';
import type { ActorId, ClinicId, PatientId } from './episode.ts';

/** Who saw or wrote what about whom, and when. Appended with the access itself, never changed. */
export interface AuditEvent {
  readonly clinicId: ClinicId;
  readonly id: Uuid;
  readonly at: Instant;
  readonly by: ActorId;
  readonly action: 'read' | 'write';
  /** Kind of the record, or what was read: `chart`, `patient-list`. */
  readonly what: string;
  /** Id of the record. */
  readonly subject?: string;
  /** Version that was written. */
  readonly version?: number;
  readonly patientId?: PatientId;
  /** Digest of the version that was written, so that a later change of it is found. */
  readonly digest?: string;
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

/**
 * Every place at which a chain was tampered with. Each is found by itself: after one the chain is followed from what is
 * written, so that the next one is located as well.
 *
 * @param links  in the order of their positions
 * @param events by id
 * @param anchor an end of this chain that was noted elsewhere
 */
export function verifyChain(
  links: readonly AuditLink[],
  events: ReadonlyMap<string, AuditEvent>,
  digest: TextDigest,
  anchor: Anchor = CHAIN_START,
): readonly AuditFault[] {
  const faults: AuditFault[] = [];
  let end = CHAIN_START;
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
  if (anchor.position > end.position) faults.push({ position: end.position + 1, what: 'end is missing' });
  const anchored = links.find((link) => link.position === anchor.position);
  if (anchored !== undefined && anchored.digest !== anchor.digest)
    faults.push({ position: anchor.position, event: anchored.event, what: 'another chain' });
  return faults;
}
