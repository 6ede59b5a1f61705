import { FAMILIES, URGENCIES, type ExplanationEntry } from '../../core/atlas/explanation.ts';
import {
  AREAS,
  FREQUENCIES,
  REFERRAL_KINDS,
  STRUCTURE_KINDS,
  type MuscleEntry,
  type Pattern,
  type SiteEntry,
} from '../../core/atlas/muscle.ts';
import { contains, placedAt, type BodyView } from '../../core/atlas/body-view.ts';
import { STATUSES, type Source } from '../../core/atlas/source.ts';
import type { Region } from '../../core/atlas/region.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { checkOnce, checkRows, Reader, type Shape } from '../reader.ts';

const GRIPS = ['flat', 'pincer', 'deep', 'intraoral', 'internal'] as const;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Everything that rows may refer to. */
export interface Known {
  readonly sources: readonly Source[];
  readonly regions: readonly Region[];
  readonly view: (id: string) => BodyView | undefined;
}

/**
 * Every fault in the muscle rows: shape, ranges, ids, sources, regions, placements and references.
 * An empty list means that the rows are `MuscleEntry[]`.
 */
export function checkMuscles(rows: readonly unknown[], known: Known): readonly Complaint[] {
  const complaints = checkRows(rows, 'muscles', MUSCLE, new Set(known.sources.map((s) => s.id)));
  if (complaints.length > 0) return complaints;
  const muscles = rows as readonly MuscleEntry[];
  return [
    ...checkIds(muscles),
    ...muscles.flatMap((m) => m.sites.flatMap((s) => checkPlace(m, s, known))),
    ...checkReferences(muscles),
  ];
}

/** Every fault in the explanations other than muscle; `flags` are the ids of the rules they may call for. */
export function checkExplanations(
  rows: readonly unknown[],
  known: Known,
  flags: ReadonlySet<string>,
): readonly Complaint[] {
  const complaints = checkRows(rows, 'explanations', EXPLANATION, new Set(known.sources.map((s) => s.id)));
  if (complaints.length > 0) return complaints;
  return (rows as readonly ExplanationEntry[]).flatMap((row) => [
    ...checkPatterns(row.patterns, row.id, known),
    ...checkOptional(row),
    ...row.flags
      .filter((id) => !flags.has(id))
      .map((id) => ({ at: `${row.id}.flags`, expected: 'a rule of content/decide', got: show(id) })),
    ...(row.ask.length < 2 || row.examine.length < 2
      ? [
          {
            at: row.id,
            expected: 'at least two things to ask and two to examine',
            got: `${row.ask.length} and ${row.examine.length}`,
          },
        ]
      : []),
  ]);
}

/** The fields that only some explanations have. */
function checkOptional(row: ExplanationEntry): readonly Complaint[] {
  const reader = new Reader();
  if (row.baseRate !== undefined) reader.shape(row.baseRate, `${row.id}.baseRate`, BASE_RATE);
  if (row.bothSides !== undefined) reader.shape(row.bothSides, `${row.id}.bothSides`, BOTH_SIDES);
  if (row.urgency !== undefined) reader.shape(row.urgency, `${row.id}.urgency`, URGENCIES);
  const fault = (at: string, expected: string, got: unknown): Complaint => ({
    at: `${row.id}.${at}`,
    expected,
    got: show(got),
  });
  return [
    ...reader.complaints,
    ...checkLearned(row.learned, row.id, row.patterns),
    ...(row.dangerous === (row.urgency !== undefined)
      ? []
      : [fault('urgency', 'one for each dangerous explanation and no other', row.urgency)]),
    ...(row.dangerous && !(row.flags[0] ?? '').startsWith('RF-')
      ? [fault('flags[0]', 'the red flag that asks for this danger', row.flags[0])]
      : []),
    ...(row.bothSides !== undefined && !row.paired
      ? [fault('bothSides', 'nothing, for it has no sides', row.bothSides)]
      : []),
  ];
}

