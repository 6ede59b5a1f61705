import type { ReactElement } from 'react';
import { ANSWERS } from '../../../core/answer.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import type { ElectricalSite, ManualSite } from '../../../core/treat/procedure.ts';
import { Chips } from '../../ui/chips.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { words } from './words.ts';

interface HandsOnProps {
  readonly kept: KeptProcedure;
  readonly at: number;
  readonly site: Site;
  readonly onPatch: (change: Readonly<Record<string, unknown>>) => void;
}

/** One site without a needle: by hand, or with current through the skin. */
export function HandsOnSheet(props: HandsOnProps): ReactElement | null {
  const { kept, at, site } = props;
  const { procedure } = kept;
  return (
    <div className="procedure__sheet" role="group" aria-label={words.site(at + 1, siteName(site))}>
      <h3>{words.site(at + 1, siteName(site))}</h3>
      {procedure.kind === 'manual' && procedure.sites[at] !== undefined && (
        <Manual {...props} treated={procedure.sites[at]} />
      )}
      {procedure.kind === 'electrical' && procedure.sites[at] !== undefined && (
        <Electrical {...props} treated={procedure.sites[at]} />
      )}
    </div>
  );
}

const RATED = Array.from({ length: 10 }, (_, n) => ({ id: String(n + 1), text: String(n + 1) }));

function Manual({ treated, onPatch }: HandsOnProps & { readonly treated: ManualSite }): ReactElement {
  return (
    <>
      <Chips
        label={words.technique}
        isLabelled
        isLarge
        options={words.manualTechniques.map((text) => ({ id: text, text }))}
        value={words.manualTechniques.find((t) => t === treated.technique)}
        onChange={(technique) => onPatch({ technique })}
      />
      <Chips
        label={words.pressure}
        isLabelled
        options={RATED}
        value={
          treated.pressure.scale === 'rated' && treated.pressure.value > 0
            ? String(treated.pressure.value)
            : undefined
        }
        onChange={(value) => onPatch({ pressure: { scale: 'rated', value: Number(value) } })}
      />
      <div className="procedure__steppers">
        <Stepper
          label={words.seconds}
          unit="s"
          value={treated.seconds}
          step={10}
          least={0}
          zeroIsEmpty
          onChange={(seconds) => onPatch({ seconds })}
        />
        <Stepper
          label={words.repetitions}
          unit=""
          value={treated.repetitions}
          step={1}
          least={1}
          onChange={(repetitions) => onPatch({ repetitions })}
        />
      </div>
      <Chips
        label={words.released}
        isLabelled
        options={ANSWERS.map((id) => ({ id, text: words.releasedAnswers[id] }))}
        value={treated.released}
        onChange={(released) => onPatch({ released })}
      />
    </>
  );
}

function Electrical({ treated, onPatch }: HandsOnProps & { readonly treated: ElectricalSite }): ReactElement {
  const { current } = treated;
  return (
    <>
      <Chips
        label={words.form}
        isLabelled
        isLarge
        options={words.forms.map((text) => ({ id: text, text }))}
        value={words.forms.find((t) => t === treated.form)}
        onChange={(form) => onPatch({ form })}
      />
      <div className="procedure__steppers">
        <Stepper
          label={words.frequency}
          unit="Hz"
          value={current.frequency}
          step={10}
          least={0}
          zeroIsEmpty
          onChange={(frequency) => onPatch({ current: { ...current, frequency } })}
        />
        <Stepper
          label={words.minutes}
          unit="min"
          value={current.minutes}
          step={5}
          least={0}
          zeroIsEmpty
          onChange={(minutes) => onPatch({ current: { ...current, minutes } })}
        />
      </div>
      <TextField
        label={words.electrodes}
        value={treated.electrodes}
        maxLength={120}
        onChange={(electrodes) => onPatch({ electrodes })}
      />
    </>
  );
}
