import type { Anchor, AuditEvent } from '../core/audit.ts';
import type {
  Actor,
  ActorId,
  AnyPart,
  Attachment,
  Clinic,
  ClinicId,
  EpisodeRecord,
  Kind,
  PatientId,
  PatientSummary,
  RankingShown,
  RecordOf,
  Visit,
  VisitId,
} from '../core/episode.ts';
import type { ImagingDecision } from '../core/imaging-use.ts';
import type { DoubleCount } from '../core/examine/rates-review.ts';
import type { KeptVisit } from '../core/learn/case.ts';
import type { RatesDecision } from '../core/rates-decision.ts';
import type { Instant } from '../kit/time.ts';
import type { Accounts } from './accounts.ts';

/**
 * What became of a record that was to be saved.
 *
 * - `conflict`: its version does not follow the one that is kept; somebody else was faster
 * - `orphan`: the patient or visit that it belongs to is not there
 */
export type Saved = 'saved' | 'conflict' | 'orphan';

/** A request that may arrive twice: the key that the client gave it and what it asked for. */
export interface RequestKey {
  readonly actor: ActorId;
  readonly key: string;
  /** Digest of everything that the request asks for. */
  readonly hash: string;
  readonly at: Instant;
}

/** What was answered to a request that had an effect. */
export interface Answered {
  readonly hash: string;
  readonly status: number;
  /** Version of the record that it wrote. */
  readonly version: number;
  /** The body as it was sent. */
  readonly body: string;
}

/** What one actor is to one patient. */
export interface Access {
  readonly patientId: PatientId;
  readonly isTeam: boolean;
  /** Nobody treats this patient yet. */
  readonly isUnclaimed: boolean;
  /** Emergency access lasts until then. Absent when there is none now. */
  readonly emergencyUntil?: Instant;
}

/** A look into a chart that was not the looker's, with the reason that they gave. Never changed. */
export interface EmergencyAccess {
  readonly id: string;
  readonly patientId: PatientId;
  readonly actorId: ActorId;
  readonly reason: string;
  readonly beganAt: Instant;
  readonly endsAt: Instant;
}

