import type { Day } from '../../kit/time.ts';
import type { Site, SiteId } from '../atlas/muscle.ts';
import type { Background } from '../decide/background.ts';
import type { Candidacy } from '../decide/candidacy.ts';
import type { Motion } from '../examine/measures.ts';
import type { Scores } from '../examine/scores.ts';
import type { Agent } from './agent.ts';
import { codesOf, type CodeEdit } from './codes.ts';
import type { DrawnPlace } from './note-drawing.ts';
import { examinationLines, type ExaminedSite } from './note-examination.ts';
import { patientLines, historyLines } from './note-patient.ts';
import { planLines } from './note-plan.ts';
import { outcomeLines, PROCEDURE_TITLES, procedureLines, type DoneProcedure } from './note-procedure.ts';
import { scoreLines } from './note-scores.ts';
import { sentence } from './note-words.ts';
import type { Plan } from './plan.ts';

/** Everything that a note is written from. What is absent is written as not recorded. */
export interface NoteInput {
  readonly patient: {
    readonly label: string;
    readonly name?: string;
    /** A day, or a year where only that is known. */
    readonly born?: string;
    readonly sex?: string;
    readonly synthetic?: true;
  };
  readonly clinic: string;
  readonly day: Day;
  readonly background: Background;
  readonly complaint?: { readonly what: string; readonly since?: Day; readonly onset?: string };
  /** In the patient's words and the clinician's: onset, course, what makes it better or worse. */
  readonly history?: string;
  /** Regions that the patient painted. Absent: nobody drew. */
  readonly drawn?: readonly DrawnPlace[];
  readonly examined: readonly ExaminedSite[];
  readonly criteria: string;
  readonly motions: readonly Motion[];
  /** More of the examination, in sentences. */
  readonly measured?: readonly string[];
  /** Trigger points and where each stands, in sentences. Absent: none is kept. */
  readonly points?: readonly string[];
  readonly scores?: Scores;
  /** Scores of the visits before. */
  readonly earlier?: readonly Scores[];
  /** The screen for each way to treat that was planned or used. */
  readonly candidacies?: readonly Candidacy[];
  /** Where somebody went past the screen: for what, by whom and why, in sentences. */
  readonly overrides?: readonly string[];
  readonly procedures?: readonly DoneProcedure[];
  readonly plan?: Plan;
  /** What the clinician makes of it, in their words. */
  readonly assessment?: string;
  readonly codeEdits?: readonly CodeEdit[];
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly agents: readonly Agent[];
  /** Versions that the record was made with. */
  readonly versions: Readonly<Record<string, string>>;
}

/** One part of a note: a heading and its sentences, the same on screen, on paper and in a file. */
export interface NoteSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A note as text. It holds only what was recorded, and says what was not. */
export interface Note {
  readonly title: string;
  /** Whom it is about; stands on every page. */
  readonly who: string;
  readonly day: Day;
  readonly sections: readonly NoteSection[];
}

/** Write the note of a visit from what was recorded. The same input gives the same note. */
export function writeNote(input: NoteInput): Note {
  const procedures = input.procedures ?? [];
  return {
    title: `${procedures.length === 0 ? 'Visit' : [...new Set(procedures.map((p) => PROCEDURE_TITLES[p.procedure.kind]))].join(' and ')}, ${input.day}`,
    who: input.patient.name ?? input.patient.label,
    day: input.day,
    sections: [
      section('patient', 'Patient', patientLines(input)),
      section('history', 'History', historyLines(input)),
      section('examination', 'Examination', examinationLines(input)),
      ...(input.points === undefined ? [] : [section('points', 'Trigger points', input.points)]),
      section('scores', 'Scores', scoreLines(input.scores, input.earlier ?? [])),
      section('safety', 'Safety', safetyLines(input)),
      ...procedures.flatMap((done, i) =>
        procedureSections(input, done, procedures.length > 1 ? i + 1 : undefined),
      ),
      section('assessment', 'Assessment', [
        input.assessment === undefined || input.assessment === ''
          ? 'No assessment was written.'
          : sentence(input.assessment),
      ]),
      section('plan', 'Plan', planLines(input.plan)),
      section('codes', 'Codes proposed', codeLines(input)),
      section('versions', 'Made with', [
        Object.entries(input.versions)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ]),
    ],
  };
}

const section = (id: string, title: string, lines: readonly string[]): NoteSection => ({ id, title, lines });

/** A procedure and what it changed. With several, each is numbered. */
function procedureSections(
  input: NoteInput,
  done: DoneProcedure,
  place: number | undefined,
): readonly NoteSection[] {
  const of = place === undefined ? '' : ` ${place}`;
  const id = place === undefined ? '' : `-${place}`;
  return [
    section(`procedure${id}`, `${PROCEDURE_TITLES[done.procedure.kind]}${of}`, procedureLines(input, done)),
    section(`outcome${id}`, `Response${of}`, outcomeLines(done.procedure, input.motions)),
  ];
}

function safetyLines({ candidacies, procedures, overrides }: NoteInput): readonly string[] {
  if (candidacies === undefined || candidacies.length === 0) return ['The safety screen was not done.'];
  return [
    ...candidacies.flatMap((candidacy) => [
      `Screen for ${candidacy.modality.replaceAll('-', ' ')}: ${LEVELS_IN_WORDS[candidacy.level]}.`,
      ...candidacy.raised.map((rule) => `${sentence(rule.because).slice(0, -1)} (${rule.id}).`),
      candidacy.unanswered.length === 0
        ? 'Every question that could change this was answered.'
        : `Still unknown: ${candidacy.unanswered.map((q) => q.replaceAll('-', ' ')).join(', ')}.`,
    ]),
    ...(overrides ?? []),
    ...(procedures ?? []).flatMap(({ procedure: { override } }) =>
      override === undefined
        ? []
        : [`Done against the screen by ${override.by}: ${sentence(override.reason)}`],
    ),
  ];
}

const LEVELS_IN_WORDS = {
  eligible: 'nothing stands against it',
  'with-caution': 'with caution',
  defer: 'defer',
  'do-not': 'do not',
} as const;

function codeLines(input: NoteInput): readonly string[] {
  const codes = codesOf(input);
  return codes.length === 0
    ? ['No code is proposed: no muscle was treated, and none found active.']
    : codes.map(({ code, because, removed }) =>
        removed === undefined
          ? `${code}: ${sentence(because)}`
          : `${code} was proposed and is not used: ${sentence(removed)}`,
      );
}
