import { useMemo, useState, type ReactElement } from 'react';
import { agents } from '../../../content/treat/agents.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { Chart } from '../../../core/episode.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import type { Instant } from '../../../kit/time.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { isSettled, type Held } from './held.ts';
import { HandsOnSheet } from './hands-on-sheet.view.tsx';
import { refusalOf, type Refused } from './refusals.ts';
import { SiteFinder } from './site-finder.view.tsx';
import { SiteMap } from './site-map.view.tsx';
import { SiteSheet } from './site-sheet.view.tsx';
import { hasNeedles, isBegun, isSiteDone, patchSite, setupLacks, withoutSite, withSite } from './steps.ts';
import { words } from './words.ts';

interface SitesProps {
  readonly kept: KeptProcedure;
  readonly held: Held;
  readonly atlas: Atlas;
  readonly chart: Chart;
  readonly candidates: readonly Site[];
  readonly isReady: boolean;
  readonly onChange: (kept: KeptProcedure) => void;
}

/** The sites: on the map, in the list, and the one that is being treated in full. */
export function SitesView(props: SitesProps): ReactElement {
  const { kept, held, atlas, candidates, isReady, onChange } = props;
  const { procedure } = kept;
  const [chosen, setChosen] = useState(() => procedure.sites.length - 1);
  const [refused, setRefused] = useState<Refused>();
  const treated = useMemo(() => procedure.sites.map(({ site }) => site), [procedure.sites]);
  const add = (site: Site): void => {
    const at = treated.indexOf(site.id);
    if (at >= 0) {
      setChosen(at);
      setRefused(undefined);
      return;
    }
    const why = refusalOf(kept, site, held.context, agents);
    setRefused(why);
    if (why !== undefined) return;
    onChange(withSite(kept, site, new Date().toISOString() as Instant));
    setChosen(procedure.sites.length);
  };
  const byId = held.around.sites;
  const opened = procedure.sites[chosen] === undefined ? undefined : byId.get(procedure.sites[chosen].site);
  return (
    <section className="procedure__card procedure__sites" aria-labelledby="step-sites">
      <h2 id="step-sites">{words.map}</h2>
      {!isReady && <Lacking kept={kept} held={held} />}
      {refused !== undefined && (
        <Refusal
          refused={refused}
          patient={props.chart.patient.id}
          kept={kept}
          onChange={(next) => {
            onChange(next);
            setRefused(undefined);
          }}
        />
      )}
      <div className="procedure__field">
        <div className="procedure__where">
          <SiteMap
            atlas={atlas}
            treated={treated}
            candidates={candidates}
            chosen={procedure.sites[chosen]?.site}
            isReady={isReady}
            onSite={add}
          />
          <SiteFinder sites={atlas.sites} isReady={isReady} onSite={add} />
        </div>
        <div className="procedure__work">
          {treated.length > 0 && (
            <ol className="procedure__list" aria-label={words.list}>
              {treated.map((id, i) => {
                const site = byId.get(id);
                const name = site === undefined ? id : siteName(site);
                return (
                  <li key={id}>
                    <button
                      type="button"
                      aria-pressed={i === chosen}
                      data-done={isSiteDone(procedure, i) ? '' : undefined}
                      onClick={() => setChosen(i)}
                    >
                      {words.site(i + 1, name)}
                      {isSiteDone(procedure, i) && <span> · {words.done}</span>}
                    </button>
                  </li>
                );
              })}
            </ol>
          )}
          {opened === undefined ? (
            <p className="procedure__quiet">{words.mapText}</p>
          ) : hasNeedles(procedure) ? (
            <SiteSheet
              key={opened.id}
              kept={kept}
              held={held}
              at={chosen}
              site={opened}
              sources={atlas.sources}
              onPatch={(change) => onChange(patchSite(kept, chosen, change))}
              onChange={onChange}
            />
          ) : (
            <HandsOnSheet
              key={opened.id}
              kept={kept}
              at={chosen}
              site={opened}
              onPatch={(change) => onChange(patchSite(kept, chosen, change))}
            />
          )}
          {opened !== undefined && (
            <Button
              look="quiet"
              onPress={() => {
                onChange(withoutSite(kept, chosen));
                setChosen(Math.max(0, chosen - 1));
              }}
            >
              {words.remove}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

function Lacking({ kept, held }: Pick<SitesProps, 'kept' | 'held'>): ReactElement {
  const lacks = setupLacks(kept).map((lack) => words.lacks[lack]);
  return (
    <Notice tone="caution">
      {!isBegun(kept.procedure) && <p>{words.beforeFirst}</p>}
      {!isSettled(kept, held.standing) && <p>{words.notSettled}</p>}
      {lacks.length > 0 && <p>{words.stillNeeded(lacks)}</p>}
    </Notice>
  );
}

interface RefusalProps {
  readonly refused: Refused;
  readonly patient: string;
  readonly kept: KeptProcedure;
  readonly onChange: (kept: KeptProcedure) => void;
}

/** Why a site was not added, and the way on where there is one. */
function Refusal({ refused, patient, kept, onChange }: RefusalProps): ReactElement {
  const use = (agent: string, volume: number): void => {
    const setup = kept.setup ?? { prepared: [] };
    const prepared = setup.prepared.map((p) => (p.agent === agent ? { ...p, volume } : p));
    onChange({ ...kept, setup: { ...setup, prepared } });
  };
  return (
    <div role="alert" className="procedure__refusal">
      {refused.code === 'both-lungs' && (
        <>
          <strong>{words.notBilateral}</strong>
          <p>{words.bothLungs(refused.others.map(siteName).join('; '))}</p>
        </>
      )}
      {refused.code === 'twice' && <p>{words.twice}</p>}
      {refused.code === 'no-dose' && (
        <p>
          {words.noDose(refused.expected.join('; '))}{' '}
          <a href={`/patients/${patient}/background`}>{words.toBackground}</a>
        </p>
      )}
      {refused.code === 'no-room' && (
        <>
          <p>
            {words.noRoom(
              agents.find((a) => a.id === refused.agent)?.name ?? refused.agent,
              refused.room,
              refused.planned,
            )}
          </p>
          {refused.room > 0 && (
            <Button onPress={() => use(refused.agent, refused.room)}>{words.useRoom(refused.room)}</Button>
          )}
        </>
      )}
    </div>
  );
}
