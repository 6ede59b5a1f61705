import type { ReactElement } from 'react';
import { agents } from '../../../content/treat/agents.ts';
import { ANSWERS } from '../../../core/answer.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { Source } from '../../../core/atlas/source.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import type { DryNeedledSite, InjectedSite } from '../../../core/treat/procedure.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Notice } from '../../ui/states.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { HazardView } from './hazard.view.tsx';
import type { Held } from './held.ts';
import { mostAt } from './refusals.ts';
import { solutionName } from './setup.view.tsx';
import { SignalsView } from './signals.view.tsx';
import { hasNeedles } from './steps.ts';
import { words } from './words.ts';

interface SiteSheetProps {
  readonly kept: KeptProcedure;
  readonly held: Held;
  /** Place of the site in the list. */
  readonly at: number;
  readonly site: Site;
  readonly sources: readonly Source[];
  readonly onPatch: (change: Readonly<Record<string, unknown>>) => void;
  readonly onChange: (kept: KeptProcedure) => void;
}

/** One needled site: what lies beneath, how deep, how much, and what came of it. */
export function SiteSheet(props: SiteSheetProps): ReactElement | null {
  const { kept, held, at, site, onPatch } = props;
  const { procedure } = kept;
  if (!hasNeedles(procedure)) return null;
  const needled: InjectedSite | DryNeedledSite | undefined = procedure.sites[at];
  if (needled === undefined) return null;
  const advice = held.check.needles[at];
  return (
    <div className="procedure__sheet" role="group" aria-label={words.site(at + 1, siteName(site))}>
      <h3>{words.site(at + 1, siteName(site))}</h3>
      <HazardView {...props} needled={needled} advice={advice} />
      <div className="procedure__steppers">
        <Depth {...props} needled={needled} />
        {procedure.kind === 'injection' ? (
          <Volumes {...props} needled={needled as InjectedSite} />
        ) : (
          <Stepper
            label={words.dwell}
            unit="s"
            value={(needled as DryNeedledSite).dwell}
            step={10}
            least={0}
            onChange={(dwell) => onPatch({ dwell })}
          />
        )}
      </div>
      <Closing needled={needled} onPatch={onPatch} isInjection={procedure.kind === 'injection'} />
      <SignalsView kept={kept} site={site.id} onChange={props.onChange} />
      <Expander title={words.details} level={4}>
        <div className="procedure__fields">
          <Stepper
            label={words.twitches}
            unit=""
            value={needled.twitches}
            step={1}
            least={0}
            onChange={(twitches) => onPatch({ twitches: Math.round(twitches) })}
          />
          <Stepper
            label={words.needle}
            unit="mm"
            value={needled.needle.length}
            step={1}
            least={5}
            onChange={(length) => onPatch({ needle: { ...needled.needle, length } })}
          />
          <Stepper
            label={words.gauge}
            unit="G"
            value={needled.needle.gauge}
            step={1}
            least={18}
            onChange={(gauge) => onPatch({ needle: { ...needled.needle, gauge } })}
          />
          <Stepper
            label={words.measuredShort}
            unit="mm"
            value={needled.measured ?? 0}
            step={1}
            least={0}
            zeroIsEmpty
            hint={words.measured}
            onChange={(mm) => onPatch({ measured: mm > 0 ? mm : undefined })}
          />
          <TextField
            label={words.approach}
            value={needled.approach}
            maxLength={120}
            onChange={(approach) => onPatch({ approach })}
          />
          <TextField
            label={words.skin}
            value={needled.skinPreparation}
            maxLength={120}
            onChange={(skinPreparation) => onPatch({ skinPreparation })}
          />
          <Chips
            label={words.referral}
            isLabelled
            options={ANSWERS.map((id) => ({ id, text: words.referrals[id] }))}
            value={needled.referral}
            onChange={(referral) => onPatch({ referral })}
          />
        </div>
      </Expander>
    </div>
  );
}

/** Millimetres in one tap; what lies between is a step away. */
const DEPTHS = [5, 8, 10, 12, 15, 18, 20, 25, 30, 40] as const;

/** How deep the tip went. Never proposed: the first is a tap, the next ones start from the last. */
function Depth({
  held,
  at,
  needled,
  onPatch,
}: SiteSheetProps & { readonly needled: InjectedSite | DryNeedledSite }): ReactElement {
  const { depth, needle } = needled;
  if (depth === 0)
    return (
      <Chips
        label={words.depthIn}
        isLabelled
        isLarge
        options={DEPTHS.filter((mm) => mm < needle.length).map((mm) => ({
          id: String(mm),
          text: String(mm),
        }))}
        value={undefined}
        onChange={(mm) => onPatch({ depth: Number(mm) })}
      />
    );
  const fault = held.check.complaints.find((c) => c.at === `sites[${at}].depth`);
  return (
    <Stepper
      label={words.depth}
      unit="mm"
      value={depth}
      step={1}
      least={0}
      zeroIsEmpty
      hint={words.ofNeedle(needle.gauge, needle.length)}
      fault={fault === undefined ? undefined : words.lessThan(fault.expected)}
      onChange={(mm) => onPatch({ depth: mm })}
    />
  );
}

function Volumes({
  kept,
  held,
  at,
  needled,
  onPatch,
}: SiteSheetProps & { readonly needled: InjectedSite }): ReactElement {
  return (
    <>
      {needled.injectates.map((injectate, k) => {
        const most = mostAt(kept, at, injectate, { context: held.context, agents });
        return (
          <Stepper
            key={injectate.agent}
            label={solutionName(injectate)}
            unit="mL"
            value={injectate.volume}
            step={0.1}
            least={0.1}
            most={most === undefined ? undefined : Math.max(0.1, most)}
            hint={most === undefined ? words.roomUnknown : words.mostHere(most)}
            fault={most !== undefined && injectate.volume > most ? words.over : undefined}
            onChange={(volume) =>
              onPatch({ injectates: needled.injectates.map((i, n) => (n === k ? { ...i, volume } : i)) })
            }
          />
        );
      })}
    </>
  );
}

const COUNTS = ['0', '1', '2', '3', '4', '5'] as const;

/** What ends a site, in one tap: nothing came on aspiration, and so many twitches were seen. */
function Closing({
  needled,
  isInjection,
  onPatch,
}: {
  readonly needled: InjectedSite | DryNeedledSite;
  readonly isInjection: boolean;
  readonly onPatch: SiteSheetProps['onPatch'];
}): ReactElement {
  const aspiration = 'aspiration' in needled ? needled.aspiration : undefined;
  const isClosed = aspiration === undefined ? needled.twitches > 0 : aspiration === 'negative';
  const label = isInjection ? words.closing : words.closingDry;
  return (
    <div className="procedure__closing">
      <Chips
        label={label}
        isLabelled
        isLarge
        options={COUNTS.map((id) => ({ id, text: id === '0' ? words.noTwitch : id }))}
        value={isClosed ? COUNTS.find((c) => Number(c) === needled.twitches) : undefined}
        onChange={(count) =>
          onPatch({ twitches: Number(count), ...(isInjection && { aspiration: 'negative' }) })
        }
      />
      {isInjection && (
        <div className="procedure__bad">
          {(['blood', 'air'] as const).map((id) => (
            <Button key={id} look="danger" onPress={() => onPatch({ aspiration: id })}>
              {words.aspirations[id]}
            </Button>
          ))}
        </div>
      )}
      {(aspiration === 'blood' || aspiration === 'air') && (
        <Notice tone="danger">{words.aspirationText[aspiration]}</Notice>
      )}
    </div>
  );
}
