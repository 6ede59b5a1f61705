import {
  CHAIN_START,
  verifyAnchor,
  verifyStretch,
  type Anchor,
  type AuditedRecord,
  type AuditFault,
} from '../core/audit.ts';
import { isPartKind } from '../core/chart-part.ts';
import type { ClinicId, Kind } from '../core/episode.ts';
import { digestOfRecord, sha256 } from './digest.ts';
import { linkAt, stretchAfter } from './sql/audit.ts';
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
 * @param anchor an end of this chain that was noted elsewhere
 */
export async function verifyAudit(
  engine: Engine,
  clinic: ClinicId,
  anchor: Anchor = CHAIN_START,
): Promise<AuditVerification> {
  const faults: AuditFault[] = [];
  const records: RecordFault[] = [];
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
    const told = [...stretch.events.values()].flatMap((event) => event.records);
    records.push(...(await verifyRecords(engine, clinic, told)));
  }
  const anchored = await engine.transaction(asClinic(clinic), (session) => linkAt(session, clinic, anchor));
  return { faults: [...faults, ...verifyAnchor(end, anchored, anchor)], records, end };
}

/** A planted event may tell of a kind that never was. */
const isKind = (name: string): name is Kind =>
  ['patient', 'visit', 'drawing', 'findings', 'ranking'].includes(name) || isPartKind(name);

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
      const history = isKind(first.kind) ? await kept.history(first.kind, first.id) : [];
      const digests = new Map(history.map((record) => [record.version, digestOfRecord(record)]));
      for (const { kind, id, version, digest } of versions) {
        const now = digests.get(version);
        if (now !== digest)
          faults.push({ kind, id, version, what: now === undefined ? 'missing' : 'changed' });
      }
    }
    return faults;
  });
}
