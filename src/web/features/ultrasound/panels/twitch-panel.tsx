import type { ReactElement } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { Desk, Move } from '../desk.ts';
import type { Live } from '../live.ts';
import { useLiveSlowly } from '../stage/use-live.ts';
import type { Twitches } from '../use-twitches.ts';
import { Figure } from './figure.tsx';
import { Switch } from './switch.tsx';
import './twitch-panel.css';

interface TwitchPanelProps {
  readonly live: Live;
  readonly desk: Desk;
  readonly twitches: Twitches;
  readonly move: (move: Move) => void;
}

const WHY = {
  'too-slow': 'Refused: fewer than 30 different frames a second cannot show a twitch',
  'rate-unknown': 'Waiting for half a second of frames',
  'not-calibrated': 'Refused: a speed needs a scale',
} as const;

/** Short local movements as candidates, which a person confirms or rejects. */
export function TwitchPanel({ live, desk, twitches, move }: TwitchPanelProps): ReactElement {
  const { events } = twitches;
  const { analysed } = useLiveSlowly(live);
  const twitch = analysed?.twitch;
  return (
    <section className="panel" aria-labelledby="twitch-title">
      <h2 id="twitch-title">Twitch</h2>
      <Switch isOn={desk.hasTwitch} onChange={(hasTwitch) => move({ kind: 'set', change: { hasTwitch } })}>
        Look for local twitches
      </Switch>
      {desk.hasTwitch && desk.calibration === undefined && (
        <p className="panel__note">{WHY['not-calibrated']}</p>
      )}
      {twitch?.ok === false && <p className="panel__note">{WHY[twitch.error.code]}</p>}
      <dl className="figures">
        <Figure label="Speed in the region">
          {twitch?.ok === true && twitch.value.speed !== undefined
            ? `${twitch.value.speed.toFixed(1)} mm/s`
            : '–'}
        </Figure>
        <Figure label="Above the usual">
          {twitch?.ok === true ? `${twitch.value.transient.toFixed(1)} mm/s` : '–'}
        </Figure>
      </dl>
      <ul className="events">
        {events.map(({ id, onset, duration, peak, area, verdict }) => (
          <li key={id} data-verdict={verdict}>
            <p className="number">
              {(onset / 1000).toFixed(2)} s, {duration.toFixed(0)} ms, {peak.toFixed(0)} mm/s,{' '}
              {area.toFixed(0)} mm²
            </p>
            <div className="row">
              {verdict === 'unreviewed' ? (
                <>
                  <Button onPress={() => twitches.judge(id, 'confirmed')}>Confirm</Button>
                  <Button onPress={() => twitches.judge(id, 'rejected')}>Reject</Button>
                </>
              ) : (
                <p className="panel__note">{verdict}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="panel__note">
        Candidates only: the threshold was never measured on twitches of trigger points. Not clinically
        validated.
      </p>
    </section>
  );
}
