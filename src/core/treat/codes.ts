import { show, type Complaint } from '../../kit/complaint.ts';
import type { MuscleEntry, Site, SiteId } from '../atlas/muscle.ts';
import type { Side } from '../atlas/region.ts';
import type { Verdict } from '../examine/criteria.ts';
import type { Procedure } from './procedure.ts';

/** A muscle that was treated, on its side. */
export interface TreatedMuscle {
  readonly muscle: MuscleEntry;
  readonly side: Side;
}

/** A proposed code with its reasoning. Numbers only: the official descriptors are licensed. */
export interface ProposedCode {
  readonly code: string;
  readonly because: string;
}

/**
 * Propose the procedure code from the number of different muscles, not of needles.
 *
 * A muscle that exists on both sides has an origin and insertion on each, so left and right count as two.
 * Undefined when nothing was treated.
 *
 * @source clinical coding guidance cited in `content/sources.json` as `cpt-muscle-count`
 */
export function procedureCode(
  procedure: 'injection' | 'dry-needling',
  treated: readonly TreatedMuscle[],
): ProposedCode | undefined {
  const names = [...new Set(treated.map(({ muscle, side }) => `${muscle.name} (${side})`))].sort();
  if (names.length === 0) return undefined;
  const few = names.length <= 2;
  const code = procedure === 'injection' ? (few ? '20552' : '20553') : few ? '20560' : '20561';
  const count = names.length === 1 ? '1 muscle' : `${names.length} muscles`;
  return { code, because: `${count}, each side counted: ${names.join('; ')}.` };
}

/** Muscles of mastication, for the diagnosis code. */
const MASTICATION = /^(masseter|temporalis|pterygoid|lateral-pterygoid|medial-pterygoid)/;

/**
 * Propose ICD-10-CM codes for myalgia by where the muscles are. The clinician decides.
 *
 * @source icd10cm-m791
 */
export function diagnosisCodes(treated: readonly TreatedMuscle[]): readonly ProposedCode[] {
  const byCode = new Map<string, string[]>();
  for (const { muscle } of treated) {
    const code = diagnosisOf(muscle);
    byCode.set(code, [...(byCode.get(code) ?? []), muscle.name]);
  }
  return [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, names]) => ({
      code,
      because: `${PLACES[code] ?? ''}: ${[...new Set(names)].sort().join('; ')}.`,
    }));
}

const PLACES: Readonly<Record<string, string>> = {
  'M79.11': 'Muscle pain in a muscle of chewing',
  'M79.12': 'Muscle pain in another muscle of head or neck',
  'M79.18': 'Muscle pain elsewhere',
};

function diagnosisOf(muscle: MuscleEntry): string {
  if (MASTICATION.test(muscle.id)) return 'M79.11';
  return muscle.area === 'head' || muscle.area === 'neck' ? 'M79.12' : 'M79.18';
}

/** A change of what was proposed. Each needs its reason, which stands in the note. */
export interface CodeEdit {
  readonly do: 'add' | 'remove';
  readonly code: string;
  readonly reason: string;
}

/** A code of a note: proposed, added with a reason, or proposed and taken away with one. */
export interface NoteCode extends ProposedCode {
  /** Why it is not used. Absent: it is. */
  readonly removed?: string;
  readonly isAdded?: true;
}

/** What codes are proposed from. */
export interface CodeInput {
  readonly procedures?: readonly { readonly procedure: Pick<Procedure, 'kind' | 'sites'> }[];
  readonly examined: readonly { readonly site: SiteId; readonly verdict: Verdict }[];
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly codeEdits?: readonly CodeEdit[];
}

/**
 * Every code of a visit with its reasoning: one procedure code for each kind of needling, the diagnoses of the muscles
 * that were treated or else found active, and what the clinician changed.
 */
export function codesOf({
  procedures = [],
  examined,
  sites,
  codeEdits = [],
}: CodeInput): readonly NoteCode[] {
  const musclesAt = (ids: readonly SiteId[]): readonly TreatedMuscle[] =>
    ids.flatMap((id) => {
      const site = sites.get(id);
      return site === undefined ? [] : [{ muscle: site.muscle, side: site.side }];
    });
  const treatedBy = (kind: Procedure['kind']): readonly SiteId[] =>
    procedures.filter((p) => p.procedure.kind === kind).flatMap((p) => p.procedure.sites.map((s) => s.site));
  const used =
    procedures.length > 0
      ? procedures.flatMap((p) => p.procedure.sites.map((s) => s.site))
      : examined.filter((e) => e.verdict === 'active').map((e) => e.site);
  const proposed = [
    ...(['injection', 'dry-needling'] as const).flatMap(
      (kind) => procedureCode(kind, musclesAt(treatedBy(kind))) ?? [],
    ),
    ...diagnosisCodes(musclesAt(used)),
  ];
  const kept = proposed.map((code): NoteCode => {
    const edit = codeEdits.find((e) => e.do === 'remove' && e.code === code.code);
    return edit === undefined ? code : { ...code, removed: edit.reason };
  });
  const added = codeEdits
    .filter((e) => e.do === 'add' && !proposed.some((p) => p.code === e.code))
    .map((e): NoteCode => ({ code: e.code, because: `added: ${e.reason}`, isAdded: true }));
  return [...kept, ...added];
}

/** Words that name no single muscle. A payer refuses them, and a reader cannot tell what was treated. */
const UNNAMED = /\bpara[- ]?(spinal|vertebral)s?\b/i;

/** Complaints about what a clinician wrote beside the chart: groups of muscles where each must be named. */
export function wordingComplaints(written: {
  readonly assessment?: string;
  readonly codes: readonly CodeEdit[];
}): readonly Complaint[] {
  const texts = [
    ['assessment', written.assessment ?? ''],
    ...written.codes.map((edit, i) => [`codes[${i}].reason`, edit.reason]),
  ] as const;
  return texts.flatMap(([at = '', text = '']) => {
    const found = UNNAMED.exec(text)?.[0];
    return found === undefined ? [] : [{ at, expected: 'each muscle by its name', got: show(found) }];
  });
}
