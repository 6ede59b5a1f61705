import { useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import { expectedAgainstDrawn, MEETINGS } from '../../../core/localise/expected.ts';
import type { Alternative, Missed, RankedSite, Ranking } from '../../../core/localise/ranking.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import type { TellApart } from '../../../core/localise/tell-apart.ts';
import type { Stroke } from '../../../core/episode.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import { MeetingSwatch } from '../../ui/body-map/meeting-layer.tsx';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { clearestViewOf, regionOf, viewOf } from '../../ui/body-map/views.ts';
import { ViewSwitcher } from '../../ui/body-map/view-switcher.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/states.tsx';
import { Bar } from './bar.tsx';
import { paintedElsewhere } from './drawn-regions.ts';
import type { Ready } from '../../api/ranking/use-ranking.ts';
import { causeName, causePlace } from '../../../core/atlas/site-name.ts';
import { questionText } from './question-text.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface CompareTableProps {
  readonly atlas: Atlas;
  readonly state: Ready;
  readonly strokes: readonly Stroke[];
  readonly pair: readonly [string, string];
  /** Undefined while it is being looked for. */
  readonly apart: TellApart | undefined;
}

interface CompareProps extends Omit<CompareTableProps, 'apart'> {
  readonly tellApart: (request: LocaliseRequest, pair: readonly [string, string]) => Promise<TellApart>;
  readonly onClose: () => void;
}

/** Two explanations beside each other, above the page. */
export function Compare({ tellApart, onClose, ...rest }: CompareProps): ReactElement {
  const [apart, setApart] = useState<TellApart>();
  const { request } = rest.state;
  const { pair } = rest;
  useEffect(() => {
    let isWanted = true;
    void tellApart(request, pair).then((answer) => {
      if (isWanted) setApart(answer);
    });
    return () => {
      isWanted = false;
    };
  }, [tellApart, request, pair]);
  return (
    <Dialog title={words.compare.title} close={words.compare.close} onClose={onClose}>
      <CompareTable {...rest} apart={apart} />
    </Dialog>
  );
}

/** What each of two explains, misses and would make hurt, and what would tell them apart. */
export function CompareTable(props: CompareTableProps): ReactElement {
  const { atlas, state, pair, apart } = props;
  const sides = pair.map((id) => sideOf(state.ranking, id));
  const each = (show: (side: Side, id: string) => ReactNode): ReactElement => (
    <div className="compare__pair">
      {pair.map((id, i) => (
        <div key={id}>{show(sides[i] ?? NOWHERE, id)}</div>
      ))}
    </div>
  );
  return (
    <div className="compare">
      {each((side, id) => (
        <>
          <h3>{causeName(atlas, id)}</h3>
          <p className="compare__place">{causePlace(atlas, id)}</p>
          <Bar
            probability={side.probability}
            interval={state.intervals?.get(id)}
            label={`${words.rank.probability}, ${causeName(atlas, id)}`}
          />
        </>
      ))}
      <Maps {...props} />
      <Rows title={words.site.prior}>{each((side) => percent(side.prior))}</Rows>
      <Rows title={words.site.explains}>
        {each((side) => (
          <ExplainedShort rows={side.explains} />
        ))}
      </Rows>
      <Rows title={words.site.misses}>
        {each((side) => (
          <MissedShort rows={side.misses} />
        ))}
      </Rows>
      <Rows title={words.compare.findings}>
        {each((side, id) => (
          <Effects effects={effectsOf(atlas, side, id)} />
        ))}
      </Rows>
      <Rows title={words.compare.apart}>
        {apart === undefined ? (
          <Loading what={words.compare.working} />
        ) : (
          <Apart atlas={atlas} apart={apart} pair={pair} />
        )}
      </Rows>
    </div>
  );
}

/** What the two kinds of explanation have in common. */
type Side = Pick<RankedSite, 'probability' | 'prior' | 'explains' | 'misses'> & {
  readonly findings?: RankedSite['findings'];
  readonly answers?: Alternative['answers'];
};
const NOWHERE = { probability: 0, prior: 0, explains: [], misses: [] } as unknown as Side;

const sideOf = ({ ranked, alternatives }: Ranking, id: string): Side =>
  ranked.find(({ site }) => site === id) ?? alternatives.find((a) => a.id === id) ?? NOWHERE;

