import type { ReactElement } from 'react';
import type { Site } from '../../../core/atlas/muscle.ts';
import type { Source } from '../../../core/atlas/source.ts';
import type { NeedleAdvice } from '../../../core/treat/depth.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import type { DryNeedledSite, InjectedSite } from '../../../core/treat/procedure.ts';
import { BeneathList } from '../../ui/facts/beneath-list.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Expander } from '../../ui/expander.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { words } from './words.ts';

interface HazardProps {
  readonly kept: KeptProcedure;
  readonly site: Site;
  readonly needled: InjectedSite | DryNeedledSite;
  readonly advice: NeedleAdvice | undefined;
  readonly sources: readonly Source[];
  readonly onPatch: (change: Readonly<Record<string, unknown>>) => void;
}

/** What a needle must not meet here, how long it may be, and on what that rests. */
export function HazardView(props: HazardProps): ReactElement {
  const { site, needled, advice, sources, onPatch } = props;
  const { beneath, needling } = site.entry;
  const kinds = [...new Set(beneath.map((b) => b.kind))].filter((k) => words.hazards[k] !== '');
  const warnings = advice?.warnings ?? [];
  const asksReason =
    needling !== undefined || warnings.includes('too-long') || warnings.includes('no-margin');
  return (
    <div className="procedure__hazard" data-lung={kinds.includes('pleura') ? '' : undefined}>
      <p className="procedure__verdict">
        {kinds.map((kind) => (
          <Badge key={kind} tone="danger">
            {words.hazards[kind]}
          </Badge>
        ))}
        <Ceiling advice={advice} />
      </p>
      <Warnings {...props} />
      {(asksReason || needled.reason !== undefined) && (
        <TextField
          label={words.reason}
          value={needled.reason ?? ''}
          maxLength={600}
          onChange={(reason) => onPatch({ reason: reason === '' ? undefined : reason })}
        />
      )}
      <Expander title={words.beneath} level={4}>
        <BeneathList beneath={beneath} sources={sources} />
        <ul className="procedure__lines">
          {(advice?.rows ?? []).map((row) => (
            <li key={row.id}>
              {row.because} <Provenance fact={row} sources={sources} />
            </li>
          ))}
        </ul>
      </Expander>
    </div>
  );
}

function Ceiling({ advice }: Pick<HazardProps, 'advice'>): ReactElement {
  if (advice?.ceiling === undefined) return <strong>{words.bases.none}</strong>;
  return (
    <>
      <strong className="number">{words.ceiling(advice.ceiling)}</strong>
      <span>{words.bases[advice.basis]}</span>
    </>
  );
}

function Warnings({ site, needled, advice, sources }: HazardProps): ReactElement {
  const { needling } = site.entry;
  const warnings = advice?.warnings ?? [];
  return (
    <div aria-live="polite">
      {needling !== undefined && (
        <p className="procedure__warning">
          <strong>{needling.advice === 'not-advised' ? words.notAdvised : words.onlyUltrasound}</strong>{' '}
          {needling.because} <Provenance fact={needling} sources={sources} />
        </p>
      )}
      {warnings.includes('too-long') && (
        <p className="procedure__warning">
          {words.needleTooLong(needled.needle.length, advice?.ceiling ?? 0)}
        </p>
      )}
      {warnings.includes('no-margin') && <p className="procedure__warning">{words.noMargin}</p>}
      {warnings.includes('bmi-needed') && <p className="procedure__quiet">{words.bmiNeeded}</p>}
    </div>
  );
}
