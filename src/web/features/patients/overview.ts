import { medicines } from '../../../content/decide/medicines.ts';
import { questions, rules } from '../../../content/decide/rules.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { latestOn, weightOn, type Background } from '../../../core/decide/background.ts';
import { MODALITIES } from '../../../core/decide/candidacy.ts';
import { currentEpisode, type CareEpisode } from '../../../core/decide/care-episodes.ts';
import { notAsked } from '../../../core/decide/gaps.ts';
import { visitCandidacy, type Standing } from '../../../core/decide/visit-candidacy.ts';
import type { PartRecord, PatientRecord, Visit } from '../../../core/episode.ts';
import { lifeOf, type StageOfLife } from '../../../core/examine/life.ts';
import { visitFacts } from '../../../core/visit-facts.ts';
import type { Day } from '../../../kit/time.ts';
import { partOf, partsOfKind } from '../../api/parts.ts';
import { words } from './words.ts';

/** Something that somebody must still do, and where. */
export interface OpenThing {
  readonly text: string;
  readonly to:
    | '/patients/$patientId/background'
    | '/visits/$visitId/procedure'
    | '/visits/$visitId/note'
    | '/visits/$visitId/safety';
  readonly id: string;
}

/** What the overview of a patient shows. */
export interface Overview {
  readonly episode?: CareEpisode;
  readonly open: readonly OpenThing[];
  /** The whole chart at the latest visit. Absent without a visit. */
  readonly safety?: { readonly visit: Visit; readonly standings: readonly Standing[] };
  /** Latest first. */
  readonly procedures: readonly PartRecord<'procedure'>[];
  readonly points: readonly { readonly id: string; readonly site: SiteId; readonly stage: StageOfLife }[];
}

const STAYING = questions.filter((q) => q.stays === true).map((q) => q.id);
const SHOWN = 4;

/** Collect from a record what somebody needs to know before the door opens. */
export function overviewOf(
  record: PatientRecord,
  siteOf: (id: SiteId) => Site | undefined,
  today: Day,
): Overview {
  const { patient, visits, parts } = record;
  const background = partOf(parts, 'background', patient.id)?.body ?? {};
  const episodes = partOf(parts, 'episodes', patient.id)?.body ?? { list: [] };
  const episode = currentEpisode(episodes);
  const [visit] = visits;
  const facts = visit === undefined ? undefined : visitFacts({ patient, visit, parts }, siteOf);
  return {
    ...(episode !== undefined && { episode }),
    open: [...openIn(record), ...gapsIn(record, background, notAsked(background, episodes, STAYING), today)],
    ...(visit !== undefined &&
      facts !== undefined && {
        safety: {
          visit,
          standings: MODALITIES.map((m) => visitCandidacy(m, facts, { rules, medicines })),
        },
      }),
    procedures: partsOfKind(parts, 'procedure').toReversed().slice(0, SHOWN),
    points: partsOfKind(parts, 'points').flatMap(({ body }) =>
      body.points.flatMap((point) => {
        const life = lifeOf(point);
        const stage = life.ok ? life.value.at(-1)?.stage : undefined;
        return stage === undefined ? [] : [{ id: point.id, site: point.site, stage }];
      }),
    ),
  };
}

/** Procedures that are not finished, notes that are not signed, and a latest visit that nobody screened. */
function openIn({ visits, parts }: PatientRecord): readonly OpenThing[] {
  const dayOf = (id: string | undefined): string => visits.find((v) => v.id === id)?.day ?? '';
  const [latest] = visits;
  const isScreened = parts.some((part) => part.kind === 'screening' && part.id === latest?.id);
  return [
    ...partsOfKind(parts, 'procedure')
      .filter(({ body }) => body.state === 'open')
      .map(({ body, visitId = '' }): OpenThing => ({
        text: words.overview.procedure(words.overview.kinds[body.procedure.kind], body.procedure.day),
        to: '/visits/$visitId/procedure',
        id: visitId,
      })),
    ...partsOfKind(parts, 'note')
      .filter(({ body }) => body.state === 'draft')
      .map(({ visitId = '' }): OpenThing => ({
        text: words.overview.note(dayOf(visitId)),
        to: '/visits/$visitId/note',
        id: visitId,
      })),
    ...(latest !== undefined && !isScreened
      ? [
          {
            text: words.overview.unscreened(latest.day),
            to: '/visits/$visitId/safety' as const,
            id: latest.id,
          },
        ]
      : []),
  ];
}

function gapsIn(
  { patient }: PatientRecord,
  background: Background,
  gaps: readonly (keyof typeof words.overview.sections)[],
  today: Day,
): readonly OpenThing[] {
  const to = '/patients/$patientId/background' as const;
  const isOld =
    latestOn(background.weights, today) !== undefined && weightOn(background, today) === undefined;
  return [
    ...(isOld ? [{ text: words.overview.weightOld, to, id: patient.id }] : []),
    ...(gaps.length === 0
      ? []
      : [{ text: words.overview.gaps(gaps.map((g) => words.overview.sections[g])), to, id: patient.id }]),
  ];
}