function Rows({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="compare__rows">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

/** One view of the body for both, so that the eye can go from one to the other. */
function Maps({ atlas, state, strokes, pair }: CompareTableProps): ReactElement {
  const rows = pair.map((id) => expectedAgainstDrawn(atlas, state.request, [id]));
  const weights = new Map<RegionId, number>(rows.flat().map(({ region }) => [region, 1]));
  const [view, setView] = useState(() => clearestViewOf(weights));
  const elsewhere = useMemo(() => paintedElsewhere(strokes, view), [strokes, view]);
  return (
    <section className="compare__rows">
      <h4>{words.compare.maps}</h4>
      <div className="compare__pair compare__maps">
        {pair.map((id, i) => (
          <BodyMap
            key={id}
            view={viewOf(view)}
            label={words.compare.map(causeName(atlas, id), viewOf(view).title)}
            strokes={strokes}
            marked={elsewhere}
            meetings={new Map((rows[i] ?? []).map(({ region, ...met }) => [region, met]))}
            seams={false}
          />
        ))}
      </div>
      <ul className="compare__legend">
        {MEETINGS.map((meeting) => (
          <li key={meeting}>
            <MeetingSwatch meeting={meeting} id={`compare-${meeting}`} />
            {words.expected.meeting[meeting]}
          </li>
        ))}
      </ul>
      <ViewSwitcher current={view} onChange={setView} viewOf={viewOf} strokes={strokes} />
    </section>
  );
}

function ExplainedShort({ rows }: { readonly rows: Side['explains'] }): ReactElement {
  if (rows.length === 0) return <p className="evidence__none">{words.site.nothingExplained}</p>;
  return (
    <ul className="number compare__list">
      {rows.map(({ region, share }) => (
        <li key={region}>
          {regionName(regionOf(region))} <span className="evidence__figure">{percent(share)}</span>
        </li>
      ))}
    </ul>
  );
}

function MissedShort({ rows }: { readonly rows: readonly Missed[] }): ReactElement {
  if (rows.length === 0) return <p className="evidence__none">{words.site.nothingMissed}</p>;
  return (
    <ul className="number compare__list">
      {rows.slice(0, 8).map(({ region, logOdds }) => (
        <li key={region}>
          {regionName(regionOf(region))}{' '}
          <span className="evidence__figure">{words.site.against(logOdds)}</span>
        </li>
      ))}
    </ul>
  );
}

interface Effect {
  readonly key: string;
  readonly said: string;
}

function effectsOf(atlas: Atlas, side: Side, id: string): readonly Effect[] {
  const now = percent(side.probability);
  return [
    ...(side.findings ?? []).map(({ sign, answer, without }) => ({
      key: sign,
      said: words.site.effect(
        words.signs[sign].name,
        words.answers[answer].toLowerCase(),
        percent(without),
        now,
      ),
    })),
    ...(side.answers ?? []).map(({ item, answer, without }) => ({
      key: item,
      said: `${questionText(atlas, id, item)} ${words.question.did(words.question.answers[answer], percent(without), now)}`,
    })),
  ];
}

function Effects({ effects }: { readonly effects: readonly Effect[] }): ReactElement {
  if (effects.length === 0) return <p className="evidence__none">{words.compare.noFindings}</p>;
  return (
    <ul className="number compare__list">
      {effects.map(({ key, said }) => (
        <li key={key}>{said}</li>
      ))}
    </ul>
  );
}

interface ApartProps {
  readonly atlas: Atlas;
  readonly apart: TellApart;
  readonly pair: readonly [string, string];
}

function Apart({ atlas, apart, pair }: ApartProps): ReactElement {
  const [one, other] = [causeName(atlas, pair[0]), causeName(atlas, pair[1])];
  return (
    <div className="compare__apart">
      <p>{words.compare.if(one, percent(apart.first), other)}</p>
      <ul className="number">
        {apart.tellers.slice(0, 4).map((teller) => (
          <li key={`${teller.about} ${teller.sign ?? ''}${teller.item ?? ''}`}>
            <strong>
              {teller.sign === undefined
                ? questionText(atlas, teller.about, teller.item ?? '')
                : words.compare.sign(words.signs[teller.sign].name, causeName(atlas, teller.about))}
            </strong>
            <span className="compare__then">
              {words.compare.then(one, percent(teller.ifPresent), percent(teller.ifAbsent))}
            </span>
          </li>
        ))}
      </ul>
      {apart.regions.length > 0 && (
        <p>
          {words.compare.regions(
            apart.regions
              .slice(0, 4)
              .map(
                ({ region, first, second }) =>
                  `${regionName(regionOf(region))} (${first > second ? one : other})`,
              ),
          )}
        </p>
      )}
    </div>
  );
}
