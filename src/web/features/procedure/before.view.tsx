import { useState, type SubmitEvent, type ReactElement } from 'react';
import { CONSENT_VERSION, consentFor } from '../../../content/treat/consent.ts';
import type { Source } from '../../../core/atlas/source.ts';
import { needsOverride } from '../../../core/decide/visit-candidacy.ts';
import type { Actor, Chart } from '../../../core/episode.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import { TIME_OUT_CHECKS, type Signature, type TimeOutCheck } from '../../../core/treat/procedure.ts';
import type { Instant } from '../../../kit/time.ts';
import { partOf } from '../../api/parts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Held } from './held.ts';
import { SignaturePad } from './signature-pad.tsx';
import { isBegun, patch, SCALE } from './steps.ts';
import { Summary } from './summary.tsx';
import { clockTime, words } from './words.ts';

interface BeforeProps {
  readonly kept: KeptProcedure;
  readonly held: Held;
  readonly chart: Chart;
  readonly actor: Actor;
  readonly sources: readonly Source[];
  readonly onChange: (kept: KeptProcedure) => void;
}

const now = (): Instant => new Date().toISOString() as Instant;

/** What comes before the first site: who may be treated, consent, time-out, and the pain as it is. */
export function BeforeView(props: BeforeProps): ReactElement {
  const { kept, chart, onChange } = props;
  const { procedure } = kept;
  const { consent, timeOut, before } = procedure;
  const known = partOf(chart.parts, 'scores', chart.visit.id)?.body.pain?.now;
  return (
    <Summary
      id="before"
      title={words.before}
      isDone={isBegun(procedure)}
      lines={[
        consent === undefined ? '' : words.signed(consent.by, clockTime(consent.signed), consent.version),
        timeOut === undefined ? '' : words.timeOutDone(clockTime(timeOut.at)),
        before === undefined ? '' : `${words.painBefore}: ${before.value}`,
      ]}
      always={<Standing {...props} />}
    >
      <Consent {...props} />
      <TimeOut {...props} />
      <Rating
        label={words.painBefore}
        value={before?.value}
        known={before === undefined ? known : undefined}
        onRate={(value) => onChange(patch(kept, { before: { scale: SCALE, value } }))}
      />
    </Summary>
  );
}

const TEN = Array.from({ length: 11 }, (_, n) => ({ id: String(n), text: String(n) }));

/** From 0 to 10 in one tap. */
export function Rating({
  label,
  value,
  known,
  onRate,
}: {
  readonly label: string;
  readonly value: number | undefined;
  /** What the scores of this visit say, to be taken over in one tap. */
  readonly known?: number | undefined;
  readonly onRate: (value: number) => void;
}): ReactElement {
  return (
    <div className="procedure__rating">
      <h3>{label}</h3>
      <p className="procedure__quiet">{words.painScale}</p>
      <Chips
        label={label}
        options={TEN}
        value={value === undefined ? undefined : String(value)}
        onChange={(n) => onRate(Number(n))}
        isLarge
      />
      {known !== undefined && <Button onPress={() => onRate(known)}>{words.fromScores(known)}</Button>}
    </div>
  );
}

function Standing({ kept, held, chart, actor, sources, onChange }: BeforeProps): ReactElement {
  const { candidacy, override } = held.standing;
  const { level, raised, unanswered } = candidacy;
  const stands = needsOverride(level) && override === undefined;
  return (
    <div className="procedure__standing" data-level={level}>
      <p className="procedure__verdict">
        <strong>{words.levels[level]}</strong>
        {unanswered.length > 0 && (
          <Badge tone="unreviewed">{words.openQuestions(unanswered.length)}</Badge>
        )}{' '}
        <a href={`/visits/${chart.visit.id}/safety`}>{words.toSafety}</a>
      </p>
      {raised.length > 0 && (
        <Expander title={words.why(raised.length)}>
          <ul className="procedure__lines">
            {raised.map((rule) => (
              <li key={rule.id}>
                {rule.because} {rule.then} <Provenance fact={rule} sources={sources} />
              </li>
            ))}
          </ul>
        </Expander>
      )}
      {override !== undefined && (
        <p>
          {words.overridden} {override.reason}
        </p>
      )}
      {stands && (
        <TextField
          label={words.override}
          hint={words.overrideHint}
          value={kept.procedure.override?.reason ?? ''}
          maxLength={600}
          onChange={(reason) =>
            onChange(patch(kept, { override: reason.trim() === '' ? undefined : { reason, by: actor.name } }))
          }
        />
      )}
    </div>
  );
}

