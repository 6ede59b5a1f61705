import type { ReactElement } from 'react';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import type { Guidance } from '../../../core/treat/procedure.ts';
import { ANSWERS } from '../../../core/answer.ts';
import { Chips } from '../../ui/chips.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { hasNeedles, patch } from './steps.ts';
import { words } from './words.ts';

interface GuidanceProps {
  readonly kept: KeptProcedure;
  readonly onChange: (kept: KeptProcedure) => void;
}

/** How the needle is guided. Ultrasound says why, and which image is kept. */
export function GuidanceView({ kept, onChange }: GuidanceProps): ReactElement | null {
  if (!hasNeedles(kept.procedure)) return null;
  const { guidance } = kept.procedure;
  const set = (next: Guidance): void => onChange(patch(kept, { guidance: next }));
  return (
    <>
      <Chips
        label={words.guidance}
        isLabelled
        options={(['palpation', 'ultrasound'] as const).map((id) => ({ id, text: words.guidances[id] }))}
        value={guidance.kind}
        onChange={(kind) =>
          set(kind === 'palpation' ? { kind } : { kind, reason: '', image: '', needleSeen: 'unknown' })
        }
      />
      {guidance.kind === 'ultrasound' && (
        <div className="procedure__fields">
          <Notice tone="caution">{words.notPaid}</Notice>
          <TextField
            label={words.ultrasoundReason}
            value={guidance.reason}
            maxLength={300}
            onChange={(reason) => set({ ...guidance, reason })}
          />
          <TextField
            label={words.ultrasoundImage}
            value={guidance.image}
            maxLength={120}
            onChange={(image) => set({ ...guidance, image })}
          />
          <Chips
            label={words.needleSeen}
            isLabelled
            options={ANSWERS.map((id) => ({ id, text: words.releasedAnswers[id] }))}
            value={guidance.needleSeen}
            onChange={(needleSeen) => set({ ...guidance, needleSeen })}
          />
        </div>
      )}
    </>
  );
}