/** Every fault in the source rows. */
export function checkSourceRows(rows: readonly unknown[]): readonly Complaint[] {
  return checkRows(rows, 'sources', SOURCE, new Set());
}

const SOURCED: Shape = { source: 'text', status: STATUSES };

const SOURCE: Shape = {
  id: 'text',
  title: 'text',
  authors: 'text?',
  published: 'text?',
  year: 'number?',
  citation: 'text?',
  doi: 'text?',
  pmid: 'text?',
  url: 'text?',
  licence: 'text?',
  reviewed: 'any?',
  note: 'text?',
};

const PATTERN: Shape = {
  ...SOURCED,
  method: 'text?',
  n: 'number?',
  areas: [{ region: 'text', kind: REFERRAL_KINDS, strength: 'strength', side: 'text?' }],
};

const SITE: Shape = {
  ...SOURCED,
  id: 'text',
  label: 'text',
  at: { view: 'text', region: 'text', u: 'fraction', v: 'fraction' },
  side: 'text?',
  frequency: FREQUENCIES,
  provokes: 'text',
  eases: 'text',
  palpation: { ...SOURCED, position: 'text', grip: GRIPS, technique: 'text' },
  beneath: [{ ...SOURCED, structure: 'text', kind: STRUCTURE_KINDS, note: 'text?' }],
  needling: 'any?',
  satellites: ['text'],
  patterns: [PATTERN],
  learned: 'any?',
};

const MUSCLE: Shape = {
  ...SOURCED,
  id: 'text',
  name: 'text',
  latin: 'text',
  commonName: 'text?',
  area: AREAS,
  paired: 'boolean',
  attachments: 'text',
  nerve: 'text',
  action: 'text',
  synergists: ['text'],
  sites: [SITE],
};

const DISCRIMINATOR: Shape = {
  ...SOURCED,
  text: 'text',
  speaks: ['for', 'against'],
  sensitivity: 'number?',
  specificity: 'number?',
};

const LEARNED: Shape = { ...SOURCED, region: 'text', strength: 'strength', cases: 'number', by: 'text' };

/** What a registry learned stands in place of a strength that some source gave: never a link of its own making. */
function checkLearned(
  learned: SiteEntry['learned'],
  row: string,
  patterns: readonly Pattern[],
): readonly Complaint[] {
  if (learned === undefined) return [];
  const reader = new Reader();
  reader.shape(learned, `${row}.learned`, [LEARNED]);
  const named = new Set(patterns.flatMap(({ areas }) => areas.map(({ region }) => region)));
  return [
    ...reader.complaints,
    ...learned
      .filter(({ region }) => !named.has(region))
      .map(({ region }) => ({
        at: `${row}.learned`,
        expected: 'a region that some source names',
        got: show(region),
      })),
  ];
}

const BASE_RATE: Shape = { ...SOURCED, value: 'strength', reckoning: 'text' };

const BOTH_SIDES: Shape = { ...SOURCED, share: 'strength' };

const EXPLANATION: Shape = {
  ...SOURCED,
  id: 'text',
  name: 'text',
  family: FAMILIES,
  paired: 'boolean',
  dangerous: 'boolean',
  frequency: FREQUENCIES,
  baseRate: 'any?',
  bothSides: 'any?',
  urgency: 'any?',
  patterns: [PATTERN],
  learned: 'any?',
  ask: [DISCRIMINATOR],
  examine: [DISCRIMINATOR],
  flags: ['text'],
  then: 'text',
};

