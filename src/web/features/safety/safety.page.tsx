import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { medicines } from '../../../content/decide/medicines.ts';
import { rules } from '../../../content/decide/rules.ts';
import type { Answer } from '../../../core/answer.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { MODALITIES, type Modality } from '../../../core/decide/candidacy.ts';
import type { Screening } from '../../../core/decide/screening.ts';
import {
  answersOfVisit,
  needsOverride,
  openQuestions,
  proposals,
  standsAgainst,
  visitCandidacy,
  witnessesOf,
  type Proposal,
} from '../../../core/decide/visit-candidacy.ts';
import type { Actor, Chart } from '../../../core/episode.ts';
import type { QuestionId } from '../../../core/logic.ts';
import { otherScreenings, visitFacts } from '../../../core/visit-facts.ts';
import type { Instant } from '../../../kit/time.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { partOf, usePart } from '../../api/parts.ts';
import { ReadFailed, reads, today } from '../../api/records.ts';
import { sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { PartConflict, PartStatus } from '../../ui/part-status.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { SafetyView } from './safety.view.tsx';
import type { SiteChoice } from './sites.tsx';
import { words } from './words.ts';

const route = getRouteApi('/visits/$visitId/safety');
const NOTHING: Screening = { answers: {}, sites: [], overrides: [] };

/** The safety screen of a visit: read the chart, the atlas and who is here, then go to work. */
export function SafetyPage(): ReactElement {
  const { visitId } = route.useParams();
  const chart = useQuery({ ...reads.chart(visitId), retry: false });
  const atlas = useQuery(atlasQuery);
  const session = useQuery(sessionReads.session).data;
  const clinic = useQuery(sessionReads.clinic);
  const actor = session?.state === 'open' ? session.actor : undefined;
  if (chart.data !== undefined && atlas.data !== undefined && actor !== undefined && !clinic.isPending)
    return (
      <AtWork
        key={visitId}
        chart={chart.data}
        atlas={atlas.data}
        actor={actor}
        place={clinic.data?.settings.jurisdiction}
      />
    );
  const error = chart.error ?? atlas.error;
  if (error === null) return <Loading what={words.loading} />;
  return (
    <Failed title={words.failed} action={<Button onPress={() => void chart.refetch()}>{words.retry}</Button>}>
      {words.failure(error instanceof ReadFailed ? error.failure : undefined)}
    </Failed>
  );
}

interface AtWorkProps {
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly actor: Actor;
  readonly place: string | undefined;
}

function AtWork({ chart, atlas, actor, place }: AtWorkProps): ReactElement {
  const { patient, visit, parts } = chart;
  const work = usePart('screening', { patientId: patient.id, visitId: visit.id }, parts, NOTHING);
  const sites = useMemo(() => new Map(atlas.sites.map((site) => [site.id, site])), [atlas]);
  if (work === undefined) return <Loading what={words.loading} />;
  const screening = work.value;
  // What is on the screen counts, saved or not; every other part is as the server has it.
  const kept = visitFacts(
    { ...chart, parts: parts.filter((p) => p.kind !== 'screening' || p.id !== visit.id) },
    (id) => sites.get(id),
  );
  const planned = screening.sites.map((id) => sites.get(id)).filter((s) => s !== undefined);
  const facts = { ...kept, screening, sites: [...new Set([...kept.sites, ...planned])] };
  const answers = answersOfVisit(facts, medicines);
  const standings = MODALITIES.map((modality) => visitCandidacy(modality, facts, { rules, medicines }));

  const change = (part: Partial<Screening>): void => work.change({ ...screening, ...part });
  const answer = (ids: readonly QuestionId[], given: Answer): void => {
    const others = Object.entries(screening.answers).filter(([id]) => !ids.includes(id));
    const added =
      given === 'unknown' ? [] : ids.map((id) => [id, { answer: given, asked: today() }] as const);
    change({ answers: Object.fromEntries([...others, ...added]) });
  };
  const confirm = (confirmed: readonly Proposal[]): void =>
    change({
      answers: {
        ...screening.answers,
        ...Object.fromEntries(confirmed.map((p) => [p.question, { answer: p.answer, asked: today() }])),
      },
    });
  const override = (modality: Modality, reason: string): void => {
    const result = standings.find((s) => s.candidacy.modality === modality)?.candidacy;
    if (result === undefined || !needsOverride(result.level)) return;
    const against = standsAgainst(result);
    change({
      overrides: [
        ...screening.overrides,
        {
          modality,
          level: result.level,
          raised: against.raised.map((rule) => rule.id),
          open: against.open.map((rule) => rule.id),
          reason,
          by: actor.id,
          at: new Date().toISOString() as Instant,
        },
      ],
    });
  };
  const withdraw = (index: number): void =>
    change({
      overrides: screening.overrides.map((o, i) =>
        i === index ? { ...o, withdrawn: { by: actor.id, at: new Date().toISOString() as Instant } } : o,
      ),
    });
  const toggle = (site: SiteId): void =>
    change({
      sites: screening.sites.includes(site)
        ? screening.sites.filter((id) => id !== site)
        : [...screening.sites, site],
    });

  return (
    <>
      <PartConflict what={words.what} work={work} />
      <SafetyView
        screening={screening}
        isNew={partOf(parts, 'screening', visit.id) === undefined && screening === NOTHING}
        standings={standings}
        open={openQuestions(answers, rules)}
        said={witnessesOf(facts, medicines)}
        proposals={[...proposals(answers, kept.background, otherScreenings(chart), visit.day).values()]}
        sites={choicesOf(chart, screening, kept.sites, sites)}
        actor={actor}
        place={place}
        day={visit.day}
        sources={atlas.sources}
        status={<PartStatus works={[work]} />}
        onAnswer={answer}
        onConfirm={confirm}
        onSite={toggle}
        onOverride={override}
        onWithdraw={withdraw}
      />
    </>
  );
}

/** Sites that may be treated: those of procedures of this visit, those planned, and those found tender today. */
function choicesOf(
  { findings }: Chart,
  screening: Screening,
  treated: readonly Site[],
  sites: ReadonlyMap<SiteId, Site>,
): readonly SiteChoice[] {
  const found = findings?.findings.filter((f) => f.answer === 'present').map((f) => f.site) ?? [];
  const ids = new Set([...treated.map((s) => s.id), ...screening.sites, ...found]);
  return [...ids].flatMap((id) => {
    const site = sites.get(id);
    return site === undefined
      ? []
      : [{ site, isPlanned: screening.sites.includes(id), isTreated: treated.includes(site) }];
  });
}