/** The records of one clinic inside one transaction. */
export interface Records {
  /** What an actor is to a patient, or to the patient of a visit, at a moment; undefined when there is no such one. */
  access(
    of: PatientId | { readonly visit: VisitId },
    actor: ActorId,
    at: Instant,
  ): Promise<Access | undefined>;
  /** Who treats a patient, in the order in which they joined. */
  team(patient: PatientId): Promise<readonly ActorId[]>;
  /** Add somebody to those who treat a patient; again does nothing. */
  join(patient: PatientId, actor: ActorId, by: ActorId, at: Instant): Promise<void>;
  openEmergency(access: EmergencyAccess): Promise<void>;
  /** Every emergency access of the clinic, latest first. */
  emergencies(): Promise<readonly EmergencyAccess[]>;
  /** The current version. */
  latest<K extends Kind>(kind: K, id: string): Promise<RecordOf[K] | undefined>;
  /** Every version, first to last. */
  history<K extends Kind>(kind: K, id: string): Promise<readonly RecordOf[K][]>;
  /** All patients, those seen last first. */
  patients(): Promise<readonly PatientSummary[]>;
  /**
   * Who the patients of the clinic are, as far as somebody wrote it.
   *
   * @param seenBy only those whom this actor treats, whom nobody treats yet, or to whom there is an emergency now
   */
  identities(seenBy?: {
    readonly actor: ActorId;
    readonly at: Instant;
  }): Promise<readonly RecordOf['identity'][]>;
  /** Latest day first. */
  visitsOf(patient: PatientId): Promise<readonly Visit[]>;
  /** Current versions of every part of a patient's chart, oldest first. */
  partsOf(patient: PatientId): Promise<readonly AnyPart[]>;
  /**
   * Have a patient to oneself until the transaction ends; another one that holds the same patient waits. For what must
   * stay true over several parts of a chart, such as a dose.
   */
  holdPatient(patient: PatientId): Promise<void>;
  /** Oldest first. */
  rankingsOf(visit: VisitId): Promise<readonly RankingShown[]>;
  /**
   * Keep bytes beside a visit, once. `conflict`: other bytes have that id. The same ones again are `saved` and change
   * nothing.
   */
  attach(attachment: Attachment): Promise<Saved>;
  attachment(visit: VisitId, id: string): Promise<Attachment | undefined>;
  /** Digest of an attachment's bytes as they are kept now, whichever visit it is of. */
  attachmentDigest(id: string): Promise<string | undefined>;
  /** The last decision about the ultrasound workspace; undefined when there was none. */
  imagingUse(): Promise<ImagingDecision | undefined>;
  /** Append a decision. `conflict`: its number does not follow. */
  decideImaging(decision: ImagingDecision): Promise<Saved>;
  /**
   * How often two examiners answered each sign alike and otherwise, over all visits; by sign. The second's answers count
   * as they stood when the second was first done, the first's as they were kept then. Invented patients do not count.
   */
  doubleExaminations(): Promise<readonly DoubleCount[]>;
  /** Every decision about the rates of signs, first to last. */
  ratesDecisions(): Promise<readonly RatesDecision[]>;
  /** Append a decision. `conflict`: its number does not follow. */
  decideRates(decision: RatesDecision): Promise<Saved>;
  /**
   * Every visit of the clinic, one after the other: what was drawn before palpation began, and what was found. Never
   * holds more than a few at once. One reading at a time in a transaction.
   *
   * @param shuffle decides the order, so that the order says nothing about who came when
   */
  keptVisits(shuffle: string): AsyncIterable<KeptVisit>;
  /** Append a version: 1 for a new record, else the current one plus 1. */
  save(record: EpisodeRecord): Promise<Saved>;
  /**
   * Take a key for the request that is being handled, or return what was answered to it before. Waits for
   * another request with the same key that is still being handled.
   */
  claim(request: RequestKey): Promise<Answered | 'claimed'>;
  /** Keep the answer to a request whose key was claimed in this transaction. */
  answer(request: RequestKey, answered: Answered): Promise<void>;
  /** Append an event to the audit trail, in the transaction of the access that it tells of. */
  audit(event: AuditEvent): Promise<void>;
  /** Who read and wrote what about a patient, latest first. */
  auditOf(patient: PatientId): Promise<readonly AuditEvent[]>;
}

/** Where the audit chain of a clinic ends, to be noted elsewhere. */
export interface ChainEnd extends Anchor {
  readonly clinicId: ClinicId;
}

/** Where records are kept. */
export interface Store {
  readonly accounts: Accounts;
  /** Make a clinic and its actors known; those that are known already are left as they are. */
  enrol(clinic: Clinic, actors: readonly Actor[]): Promise<void>;
  clinics(): Promise<readonly Clinic[]>;
  /**
   * Do some work on the records of one clinic, wholly or not at all. What it returned is safe on disk when
   * the promise resolves; when it rejects, nothing was changed.
   */
  transaction<T>(clinic: ClinicId, work: (records: Records) => Promise<T>): Promise<T>;
  /**
   * Chain the audit events that are not chained yet. Apart from the accesses themselves, so that the chain slows none.
   *
   * @param from `recent`: those of the last while, which is quick; `all`: look through everything
   * @returns the ends of the chains that grew
   */
  chainAudit(from: 'recent' | 'all'): Promise<readonly ChainEnd[]>;
  /**
   * Tidy up: what makes reading slow, and the answers to requests that arrived before an instant, which then count as
   * new when they arrive again. Takes a while; everything else waits or goes on.
   */
  tidy(forgetBefore: Instant): Promise<void>;
  close(): Promise<void>;
}