function Consent({ kept, sources, onChange }: BeforeProps): ReactElement {
  const { consent, kind } = kept.procedure;
  const [name, setName] = useState('');
  const [isDrawing, setDrawing] = useState(false);
  const sign = (signature: Signature): void => {
    if (name.trim() === '') return;
    // A signature that comes after the time-out asks for another one.
    onChange(
      patch(kept, {
        consent: { version: CONSENT_VERSION, signed: now(), by: name.trim(), signature },
        timeOut: undefined,
      }),
    );
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isDrawing) sign({ kind: 'typed' });
  };
  return (
    <div className="procedure__part">
      <h3>{words.consent}</h3>
      <Expander title={words.consentText(CONSENT_VERSION)} level={4}>
        <ul className="procedure__lines">
          {consentFor(kind).map((line) => (
            <li key={line.id}>
              {line.says} <Provenance fact={line} sources={sources} />
            </li>
          ))}
        </ul>
      </Expander>
      {consent !== undefined ? (
        <p className="procedure__done">
          {words.signed(consent.by, clockTime(consent.signed), consent.version)}{' '}
          <Button
            look="quiet"
            onPress={() => onChange(patch(kept, { consent: undefined, timeOut: undefined }))}
          >
            {words.signAgain}
          </Button>
        </p>
      ) : (
        <form className="procedure__sign" onSubmit={submit}>
          <TextField
            label={words.signer}
            hint={words.signerHint}
            hasFocus
            value={name}
            maxLength={120}
            onChange={setName}
          />
          {isDrawing ? (
            <SignaturePad
              isDisabled={name.trim() === ''}
              onSign={(lines) => sign({ kind: 'drawn', lines })}
            />
          ) : (
            <Button type="submit" look="main" isDisabled={name.trim() === ''}>
              {words.sign}
            </Button>
          )}
          <Button look="quiet" onPress={() => setDrawing(!isDrawing)}>
            {isDrawing ? words.type : words.draw}
          </Button>
        </form>
      )}
    </div>
  );
}

function TimeOut({ kept, onChange }: BeforeProps): ReactElement {
  const { timeOut, consent } = kept.procedure;
  const checked = timeOut?.checked ?? [];
  const set = (next: readonly TimeOutCheck[]): void =>
    onChange(patch(kept, { timeOut: next.length === 0 ? undefined : { at: now(), checked: next } }));
  const isWhole = TIME_OUT_CHECKS.every((check) => checked.includes(check));
  return (
    <div className="procedure__part">
      <h3>{words.timeOut}</h3>
      {consent === undefined && <p className="procedure__quiet">{words.timeOutLater}</p>}
      <ul className="procedure__checks">
        {TIME_OUT_CHECKS.map((check) => (
          <li key={check}>
            <label>
              <input
                type="checkbox"
                checked={checked.includes(check)}
                disabled={consent === undefined}
                onChange={(event) =>
                  set(event.target.checked ? [...checked, check] : checked.filter((c) => c !== check))
                }
              />
              {words.timeOutChecks[check]}
            </label>
          </li>
        ))}
      </ul>
      {!isWhole && (
        <Button look="main" isDisabled={consent === undefined} onPress={() => set([...TIME_OUT_CHECKS])}>
          {words.timeOutAll}
        </Button>
      )}
    </div>
  );
}
