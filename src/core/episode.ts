import type { Brand } from '../kit/brand.ts';
import type { Probability } from '../kit/probability.ts';
import type { Day, Instant } from '../kit/time.ts';
import type { SiteId } from './atlas/muscle.ts';
import type { RegionId } from './atlas/region.ts';
import { isPartKind, type PartBodies, type PartKind } from './chart-part.ts';
import type { AttachmentType } from './imaging-item.ts';
import type { Identity } from './identity.ts';
import type { ClinicRates } from './localise/accepted-rates.ts';
import type { Versions } from './localise/ranking.ts';
import type { ExplanationAnswer, LocaliseRequest, PaintedRegion, SiteFinding } from './localise/request.ts';

/** Ids are UUIDs of version 7, made by whoever makes the record, so that a retry names the same one. */
export type ClinicId = Brand<string, 'clinic'>;
export type ActorId = Brand<string, 'actor'>;
export type PatientId = Brand<string, 'patient'>;
export type VisitId = Brand<string, 'visit'>;
export type RankingId = Brand<string, 'ranking'>;

/** One practice. Nothing of one clinic is ever visible to another. */
export interface Clinic {
  readonly id: ClinicId;
  readonly name: string;
}

/** What an actor is in a clinic. An owner looks after the clinic; a researcher sees nobody's identity. */
export const ROLES = [
  'owner',
  'physician',
  'physiotherapist',
  'chiropractor',
  'nurse-practitioner',
  'massage-therapist',
  'front-desk',
  'researcher',
] as const;
export type Role = (typeof ROLES)[number];

/** Someone who reads and writes records. */
export interface Actor {
  readonly id: ActorId;
  readonly clinicId: ClinicId;
  readonly name: string;
  readonly role: Role;
  /** Treats patients in their role and also does what an owner does. */
  readonly owns?: true;
}

/** One version of one record. Versions start at 1 and are appended, never edited. */
interface Kept {
  readonly clinicId: ClinicId;
  readonly version: number;
  /** When this version was written, by the server's clock. */
  readonly at: Instant;
  readonly by: ActorId;
}

/** Who is treated. Pseudonymous: the label is whatever the clinic calls them, the key to it is elsewhere. */
export interface Patient extends Kept {
  readonly kind: 'patient';
  readonly id: PatientId;
  readonly label: string;
  /** Absent when it is not known. */
  readonly birthYear?: number;
  /** Invented for demonstration. Shown wherever the patient is. */
  readonly synthetic?: true;
}

/** One day on which a patient was seen. */
export interface Visit extends Kept {
  readonly kind: 'visit';
  readonly id: VisitId;
  readonly patientId: PatientId;
  readonly day: Day;
}

/** With what a stroke was made. An eraser removes paint; a tap marks the whole region under the finger. */
export const TOOLS = ['brush', 'lasso', 'eraser', 'tap'] as const;
export type Tool = (typeof TOOLS)[number];

/** One movement of pen or finger, in the order in which they were made. */
export interface Stroke {
  /** Id of the body view on which it was made. */
  readonly view: string;
  readonly tool: Tool;
  /** Radius of the brush or eraser, view units; 0 for a lasso and a tap. */
  readonly radius: number;
  /** View units, y runs down. A lasso closes itself; a tap has one point. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Numeric rating 1 to 10. Absent when it was not asked, and for an eraser. */
  readonly intensity?: number;
}

/** Where it hurts, as it was drawn and as the regions that the drawing covers. */
export interface Drawing extends Kept {
  readonly kind: 'drawing';
  /** A visit has one drawing; its id is the visit's. */
  readonly id: VisitId;
  readonly patientId: PatientId;
  readonly strokes: readonly Stroke[];
  readonly regions: readonly PaintedRegion[];
  /** Regions that the patient had the chance to paint. Absent: the whole body was asked about. */
  readonly asked?: readonly RegionId[];
  /** Absent when the pain was drawn once. */
  readonly again?: SecondDrawing;
}

/** The same pain drawn a second time, without seeing the first. */
export interface SecondDrawing {
  readonly strokes: readonly Stroke[];
  readonly regions: readonly PaintedRegion[];
  /** Regions that the patient had the chance to paint this time. */
  readonly asked: readonly RegionId[];
}

/** What palpation answered. A sign that is not listed is unknown. */
export interface Findings extends Kept {
  readonly kind: 'findings';
  /** A visit has one list of findings; its id is the visit's. */
  readonly id: VisitId;
  readonly patientId: PatientId;
  readonly findings: readonly SiteFinding[];
  /** Questions and tests of explanations other than a muscle. One that is not listed is unknown. Absent: none. */
  readonly answers?: readonly ExplanationAnswer[];
}

/** Probability of one site as it was on the screen. */
export interface ShownSite {
  readonly site: SiteId;
  readonly probability: Probability;
}

/**
 * A ranking that a clinician saw: the question, what answered it, and the answer. The same content and code
 * give the same bits again. Never changed; its version is always 1.
 */
export interface RankingShown extends Kept {
  readonly kind: 'ranking';
  readonly id: RankingId;
  readonly visitId: VisitId;
  readonly patientId: PatientId;
  readonly request: LocaliseRequest;
  readonly versions: Versions;
  /** In the order shown. */
  readonly sites: readonly ShownSite[];
}

