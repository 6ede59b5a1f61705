import type { ReactElement } from 'react';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import { PATIENT_SIGNALS, type KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import type { Instant } from '../../../kit/time.ts';
import { Button } from '../../ui/button.tsx';
import { words } from './words.ts';

interface SignalsProps {
  readonly kept: KeptProcedure;
  readonly site: SiteId;
  readonly onChange: (kept: KeptProcedure) => void;
}

/** What the patient says while it is done. Nothing asks for it; a stop is answered. */
export function SignalsView({ kept, site, onChange }: SignalsProps): ReactElement {
  const last = kept.signals?.filter((s) => s.site === site).at(-1);
  return (
    <div className="procedure__signals" role="group" aria-label={words.signals}>
      <span aria-hidden="true">{words.signals}</span>
      {PATIENT_SIGNALS.map((signal) => (
        <Button
          key={signal}
          look={signal === 'stop' ? 'danger' : 'plain'}
          onPress={() =>
            onChange({
              ...kept,
              signals: [...(kept.signals ?? []), { at: new Date().toISOString() as Instant, signal, site }],
            })
          }
        >
          {words.signal[signal]}
        </Button>
      ))}
      <p role="status">
        {last === undefined
          ? ''
          : last.signal === 'stop'
            ? words.stopped
            : words.signalled(words.signal[last.signal])}
      </p>
    </div>
  );
}
