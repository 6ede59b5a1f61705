import type { Site, SiteId } from '../atlas/muscle.ts';
import type { PartBodies, PartKind } from '../chart-part.ts';
import type { Chart } from '../episode.ts';
import type { Criteria } from '../examine/criteria.ts';
import { examinedSites } from '../examine/examined.ts';
import type { Agent } from './agent.ts';
import { writeNote, type Note } from './note.ts';
import type { NoteRemarks, SourceVersion } from './signed-note.ts';

/** What a note needs to know beside the chart. */
export interface NoteLibrary {
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly agents: readonly Agent[];
  readonly criteria: Criteria;
  /** Versions of content and code. */
  readonly versions: Readonly<Record<string, string>>;
}

/** A note as it stands now, and the versions that it was written from. */
export interface Composed {
  readonly note: Note;
  readonly sources: readonly SourceVersion[];
}

/** Parts of which only those of this visit are told. */
const OF_VISIT: readonly PartKind[] = ['scores'];
/** Parts of the patient. */
const OF_PATIENT: readonly PartKind[] = ['background', 'plan'];

/**
 * Write the note of a visit from everything that is kept. The same chart, remarks and library give the same note, on
 * whichever machine: so the one that is signed is the one that was shown.
 */
export function composeNote(
  chart: Chart,
  { clinic }: { readonly clinic: string; readonly remarks: NoteRemarks },
  library: NoteLibrary,
): Composed {
  const { patient, visit, findings, drawing } = chart;
  const background = bodyOf(chart, 'background', patient.id);
  const plan = bodyOf(chart, 'plan', patient.id);
  const note = writeNote({
    patient: { label: patient.label, ...(patient.synthetic === true && { synthetic: true }) },
    clinic,
    day: visit.day,
    background: background ?? {},
    examined: examinedSites(findings?.findings ?? [], library.criteria),
    criteria: library.criteria.name,
    motions: [],
    ...(plan && { plan }),
    sites: library.sites,
    agents: library.agents,
    versions: library.versions,
  });
  const own = [patient, visit, drawing, findings].filter((r) => r !== undefined);
  const parts = chart.parts.filter((p) =>
    p.visitId === visit.id ? OF_VISIT.includes(p.kind) : OF_PATIENT.includes(p.kind),
  );
  const sources = [...own, ...parts]
    .map(({ kind, id, version }) => ({ kind, id, version }))
    .sort((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));
  return { note, sources };
}

const bodyOf = <K extends PartKind>(chart: Chart, kind: K, id: string): PartBodies[K] | undefined =>
  chart.parts.find((part) => part.kind === kind && part.id === id)?.body as PartBodies[K] | undefined;
