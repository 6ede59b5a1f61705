import {
  CHAIN_START,
  verifyAnchor,
  verifyStretch,
  type Anchor,
  type AuditedRecord,
  type AuditFault,
  type AuditLink,
} from '../core/audit.ts';
import { isPartKind } from '../core/chart-part.ts';
import type { ClinicId, Kind } from '../core/episode.ts';
import { parseUuidv7 } from '../kit/uuid.ts';
import { digestOfDecision, digestOfRecord, RATES_DECISION, sha256 } from './digest.ts';
import { stretchAfter } from './sql/audit.ts';
import type { Engine } from './sql/engine.ts';
import { asClinic, sqlStore } from './sql/store.ts';

/** Links that are read at once. */
const STRETCH = 2_000;

/** A record that is not as it was when its writing was audited. */
export interface RecordFault extends Pick<AuditedRecord, 'kind' | 'id' | 'version'> {
  readonly what: 'changed' | 'missing';
}

/** What a look along the audit trail of one clinic found. */
export interface AuditVerification {
  readonly faults: readonly AuditFault[];
  readonly records: readonly RecordFault[];
  /** The end of the chain, to be noted elsewhere: without it a chain cut off at its end still looks whole. */
  readonly end: Anchor;
}

/**
 * Follow the audit trail of a clinic and hold every version that it tells of against what is kept now.
 *
 * Chain what is not chained yet first. Reads in stretches, so that a trail of any length takes little memory.
 *
 * @param anchors ends of this chain that were noted elsewhere
 */
export async function verifyAudit(
  engine: Engine,
  clinic: ClinicId,
  anchors: readonly Anchor[] = [],
): Promise<AuditVerification> {
  const faults: AuditFault[] = [];
  const records: RecordFault[] = [];
  const noted = new Set(anchors.map(({ position }) => position));
  const anchored = new Map<number, AuditLink>();
  let end: Anchor = CHAIN_START;
  for (;;) {
    const after = end.position;
    const stretch = await engine.transaction(asClinic(clinic), (session) =>
      stretchAfter(session, clinic, after, STRETCH),
    );
    if (stretch.links.length === 0) break;
    const found = verifyStretch(end, stretch, sha256);
    faults.push(...found.faults);
    end = found.end;
    for (const link of stretch.links) if (noted.has(link.position)) anchored.set(link.position, link);
    const told = [...stretch.events.values()].flatMap((event) => event.records);
    records.push(...(await verifyRecords(engine, clinic, told)));
  }
  for (const anchor of anchors) faults.push(...verifyAnchor(end, anchored.get(anchor.position), anchor));
  return { faults, records, end };
}

/** A planted event may tell of a kind or an id that never was. */
const isKind = (name: string): name is Kind =>
  ['patient', 'visit', 'drawing', 'findings', 'ranking'].includes(name) || isPartKind(name);

/** How events name bytes beside a chart. */
const ATTACHMENT = 'attachment';

const faultOf = (
  { kind, id, version }: Pick<AuditedRecord, 'kind' | 'id' | 'version'>,
  now: string | undefined,
): RecordFault => ({ kind, id, version, what: now === undefined ? 'missing' : 'changed' });

/** Versions of one record whose digest now is not the one that was told. */
const faultsOf = (told: readonly AuditedRecord[], now: ReadonlyMap<number, string>): readonly RecordFault[] =>
  told.flatMap((record) => {
    const digest = now.get(record.version);
    return digest === record.digest ? [] : [faultOf(record, digest)];
  });

async function verifyRecords(
  engine: Engine,
  clinic: ClinicId,
  told: readonly AuditedRecord[],
): Promise<readonly RecordFault[]> {
  const byRecord = new Map<string, AuditedRecord[]>();
  for (const record of told) {
    const name = `${record.kind} ${record.id}`;
    byRecord.set(name, [...(byRecord.get(name) ?? []), record]);
  }
  return sqlStore(engine).transaction(clinic, async (kept) => {
    const faults: RecordFault[] = [];
    for (const versions of byRecord.values()) {
      const [first] = versions;
      if (first === undefined) continue;
      if (first.kind === ATTACHMENT) {
        const now = parseUuidv7(first.id) === undefined ? undefined : await kept.attachmentDigest(first.id);
        if (now !== first.digest) faults.push(faultOf(first, now));
        continue;
      }
      if (first.kind === RATES_DECISION) {
        const decisions = await kept.ratesDecisions();
        const now = new Map(decisions.map((decision) => [decision.number, digestOfDecision(decision)]));
        faults.push(...faultsOf(versions, now));
        continue;
      }
      const { kind, id } = first;
      const history = isKind(kind) && parseUuidv7(id) !== undefined ? await kept.history(kind, id) : [];
      const digests = new Map(history.map((record) => [record.version, digestOfRecord(record)]));
      faults.push(...faultsOf(versions, digests));
    }
    return faults;
  });
}
