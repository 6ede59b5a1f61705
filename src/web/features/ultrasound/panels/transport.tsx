import type { ReactElement } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { Live } from '../live.ts';
import { useLiveSlowly } from '../stage/use-live.ts';
import './transport.css';

interface TransportProps {
  readonly live: Live;
  readonly onSnapshot: () => void;
  readonly onClip: () => void;
  readonly maySave: boolean;
  readonly onReplay: (() => void) | undefined;
}

/** Freeze, go back through the kept frames, take a snapshot or a clip of them. */
export function Transport({ live, onSnapshot, onClip, onReplay, maySave }: TransportProps): ReactElement {
  const { at, length, analysed } = useLiveSlowly(live);
  const isFrozen = at !== undefined;
  const first = live.frames()[0];
  const seconds =
    analysed === undefined || first === undefined ? 0 : (analysed.frame.at - first.frame.at) / 1000;
  return (
    <div className="transport">
      <Button
        look={isFrozen ? 'main' : 'plain'}
        isDisabled={length === 0}
        onPress={() => (isFrozen ? live.unfreeze() : live.freeze())}
      >
        {isFrozen ? 'Frozen' : 'Freeze'}
      </Button>
      <input
        type="range"
        className="transport__cine"
        aria-label="Cine"
        min={0}
        max={Math.max(0, length - 1)}
        value={at ?? Math.max(0, length - 1)}
        disabled={length === 0}
        onChange={(event) => live.scrub(Number(event.target.value))}
      />
      <span className="number transport__time">
        {length === 0 ? '–' : `${(at ?? length - 1) + 1}/${length} · ${seconds.toFixed(2)} s`}
      </span>
      {onReplay !== undefined && <Button onPress={onReplay}>Replay</Button>}
      <Button isDisabled={length === 0 || !maySave} onPress={onSnapshot}>
        Snapshot
      </Button>
      <Button isDisabled={length === 0 || !maySave} onPress={onClip}>
        Clip
      </Button>
      {length > 0 && !maySave && <small className="transport__why">Mark the image region first</small>}
    </div>
  );
}
