import { useMemo, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { muscleName, siteName } from '../../../core/atlas/site-name.ts';
import type { Chart } from '../../../core/episode.ts';
import { lifeOf, STAGES_OF_LIFE, type TriggerPoint } from '../../../core/examine/life.ts';
import { DETECTABLE_PRESSURE } from '../../../core/examine/measures.ts';
import { pressureTrend, stageNow, treatPoints, withParent } from '../../../core/examine/points.ts';
import { likelyParents } from '../../../core/examine/satellites.ts';
import { sideBySide } from '../../../core/examine/sides.ts';
import { treatedPoints } from '../../../core/treat/treated.ts';
import { partsOfKind } from '../../api/parts.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { printDay } from '../../ui/print-day.ts';
import { Empty, Notice } from '../../ui/states.tsx';
import { Trend } from './trend.tsx';
import type { ExaminationWork } from './use-examination.ts';
import { verdictIn, words } from './words.ts';

interface PointsProps {
  readonly exam: ExaminationWork;
  readonly atlas: Atlas;
  readonly chart: Chart;
}

/** Every trigger point of the patient with its life, and the two sides compared. */
export function Points({ exam, atlas, chart }: PointsProps): ReactElement {
  const sites = useMemo(() => new Map(atlas.sites.map((s) => [s.id, s])), [atlas]);
  const counts = STAGES_OF_LIFE.map(
    (stage) => [stage, exam.points.filter((p) => stageNow(p).stage === stage).length] as const,
  );
  return (
    <div className="points">
      <section className="card" aria-labelledby="points-title">
        <h2 id="points-title">{words.points.title}</h2>
        <p className="points__text">{words.points.separate}</p>
        {exam.catchUp !== undefined && (
          <Notice tone="caution">
            {words.points.behind} <Button onPress={exam.catchUp}>{words.points.catchUp}</Button>
          </Notice>
        )}
        <Pending exam={exam} chart={chart} sites={sites} />
        {exam.points.length === 0 ? (
          <Empty title={words.points.none}>{words.points.noneText}</Empty>
        ) : (
          <>
            <ul className="points__counts" aria-label={words.points.now}>
              {counts.map(([stage, n]) => (
                <li
                  key={stage}
                  className="stage-badge"
                  data-stage={stage}
                  data-none={n === 0 ? '' : undefined}
                >
                  {words.stages[stage]} <span className="number">{n}</span>
                </li>
              ))}
            </ul>
            <ol className="points__list">
              {exam.points.map((point) => (
                <Point key={point.id} point={point} exam={exam} sites={sites} />
              ))}
            </ol>
          </>
        )}
        <Response chart={chart} />
      </section>
      <Sides exam={exam} sites={sites} />
    </div>
  );
}

/** Treatments of finished procedures that the lives do not tell of yet, and the way to write them down. */
function Pending({
  exam,
  chart,
  sites,
}: Omit<PointProps, 'point'> & { readonly chart: Chart }): ReactElement | null {
  const procedures = partsOfKind(chart.parts, 'procedure');
  const pending = treatedPoints(procedures, exam.points);
  if (pending.length === 0) return null;
  const names = pending.flatMap(({ point }) => {
    const site = sites.get(exam.points.find((p) => p.id === point)?.site ?? '');
    return site === undefined ? [] : [siteName(site)];
  });
  const write = (): void => {
    let points = exam.points;
    for (const { id, body } of procedures.filter((p) => pending.some((e) => e.event.procedure === p.id))) {
      const { day, sites: treated } = body.procedure;
      const next = treatPoints(points, { procedure: id, day, sites: treated.map((s) => s.site) });
      if (next.ok) points = next.value.points;
    }
    exam.changePoints(points);
  };
  return (
    <Notice tone="calm">
      {words.points.pending([...new Set(names)].join('; '))}{' '}
      <Button onPress={write}>{words.points.writePending}</Button>
    </Notice>
  );
}

interface PointProps {
  readonly point: TriggerPoint;
  readonly exam: ExaminationWork;
  readonly sites: ReadonlyMap<SiteId, Site>;
}

function Point({ point, exam, sites }: PointProps): ReactElement | null {
  const site = sites.get(point.site);
  const life = lifeOf(point);
  if (site === undefined || !life.ok) return null;
  const now = stageNow(point);
  const nameOf = (p: TriggerPoint): string => {
    const at = sites.get(p.site);
    return at === undefined ? p.site : siteName(at);
  };
  const others = exam.points.filter((p) => p.id !== point.id);
  const likely = point.parent === undefined ? likelyParents(point, exam.points, sites)[0] : undefined;
  const setParent = (id: string): void => {
    const next = withParent(exam.points, point.id, id === '' ? undefined : id);
    if (next.ok) exam.changePoints(next.value);
  };
  return (
    <li className="point">
      <div className="point__head">
        <div>
          <h3>{siteName(site)}</h3>
          <p className="points__text">{site.entry.label}</p>
        </div>
        <span className="stage-badge" data-stage={now.stage}>
          {words.stages[now.stage]} <span className="number">{words.points.since(printDay(now.day))}</span>
        </span>
      </div>
      <ol className="point__life number" aria-label={words.points.life}>
        {life.value.map(({ stage, day }, i) => (
          <li key={i} data-stage={stage}>
            <span>{words.stages[stage]}</span> {printDay(day)}
          </li>
        ))}
      </ol>
      <Pressures point={point} />
      <div className="point__parent">
        <Choice
          label={words.points.parent}
          value={point.parent ?? ''}
          options={[
            { id: '', text: words.points.noParent },
            ...others.map((p) => ({ id: p.id, text: nameOf(p) })),
          ]}
          onChange={setParent}
          {...(point.parent !== undefined && { hint: words.points.keyFirst })}
        />
        {likely !== undefined && <p className="points__text">{words.points.mayBe(nameOf(likely))}</p>}
        {point.events.length === 0 && (
          <Button
            look="quiet"
            onPress={() => exam.changePoints(exam.points.filter((p) => p.id !== point.id))}
          >
            {words.points.take}
          </Button>
        )}
      </div>
    </li>
  );
}

function Pressures({ point }: { readonly point: TriggerPoint }): ReactElement {
  const trend = pressureTrend(point);
  const [first, last] = [trend[0], trend.at(-1)];
  if (first === undefined || last === undefined)
    return <p className="points__text">{words.points.noPressure}</p>;
  const isBeyond = Math.abs(last.kPa - first.kPa) > DETECTABLE_PRESSURE.kPa;
  const text = words.points.pressureText(first.kPa.toFixed(0), last.kPa.toFixed(0));
  return (
    <div className="point__pressure number">
      <p>
        {words.points.pressure}: {trend.length === 1 ? `${first.kPa.toFixed(0)} kPa` : text}
        {trend.length > 1 && `, ${isBeyond ? words.points.beyond : words.points.within}`}
      </p>
      {trend.length > 1 && <Trend values={trend} label={`${words.points.pressure} ${text}`} />}
    </div>
  );
}

/** Pain over the visits, beside the points and never mixed with them. */
function Response({ chart }: { readonly chart: Chart }): ReactElement {
  const pains = partsOfKind(chart.parts, 'scores').flatMap(({ body, at }) =>
    body.pain?.now === undefined ? [] : [{ day: at.slice(0, 10), pain: body.pain.now }],
  );
  return (
    <div className="points__response">
      <h3>{words.points.response}</h3>
      <p className="number">
        {pains.length === 0
          ? words.points.noResponse
          : pains.map((p) => `${printDay(p.day)}: ${p.pain} / 10`).join(' · ')}
      </p>
    </div>
  );
}

const nameOfPair = (site: Site | undefined): string => (site === undefined ? '' : muscleName(site));

/** Left and right of everything examined at this visit. */
function Sides({ exam, sites }: Omit<PointProps, 'point'>): ReactElement {
  const rows = sideBySide(exam.judged, exam.found.examination.sites);
  const by = (site: SiteId): string => exam.judged.find((j) => j.site === site)?.criteria ?? '';
  return (
    <section className="card" aria-labelledby="sides-title">
      <h2 id="sides-title">{words.points.sides}</h2>
      <p className="points__text">{words.points.sidesText}</p>
      {rows.length === 0 ? (
        <Empty title={words.points.sidesNone} />
      ) : (
        <table className="sides">
          <thead>
            <tr>
              <th scope="col">{words.points.muscle}</th>
              <th scope="col">{words.side.left}</th>
              <th scope="col">{words.side.right}</th>
              <th scope="col">{words.points.difference}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ left, right, at, difference, beyondNoise }) => (
              <tr key={left}>
                <th scope="row">
                  {nameOfPair(sites.get(left))}
                  <span className="sides__place">{sites.get(left)?.entry.label}</span>
                </th>
                {[at.left, at.right].map(({ verdict, kPa }, i) => (
                  <td key={i}>
                    {verdict === undefined ? (
                      <span className="sides__open">{words.points.notExamined}</span>
                    ) : (
                      <span className="verdict" data-verdict={verdict}>
                        {verdictIn(verdict, by(i === 0 ? left : right))}
                      </span>
                    )}
                    {kPa !== undefined && <span className="number"> {kPa.toFixed(0)} kPa</span>}
                  </td>
                ))}
                <td className="number">
                  {difference !== undefined &&
                    `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(0)} kPa, ${beyondNoise === true ? words.points.beyond : words.points.within}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
