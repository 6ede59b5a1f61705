import type { Site, SiteId } from '../atlas/muscle.ts';
import type { RegionId } from '../atlas/region.ts';
import type { PartBodies, PartKind } from '../chart-part.ts';
import { weightOn, type Background } from '../decide/background.ts';
import { MODALITIES, type Candidacy } from '../decide/candidacy.ts';
import { currentEpisode } from '../decide/care-episodes.ts';
import { visitCandidacy, type SafetyContent } from '../decide/visit-candidacy.ts';
import type { AnyPart, Chart } from '../episode.ts';
import { criteriaFor, judge, NOTHING_EXAMINED } from '../examine/examination.ts';
import type { NeuroContent } from '../examine/neuro.ts';
import { bornOn, nameOf } from '../identity.ts';
import { visitFacts } from '../visit-facts.ts';
import type { Agent } from './agent.ts';
import { totalDose } from './dose.ts';
import { measuredLines, pointLines, toldSite } from './note-examination.ts';
import type { DoneProcedure } from './note-procedure.ts';
import { sentence } from './note-words.ts';
import { writeNote, type Note, type NoteInput } from './note.ts';
import type { NoteRemarks, SourceVersion } from './signed-note.ts';

/** What a note needs to know beside the chart. */
export interface NoteLibrary {
  readonly sites: ReadonlyMap<SiteId, Site>;
  /** Names of regions, with their side. */
  readonly regions: ReadonlyMap<RegionId, string>;
  readonly agents: readonly Agent[];
  readonly safety: SafetyContent;
  readonly neuro: NeuroContent;
  /** Versions of content and code. */
  readonly versions: Readonly<Record<string, string>>;
}

/** A note as it stands now, and the versions that it was written from. */
export interface Composed {
  readonly note: Note;
  readonly sources: readonly SourceVersion[];
}

/** Parts of the patient of which a note tells. */
const OF_PATIENT: readonly PartKind[] = ['identity', 'background', 'episodes', 'points', 'plan'];
/** Parts of this visit of which its note tells. */
const OF_VISIT: readonly PartKind[] = ['screening', 'examination', 'scores', 'procedure'];
/** Parts of earlier visits of which a note tells. */
const OF_EARLIER: readonly PartKind[] = ['scores'];

/** What a note needs that no chart holds. */
export interface NoteFrame {
  /** Name of the clinic. */
  readonly clinic: string;
  readonly remarks: NoteRemarks;
}

/**
 * Write the note of a visit from everything that is kept. The same chart, remarks and library give the same note, on
 * whichever machine: so the one that is signed is the one that was shown.
 */
export function composeNote(chart: Chart, frame: NoteFrame, library: NoteLibrary): Composed {
  return { note: writeNote(noteInput(chart, frame, library)), sources: noteSources(chart) };
}

/** Everything that a note or a letter about a visit is written from. */
export const noteInput = (chart: Chart, frame: NoteFrame, library: NoteLibrary): NoteInput =>
  inputOf(chart, toldParts(chart), frame, library);

/** The versions of everything of which the note of a visit tells, as they are now. */
export function noteSources(chart: Chart): readonly SourceVersion[] {
  const { patient, visit, findings, drawing } = chart;
  const own = [patient, visit, drawing, findings].filter((r) => r !== undefined);
  return [...own, ...toldParts(chart)]
    .map(({ kind, id, version }) => ({ kind, id, version }))
    .sort((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));
}

/** The parts of a chart of which the note of its visit tells. */
function toldParts({ visit, parts }: Chart): readonly AnyPart[] {
  return parts.filter((part) => {
    if (part.visitId === undefined) return OF_PATIENT.includes(part.kind);
    if (part.visitId === visit.id) return OF_VISIT.includes(part.kind);
    return OF_EARLIER.includes(part.kind) && part.kind === 'scores' && part.body.day < visit.day;
  });
}

function inputOf(
  chart: Chart,
  told: readonly AnyPart[],
  { clinic, remarks }: NoteFrame,
  library: NoteLibrary,
): NoteInput {
  const { patient, visit } = chart;
  const background = bodyOf(told, 'background', patient.id) ?? {};
  const plan = bodyOf(told, 'plan', patient.id);
  const scores = bodyOf(told, 'scores', visit.id);
  return {
    patient: whoOf(chart, told),
    clinic,
    day: visit.day,
    background,
    ...complaintOf(chart, told),
    ...drawnOf(chart, library),
    ...examinedOf(chart, told, library),
    ...(scores && { scores }),
    earlier: bodiesOf(told, 'scores').filter((s) => s.day < visit.day),
    ...safetyOf(chart, told, library),
    procedures: bodiesOf(told, 'procedure').map((kept) => doneOf(kept, background, library)),
    ...(plan && { plan }),
    ...(remarks.assessment !== undefined && { assessment: remarks.assessment }),
    codeEdits: remarks.codes,
    sites: library.sites,
    agents: library.agents,
    versions: library.versions,
  };
}

