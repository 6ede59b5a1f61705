import type { AuditEvent } from '../core/audit.ts';
import { isPartKind } from '../core/chart-part.ts';
import type {
  ActorId,
  AnyPart,
  Clinic,
  ClinicId,
  EpisodeRecord,
  Kind,
  Patient,
  PatientId,
  PatientSummary,
  RankingShown,
  RecordOf,
  Visit,
  VisitId,
} from '../core/episode.ts';
import type { Instant } from '../kit/time.ts';
import { memoryAccounts } from './memory-accounts.ts';
import { imagingOn, type ImagingShelf } from './memory-imaging.ts';
import { ratesOn, type RatesShelf } from './memory-rates.ts';
import { keptVisits } from './memory-visits.ts';
import { mutex } from './mutex.ts';
import type { Answered, EmergencyAccess, Records, RequestKey, Saved, Store } from './store.ts';

interface Shelf extends ImagingShelf, RatesShelf {
  /** Versions of each record, first to last, by kind and id. */
  readonly records: Map<string, readonly EpisodeRecord[]>;
  /** By actor and key; a key that was claimed and not yet answered has no answer. */
  readonly answers: Map<string, { readonly at: Instant; readonly answered?: Answered }>;
  /** Who treats each patient, in the order in which they joined. */
  readonly teams: Map<PatientId, readonly ActorId[]>;
  /** Oldest first. */
  readonly emergencies: readonly EmergencyAccess[];
  /** Oldest first. */
  readonly audit: readonly AuditEvent[];
}

