import { useEffect, useState, type ReactElement } from 'react';
import { lipidVolumes } from '../../../core/treat/last.ts';
import { Button } from '../../ui/button.tsx';
import { typedWeight } from './syringe.ts';
import { words } from './words.ts';

/** What to do about systemic toxicity, with volumes for this weight and a clock. */
export function RescueView({ weight }: { readonly weight: string }): ReactElement {
  const volumes = lipidVolumes(typedWeight(weight));
  return (
    <section className="bedside__rescue" aria-labelledby="bedside-rescue">
      <h2 id="bedside-rescue">{words.rescue}</h2>
      <Clock />
      {volumes.ok ? (
        <div className="bedside__volumes">
          <p>{words.rescueText}</p>
          <ul className="number">
            <li>{words.bolus(volumes.value.bolus)}</li>
            <li>{words.infusion(...volumes.value.infusionPerMinute)}</li>
            <li>{words.most(volumes.value.most)}</li>
          </ul>
        </div>
      ) : (
        <p className="bedside__refusal">{words.noWeight}</p>
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

function Clock(): ReactElement {
  const [begun, setBegun] = useState<number>();
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (begun === undefined) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [begun]);
  const seconds = begun === undefined ? 0 : Math.max(0, Math.floor((now - begun) / 1000));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <div className="bedside__clock">
      <span role="timer" aria-label={words.clock} className="number">
        {text}
      </span>
      <Button
        look={begun === undefined ? 'danger' : 'plain'}
        onPress={() => {
          setNow(Date.now());
          setBegun(begun === undefined ? Date.now() : undefined);
        }}
      >
        {begun === undefined ? words.start : words.stop}
      </Button>
    </div>
  );
}
