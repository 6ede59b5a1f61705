import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { Examination } from '../../../core/examine/examination.ts';
import type { TriggerPoints } from '../../../core/examine/life.ts';
import type { FindingsBody } from '../../api/records.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { AUTONOMIC_WORDS, SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { words } from './words.ts';

/** What is compared: names on the left, values on the right, in as many steps as a reader needs. */
export type Readable = Readonly<Record<string, unknown>>;

type Sites = ReadonlyMap<SiteId, Site>;

const named = (sites: Sites, id: SiteId): string => {
  const site = sites.get(id);
  return site === undefined ? id : `${siteName(site)} (${site.entry.label})`;
};

/** Findings by site and sign. */
export function readableFindings({ findings }: FindingsBody, sites: Sites): Readable {
  return Object.fromEntries(
    findings.map(({ site, sign, answer, regions }) => [
      `${named(sites, site)}: ${SIGN_WORDS[sign].name}`,
      regions === undefined ? answer : `${answer}, ${regions.map((r) => regionName(regionOf(r))).join('; ')}`,
    ]),
  );
}

/** An examination by what was asked, not by where it stands in a list. */
export function readableExamination(examination: Examination, sites: Sites): Readable {
  const { criteria, delphi, jaw, motions, neuro, second } = examination;
  return Object.fromEntries([
    [words.judge.by, words.criteria[criteria]],
    ...(delphi === undefined ? [] : [[words.judge.threshold, delphi.threshold]]),
    ...(delphi === undefined ? [] : [[words.judge.within, delphi.spotInBand]]),
    ...Object.entries(jaw ?? {}).map(([id, answer]) => [words.jaw[id as keyof typeof words.jaw], answer]),
    ...examination.sites.flatMap(({ site, signs, autonomic, pressure }) => [
      ...Object.entries(signs ?? {}).map(([sign, answer]) => [
        `${named(sites, site)}: ${SIGN_WORDS[sign as keyof typeof SIGN_WORDS].name}`,
        answer,
      ]),
      ...Object.entries(autonomic ?? {}).map(([sign, answer]) => [
        `${named(sites, site)}: ${AUTONOMIC_WORDS[sign as keyof typeof AUTONOMIC_WORDS]}`,
        answer,
      ]),
      ...(pressure === undefined
        ? []
        : [
            [
              `${named(sites, site)}: ${words.panel.pressure}`,
              `${pressure.readings.join(', ')} ${pressure.unit}`,
            ],
          ]),
    ]),
    ...motions.flatMap(({ movement, side, before, after }) =>
      Object.entries({ before, after }).map(([when, value]) => [`${movement}, ${side}, ${when}`, value]),
    ),
    ...readableNerves(neuro),
    ...(second === undefined ? [] : [[words.second.title, `${second.examiner}, ${second.found.length}`]]),
  ]) as Readable;
}

function readableNerves({
  feeling = [],
  strength = [],
  reflexes = [],
  tests = [],
  words: said = {},
}: Examination['neuro']): readonly (readonly [string, unknown])[] {
  return [
    ...feeling.map((f) => [`${f.root}, ${f.side}, ${words.nerves.touches[f.touch]}`, f.result] as const),
    ...strength.map((s) => [`${s.root}, ${s.side}, ${words.nerves.strength}`, s.grade] as const),
    ...reflexes.map((r) => [`${r.root}, ${r.side}, reflex`, r.result] as const),
    ...tests.map((t) => [`${t.test}, ${t.side}`, t.answer] as const),
    ...Object.entries(said),
  ];
}

/** Points by site, each with its life. */
export function readablePoints({ points }: TriggerPoints, sites: Sites): Readable {
  return Object.fromEntries(
    points.map(({ id, site, events, parent }) => [
      named(sites, site),
      [
        ...events.map((e) => `${e.day} ${e.kind === 'examined' ? words.verdicts[e.verdict] : e.kind}`),
        ...(parent === undefined
          ? []
          : [`${words.points.parent} ${named(sites, points.find((p) => p.id === parent)?.site ?? id)}`]),
      ].join('; '),
    ]),
  );
}