/** A store that forgets everything when the process ends. One transaction at a time. */
export function memoryStore(): Store {
  const clinics = new Map<ClinicId, Clinic>();
  const shelves = new Map<ClinicId, Shelf>();
  const turn = mutex();
  return {
    accounts: memoryAccounts(clinics),
    enrol: (clinic) => {
      if (!clinics.has(clinic.id)) clinics.set(clinic.id, clinic);
      return Promise.resolve();
    },
    clinics: () => Promise.resolve([...clinics.values()]),
    transaction: (clinic, work) =>
      turn(async () => {
        const kept = shelves.get(clinic) ?? EMPTY;
        // Work on copies; their values are never changed. A failure drops the copies.
        const shelf = {
          records: new Map(kept.records),
          answers: new Map(kept.answers),
          teams: new Map(kept.teams),
          emergencies: [...kept.emergencies],
          audit: [...kept.audit],
          attachments: new Map(kept.attachments),
          decisions: [...kept.decisions],
          rates: [...kept.rates],
        };
        const result = await work(recordsOn(shelf, clinic));
        shelves.set(clinic, shelf);
        return result;
      }),
    tidy: (forgetBefore) => {
      for (const { answers } of shelves.values())
        for (const [name, { at }] of answers) if (at < forgetBefore) answers.delete(name);
      return Promise.resolve();
    },
    // What ends with the process needs no proof against tampering.
    chainAudit: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

const EMPTY: Shelf = {
  records: new Map(),
  answers: new Map(),
  teams: new Map(),
  emergencies: [],
  audit: [],
  attachments: new Map(),
  decisions: [],
  rates: [],
};

function recordsOn(
  shelf: Shelf & { readonly emergencies: EmergencyAccess[]; readonly audit: AuditEvent[] },
  clinic: ClinicId,
): Records {
  const versions = (kind: Kind, id: string): readonly EpisodeRecord[] =>
    shelf.records.get(`${kind} ${id}`) ?? [];
  const all = <K extends Kind>(kind: K): RecordOf[K][] =>
    [...shelf.records.values()].map((v) => v.at(-1)).filter((r): r is RecordOf[K] => r?.kind === kind);

  const visitsOf = (patient: PatientId): readonly Visit[] =>
    all('visit')
      .filter((v) => v.patientId === patient)
      .sort((a, b) => order(b.day, a.day) || order(b.id, a.id));

  const hasParent = (record: EpisodeRecord): boolean => {
    if (record.kind === 'patient') return true;
    const isOfPatient = isPartKind(record.kind) && !('visitId' in record);
    if (record.kind === 'visit' || isOfPatient) return versions('patient', record.patientId).length > 0;
    const visit = versions('visit', 'visitId' in record ? record.visitId : record.id).at(-1);
    return visit?.kind === 'visit' && visit.patientId === record.patientId;
  };

  const teamOf = (patient: PatientId): readonly ActorId[] => shelf.teams.get(patient) ?? [];

  return {
    ...imagingOn(shelf, clinic, (id) => versions('visit', id).at(-1) as Visit | undefined),
    ...ratesOn(shelf, () => all('examination'), versions),
    access: (of, actor, at) => {
      const visit = typeof of === 'string' ? undefined : versions('visit', of.visit).at(-1);
      const patient = typeof of === 'string' ? of : visit?.kind === 'visit' ? visit.patientId : undefined;
      if (patient === undefined || versions('patient', patient).length === 0)
        return Promise.resolve(undefined);
      const until = shelf.emergencies
        .filter((e) => e.patientId === patient && e.actorId === actor && e.endsAt > at)
        .map((e) => e.endsAt)
        .sort(order)
        .at(-1);
      const team = teamOf(patient);
      return Promise.resolve({
        patientId: patient,
        isTeam: team.includes(actor),
        isUnclaimed: team.length === 0,
        ...(until === undefined ? {} : { emergencyUntil: until }),
      });
    },
    team: (patient) => Promise.resolve(teamOf(patient)),
    join: (patient, actor) => {
      if (!teamOf(patient).includes(actor)) shelf.teams.set(patient, [...teamOf(patient), actor]);
      return Promise.resolve();
    },
    openEmergency: (access) => {
      // The same request again, because its answer was lost, changes nothing.
      if (!shelf.emergencies.some((e) => e.id === access.id)) shelf.emergencies.push(access);
      return Promise.resolve();
    },
    emergencies: () => Promise.resolve([...shelf.emergencies].reverse()),
    latest: <K extends Kind>(kind: K, id: string) =>
      Promise.resolve(versions(kind, id).at(-1) as RecordOf[K] | undefined),
    history: <K extends Kind>(kind: K, id: string) =>
      Promise.resolve(versions(kind, id) as readonly RecordOf[K][]),
    patients: () =>
      Promise.resolve(
        all('patient')
          .map((p) => summary(p, visitsOf(p.id)))
          .sort(bySeenLast),
      ),
    identities: (seenBy) =>
      Promise.resolve(
        all('identity').filter(({ patientId }) => {
          if (seenBy === undefined) return true;
          const team = teamOf(patientId);
          const isEmergency = shelf.emergencies.some(
            (e) => e.patientId === patientId && e.actorId === seenBy.actor && e.endsAt > seenBy.at,
          );
          return team.length === 0 || team.includes(seenBy.actor) || isEmergency;
        }),
      ),
    visitsOf: (patient) => Promise.resolve(visitsOf(patient)),
    partsOf: (patient) =>
      Promise.resolve(
        [...shelf.records.values()]
          .map((v) => v.at(-1))
          .filter((r): r is AnyPart => r !== undefined && isPartKind(r.kind))
          .filter((r) => r.patientId === patient)
          .sort((a, b) => order(a.at, b.at) || order(a.id, b.id)),
      ),
    // One transaction at a time holds everything.
    holdPatient: () => Promise.resolve(),
    rankingsOf: (visit: VisitId): Promise<readonly RankingShown[]> =>
      Promise.resolve(
        all('ranking')
          .filter((r) => r.visitId === visit)
          .sort((a, b) => order(a.at, b.at) || order(a.id, b.id)),
      ),
    keptVisits: (shuffle) => keptVisits(all('visit'), versions, shuffle),
    save: (record): Promise<Saved> => {
      if (record.clinicId !== clinic) throw new Error(`a record of ${record.clinicId} in ${clinic}`);
      const earlier = versions(record.kind, record.id);
      if (record.version !== earlier.length + 1) return Promise.resolve('conflict');
      const first = earlier[0];
      if (isPartKind(record.kind) && first !== undefined && patientOf(first) !== patientOf(record))
        return Promise.resolve('conflict');
      if (!hasParent(record)) return Promise.resolve('orphan');
      shelf.records.set(`${record.kind} ${record.id}`, [
        ...earlier,
        JSON.parse(JSON.stringify(record)) as EpisodeRecord,
      ]);
      return Promise.resolve('saved');
    },
    claim: (request) => {
      const earlier = shelf.answers.get(nameOf(request))?.answered;
      if (earlier !== undefined) return Promise.resolve(earlier);
      shelf.answers.set(nameOf(request), { at: request.at });
      return Promise.resolve('claimed');
    },
    answer: (request, answered) => {
      shelf.answers.set(nameOf(request), { at: request.at, answered });
      return Promise.resolve();
    },
    audit: (event) => {
      shelf.audit.push(event);
      return Promise.resolve();
    },
    auditOf: (patient) => Promise.resolve(shelf.audit.filter((e) => e.patientId === patient).reverse()),
  };
}

const patientOf = (record: EpisodeRecord): PatientId =>
  record.kind === 'patient' ? record.id : record.patientId;

const nameOf = (request: RequestKey): string => `${request.actor} ${request.key}`;

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function summary(patient: Patient, visits: readonly Visit[]): PatientSummary {
  const last = visits[0];
  return { patient, visits: visits.length, ...(last === undefined ? {} : { lastVisit: last.day }) };
}

/** Seen last first; those never seen come after; then by id, newest first. */
const bySeenLast = (a: PatientSummary, b: PatientSummary): number =>
  order(b.lastVisit ?? '', a.lastVisit ?? '') || order(b.patient.id, a.patient.id);