function checkIds(muscles: readonly MuscleEntry[]): readonly Complaint[] {
  const sites = muscles.flatMap((m) => m.sites);
  const badSlugs = [...muscles, ...sites].filter(({ id }) => !SLUG.test(id) || /-(left|right)$/.test(id));
  return [
    ...checkOnce(
      sites.map((s) => s.id),
      'sites',
    ),
    ...badSlugs.map(({ id }) => ({ at: `${id}.id`, expected: 'kebab-case without a side', got: show(id) })),
    ...muscles.flatMap((m) =>
      m.sites
        .filter((s) => !s.id.startsWith(`${m.id}-`))
        .map((s) => ({ at: `${s.id}.id`, expected: `an id that starts with ${m.id}-`, got: show(s.id) })),
    ),
    ...muscles
      .filter((m) => m.sites.length === 0)
      .map((m) => ({ at: `${m.id}.sites`, expected: 'at least one site', got: 'none' })),
  ];
}

function checkPlace(muscle: MuscleEntry, site: SiteEntry, known: Known): readonly Complaint[] {
  const out: Complaint[] = [
    ...checkPatterns(site.patterns, site.id, known),
    ...checkLearned(site.learned, site.id, site.patterns),
  ];
  const sides = [site.side, ...site.patterns.flatMap(({ areas }) => areas.map(({ side }) => side))];
  for (const side of sides.filter((word) => word !== undefined))
    if (!muscle.paired || !['left', 'right'].includes(side))
      out.push({ at: `${site.id}.side`, expected: 'left or right, of a paired muscle', got: show(side) });
  const view = known.view(site.at.view);
  if (view === undefined)
    return [...out, { at: `${site.id}.at.view`, expected: 'a view', got: show(site.at.view) }];
  const region = view.regions.get(site.at.region);
  if (region === undefined)
    return [
      ...out,
      { at: `${site.id}.at.region`, expected: `a region that ${view.id} shows`, got: show(site.at.region) },
    ];
  if (muscle.paired && site.at.region.endsWith('-right'))
    out.push({
      at: `${site.id}.at.region`,
      expected: 'the left side: the right one is derived',
      got: show(site.at.region),
    });
  if (!contains(region, ...placedAt(region, site.at.u, site.at.v))) {
    const [left, top, right, bottom] = region.box;
    const [u, v] = [(region.pole[0] - left) / (right - left), (region.pole[1] - top) / (bottom - top)];
    out.push({
      at: `${site.id}.at`,
      expected: `a point inside ${region.id} in ${view.id}, such as u ${u.toFixed(2)}, v ${v.toFixed(2)}`,
      got: `u ${site.at.u}, v ${site.at.v}`,
    });
  }
  return out;
}

function checkPatterns(patterns: readonly Pattern[], row: string, known: Known): readonly Complaint[] {
  const regions = new Set(known.regions.map((r) => r.id));
  if (patterns.length === 0)
    return [{ at: `${row}.patterns`, expected: 'at least one pattern', got: 'none' }];
  return patterns.flatMap((pattern, p) => {
    const at = `${row}.patterns[${p}]`;
    const strangers = pattern.areas.filter((area) => !regions.has(area.region));
    return [
      ...(pattern.areas.length === 0 ? [{ at, expected: 'at least one area', got: 'none' }] : []),
      ...checkOnce(
        pattern.areas.map((a) => a.region),
        at,
      ),
      ...strangers.map(({ region }) => ({
        at: `${at}.areas`,
        expected: 'a region of the body map',
        got: show(region),
      })),
    ];
  });
}

function checkReferences(muscles: readonly MuscleEntry[]): readonly Complaint[] {
  const ids = new Set(muscles.map((m) => m.id));
  const sites = new Set(muscles.flatMap((m) => m.sites.map((s) => s.id)));
  return muscles.flatMap((m) => [
    ...m.synergists
      .filter((id) => !ids.has(id) || id === m.id)
      .map((id) => ({ at: `${m.id}.synergists`, expected: 'the id of another muscle', got: show(id) })),
    ...m.sites.flatMap((s) =>
      s.satellites
        .filter((id) => !sites.has(id) || id === s.id)
        .map((id) => ({ at: `${s.id}.satellites`, expected: 'the id of another site', got: show(id) })),
    ),
  ]);
}