function whoOf({ patient }: Chart, told: readonly AnyPart[]): NoteInput['patient'] {
  const identity = bodyOf(told, 'identity', patient.id);
  const name = identity === undefined ? undefined : nameOf(identity);
  const born = identity?.born ?? bornOn(identity, patient.birthYear);
  return {
    label: patient.label,
    ...(name !== undefined && { name }),
    // Where only the year is known, the note says the year and no day.
    ...(born !== undefined && { born: identity?.born ?? born.slice(0, 4) }),
    ...(identity?.sex !== undefined && { sex: identity.sex }),
    ...(patient.synthetic === true && { synthetic: true }),
  };
}

function complaintOf({ patient }: Chart, told: readonly AnyPart[]): Pick<NoteInput, 'complaint' | 'history'> {
  const episodes = bodyOf(told, 'episodes', patient.id);
  const episode = episodes === undefined ? undefined : currentEpisode(episodes);
  if (episode === undefined) return {};
  const { complaint, painSince, onset, history } = episode;
  return {
    complaint: {
      what: complaint,
      ...(painSince !== undefined && { since: painSince }),
      ...(onset !== undefined && { onset: onset.replaceAll('-', ' ') }),
    },
    ...(history !== undefined && { history: sentence(history) }),
  };
}

function examinedOf(
  { patient, visit, findings }: Chart,
  told: readonly AnyPart[],
  { sites, neuro }: NoteLibrary,
): Pick<NoteInput, 'examined' | 'criteria' | 'motions' | 'measured' | 'points'> {
  const kept = bodyOf(told, 'examination', visit.id);
  const examination = kept ?? NOTHING_EXAMINED;
  const muscleOf = (site: SiteId): string => sites.get(site)?.muscle.id ?? '';
  const judged = judge(findings?.findings ?? [], examination, muscleOf);
  const used = [...new Set(judged.map((j) => criteriaFor(examination, muscleOf(j.site)).name))];
  const points = bodyOf(told, 'points', patient.id);
  return {
    examined: judged.map(toldSite),
    criteria: used.join(' and '),
    motions: examination.motions,
    measured: measuredLines(kept, sites, neuro),
    ...(points !== undefined && points.points.length > 0 && { points: pointLines(points.points, sites) }),
  };
}

/** What the screen says of each way to treat that was used, or of all of them when nothing was done yet. */
function safetyOf(
  chart: Chart,
  told: readonly AnyPart[],
  { sites, safety }: NoteLibrary,
): Pick<NoteInput, 'candidacies' | 'overrides'> {
  const screening = bodyOf(told, 'screening', chart.visit.id);
  if (screening === undefined) return {};
  const used = new Set(bodiesOf(told, 'procedure').map((p) => p.procedure.kind));
  const facts = visitFacts(chart, (id) => sites.get(id));
  const candidacies: readonly Candidacy[] = MODALITIES.filter((m) => used.size === 0 || used.has(m)).map(
    (modality) => visitCandidacy(modality, facts, safety).candidacy,
  );
  return {
    candidacies,
    overrides: screening.overrides.map(
      (o) =>
        `Went past “${o.level.replaceAll('-', ' ')}” for ${o.modality.replaceAll('-', ' ')} on ${o.at.slice(0, 10)}${o.withdrawn === undefined ? '' : `, taken back on ${o.withdrawn.at.slice(0, 10)}`}: ${sentence(o.reason)}`,
    ),
  };
}

function drawnOf({ drawing }: Chart, { regions }: NoteLibrary): Pick<NoteInput, 'drawn'> {
  if (drawing === undefined) return {};
  return {
    drawn: drawing.regions.map(({ id, intensity, words }) => ({
      name: regions.get(id) ?? id,
      ...(intensity !== undefined && { intensity }),
      ...(words !== undefined && { words }),
    })),
  };
}

/** A procedure with its dose, when something was injected and the weight of that day is known. */
function doneOf(
  { procedure, state, held }: PartBodies['procedure'],
  background: Background,
  { agents }: NoteLibrary,
): DoneProcedure {
  const isFinished = state === 'finished';
  if (procedure.kind !== 'injection') return { procedure, isFinished };
  const weight = held?.weight ?? weightOn(background, procedure.day);
  const dose = totalDose(
    procedure.sites.flatMap((s) => s.injectates),
    weight,
    agents,
  );
  return { procedure, isFinished, ...(dose.ok && { dose: dose.value }) };
}

const bodyOf = <K extends PartKind>(
  parts: readonly AnyPart[],
  kind: K,
  id: string,
): PartBodies[K] | undefined =>
  parts.find((part) => part.kind === kind && part.id === id)?.body as PartBodies[K] | undefined;

const bodiesOf = <K extends PartKind>(parts: readonly AnyPart[], kind: K): readonly PartBodies[K][] =>
  parts.filter((part) => part.kind === kind).map((part) => part.body as PartBodies[K]);
