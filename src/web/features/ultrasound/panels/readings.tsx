import { useEffect, useState, type ReactElement } from 'react';
import type { Calibration } from '../../../../imaging/calibration.ts';
import type { Rate } from '../../../../imaging/frame-rate.ts';
import { isFrozen } from '../../../../imaging/path/live.ts';
import type { Live } from '../live.ts';
import { useLiveSlowly } from '../stage/use-live.ts';
import { Figure } from './figure.tsx';
import './readings.css';

interface ReadingsProps {
  readonly live: Live;
  readonly calibration: Calibration | undefined;
  /** Milliseconds from arrival of a frame to its overlay on screen. */
  readonly latency: number | undefined;
}

const SOURCES = {
  dicom: 'from the file',
  ruler: 'ruler, confirmed',
  clicks: 'two clicks',
  simulation: 'simulated',
} as const;

/** True frame rate, losses, delay and scale. */
export function Readings({ live, calibration, latency }: ReadingsProps): ReactElement {
  const { rate, analysed } = useLiveSlowly(live);
  return (
    <dl className="readings">
      <Counts rate={rate} />
      <Figure label="Delay">{latency === undefined ? '–' : `${latency.toFixed(0)} ms`}</Figure>
      <Figure label="Analysis">
        {analysed === undefined ? '–' : `${(analysed.took.strain + analysed.took.needle).toFixed(0)} ms`}
      </Figure>
      <Figure label="Scale" tone={calibration === undefined ? 'caution' : 'good'}>
        {calibration === undefined
          ? 'none: px'
          : `${calibration.y.toFixed(4)} mm/px, ${SOURCES[calibration.source]}`}
      </Figure>
    </dl>
  );
}

function Counts({ rate }: { readonly rate: Rate | undefined }): ReactElement {
  if (rate === undefined) return <Figure label="Unique frames">–</Figure>;
  const { unique, dropped, duplicates } = rate;
  return (
    <>
      <Figure label="Unique frames" tone={unique === undefined || unique >= 25 ? 'plain' : 'caution'}>
        {unique === undefined ? '–' : `${unique.toFixed(0)} fps`}
      </Figure>
      <Figure label="Dropped" tone={dropped > 0 ? 'caution' : 'plain'}>
        {dropped}
      </Figure>
      <Figure label="Repeated">{duplicates}</Figure>
    </>
  );
}

const CHECK_MS = 100;

/** Says so when the picture claims to be live and is not. */
export function Watchdog({
  live,
  isLive,
}: {
  readonly live: Live;
  readonly isLive: boolean;
}): ReactElement | null {
  const [age, setAge] = useState<number>();
  useEffect(() => {
    if (!isLive) return;
    const timer = window.setInterval(() => {
      const { analysed, at } = live.read();
      const now = performance.timeOrigin + performance.now();
      const isOld = analysed !== undefined && at === undefined && isFrozen(analysed.arrived, now);
      setAge(isOld ? now - analysed.arrived : undefined);
    }, CHECK_MS);
    return () => {
      window.clearInterval(timer);
      setAge(undefined);
    };
  }, [live, isLive]);
  if (age === undefined) return null;
  return (
    <p className="watchdog" role="alert">
      Not live: no new frame for {(age / 1000).toFixed(1)} s
    </p>
  );
}