/** One part of a chart: what a stage of care wrote down, as that stage shapes it. */
export interface PartRecord<K extends PartKind = PartKind> extends Kept {
  readonly kind: K;
  /** The patient's or the visit's id where there is one part of this kind, else its own. */
  readonly id: string;
  readonly patientId: PatientId;
  /** Absent for a part of the patient. */
  readonly visitId?: VisitId;
  readonly body: PartBodies[K];
}

/** A part of any kind, told apart by `kind`. */
export type AnyPart = { [K in PartKind]: PartRecord<K> }[PartKind];

/** Whether a record is a part of a chart. */
export const isPart = (record: { readonly kind: string }): record is AnyPart => isPartKind(record.kind);

interface RecordOfVisit {
  readonly patient: Patient;
  readonly visit: Visit;
  readonly drawing: Drawing;
  readonly findings: Findings;
  readonly ranking: RankingShown;
}

/** Bytes beside a chart: a picture or a clip of a visit. Written once, never changed. */
export interface Attachment {
  readonly clinicId: ClinicId;
  readonly id: string;
  readonly patientId: PatientId;
  readonly visitId: VisitId;
  readonly at: Instant;
  readonly by: ActorId;
  readonly type: AttachmentType;
  /** Of the bytes, SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** The bytes in base 64. */
  readonly data: string;
}

/** The record of each kind. */
export type RecordOf = RecordOfVisit & { readonly [K in PartKind]: PartRecord<K> };
export type Kind = keyof RecordOf;
export type EpisodeRecord = RecordOfVisit[keyof RecordOfVisit] | AnyPart;

/** A patient in a list, with what helps to tell one from another. */
export interface PatientSummary {
  readonly patient: Patient;
  readonly visits: number;
  /** Day of the latest visit. Absent when there was none. */
  readonly lastVisit?: Day;
  /** Absent when nobody wrote it, and for whoever may not see who this patient is. */
  readonly identity?: ListedIdentity;
}

/** What of an identity helps to find somebody in a list. */
export type ListedIdentity = Pick<Identity, 'family' | 'given' | 'born' | 'identifiers'>;

/** Everything about one visit. A drawing or findings that were never saved are absent, which is not empty. */
export interface Chart {
  readonly patient: Patient;
  readonly visit: Visit;
  readonly drawing?: Drawing;
  readonly findings?: Findings;
  /** Oldest first. */
  readonly rankings: readonly RankingShown[];
  /** Rates of signs that the clinic accepted. Absent: it never did, and the shipped ones count. */
  readonly rates?: ClinicRates;
  /** Current versions of all parts of the patient, of this visit and of every other, oldest first. */
  readonly parts: readonly AnyPart[];
}

/** Everything about one patient but the drawings, findings and rankings of each visit. */
export interface PatientRecord {
  readonly patient: Patient;
  /** Latest day first. */
  readonly visits: readonly Visit[];
  /** Current versions, oldest first. */
  readonly parts: readonly AnyPart[];
}

/** An account that everyone may use, of the demo clinic. */
export interface DemoAccount {
  readonly id: ActorId;
  readonly name: string;
  readonly role: Role;
}

/**
 * Who is at the screen, and where. `half`: the password was right and a code is still owed. `ended`: somebody was
 * signed in and no longer is.
 */
export type SessionView =
  | {
      readonly state: 'none' | 'ended' | 'half';
      /** Demo data is in this installation. */
      readonly demo: boolean;
      readonly demoAccounts: readonly DemoAccount[];
      /** Passkeys work under the name by which the server was called. */
      readonly passkeys: boolean;
    }
  | {
      readonly state: 'locked' | 'open';
      readonly demo: boolean;
      readonly actor: Actor;
      readonly clinic: Clinic;
      /** Where the clinic is, as its owner said: `US-NY`. Absent: nobody said. */
      readonly place?: string;
      readonly isDemoAccount: boolean;
      /** Minutes without a touch after which the screen locks. */
      readonly idleMinutes: number;
      readonly passkeys: boolean;
    };

/** One's own account. */
export interface AccountView {
  readonly login: string;
  readonly isDemo: boolean;
  /** Codes of an app are asked for after the password. */
  readonly codes: boolean;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly addedAt: Instant;
    readonly usedAt?: Instant;
  }[];
  /** Every browser in which one is signed in, seen last first. */
  readonly seats: readonly {
    readonly device: string;
    readonly startedAt: Instant;
    readonly seenAt: Instant;
    readonly isThis: boolean;
  }[];
}

/** Somebody who works in a clinic, as its owner sees them. */
export interface MemberView {
  readonly id: ActorId;
  readonly name: string;
  readonly role: Role;
  readonly owns: boolean;
  readonly login: string;
  readonly isActive: boolean;
  readonly isDemo: boolean;
  /** Has taken up the account. */
  readonly hasJoined: boolean;
  readonly secondFactor: boolean;
}

/** One visit for research. */
export interface ResearchVisit {
  /** Days since the first visit. */
  readonly day: number;
  readonly regions?: readonly PaintedRegion[];
  /** The same pain drawn a second time. */
  readonly again?: readonly PaintedRegion[];
  readonly findings?: readonly SiteFinding[];
  readonly answers?: readonly ExplanationAnswer[];
}

/** One patient for research, without anything that tells who it is. */
export interface ResearchRecord {
  readonly code: string;
  /** Absent when not known, and above the age of 89. */
  readonly birthYear?: number;
  readonly synthetic?: true;
  readonly visits: readonly ResearchVisit[];
}
