import { useEffect, useState, type ReactElement } from 'react';
import type { LipidVolumes } from '../../../core/treat/last.ts';
import { Button } from '../button.tsx';
import { words } from './words.ts';
import './rescue-card.css';

interface RescueCardProps {
  /** Undefined: without a plausible weight there are none, and the card says so. */
  readonly volumes: LipidVolumes | undefined;
  /** When it began, in milliseconds; undefined while the clock stands. */
  readonly begun: number | undefined;
  readonly onBegun: (begun: number | undefined) => void;
  /** Id of its heading. */
  readonly headingId: string;
}

/** What to do about systemic toxicity, with volumes for this weight and a clock. */
export function RescueCard({ volumes, begun, onBegun, headingId }: RescueCardProps): ReactElement {
  return (
    <section className="rescue" aria-labelledby={headingId}>
      <h2 id={headingId}>{words.title}</h2>
      <Clock begun={begun} onBegun={onBegun} />
      {volumes === undefined ? (
        <p className="rescue__refusal">{words.noWeight}</p>
      ) : (
        <div className="rescue__volumes">
          <p>{words.text}</p>
          <ul className="number">
            <li>{words.bolus(volumes.bolus)}</li>
            <li>{words.infusion(...volumes.infusionPerMinute)}</li>
            <li>{words.most(volumes.most)}</li>
          </ul>
        </div>
      )}
      <ol>
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="source-note">{words.stepsSource}</p>
    </section>
  );
}

function Clock({ begun, onBegun }: Pick<RescueCardProps, 'begun' | 'onBegun'>): ReactElement {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (begun === undefined) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [begun]);
  const seconds = begun === undefined ? 0 : Math.max(0, Math.floor((now - begun) / 1000));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <div className="rescue__clock">
      <span role="timer" aria-label={words.clock} className="number">
        {text}
      </span>
      <Button
        look={begun === undefined ? 'danger' : 'plain'}
        onPress={() => {
          setNow(Date.now());
          onBegun(begun === undefined ? Date.now() : undefined);
        }}
      >
        {begun === undefined ? words.start : words.stop}
      </Button>
    </div>
  );
}
