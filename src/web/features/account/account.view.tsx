import { useState, type ReactElement } from 'react';
import type { AccountView as Account } from '../../../core/episode.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CodePicture } from './code-picture.tsx';
import { words } from './words.ts';
import './account.css';

interface AccountViewProps {
  readonly account: Account;
  /** Passkeys can be made under the name by which this page was opened. */
  readonly passkeys: boolean;
  /** A secret that was made and not yet confirmed. */
  readonly enrolment: { readonly secret: string; readonly address: string } | undefined;
  readonly isBusy: boolean;
  readonly said: string | undefined;
  readonly onPassword: (proof: string, next: string) => void;
  readonly onBeginCodes: (proof: string) => void;
  readonly onConfirmCodes: (code: string) => void;
  readonly onRemoveCodes: (proof: string) => void;
  readonly onAddPasskey: (proof: string, name: string) => void;
  readonly onRemovePasskey: (id: string) => void;
  readonly onSignOutElsewhere: () => void;
}

/** One's own account: what proves who one is, and every browser that believes it. */
export function AccountView(props: AccountViewProps): ReactElement {
  const { account } = props;
  const [proof, setProof] = useState('');
  return (
    <>
      <div className="page__head">
        <div>
          <h1>{words.title}</h1>
          <p className="page__lead">{words.lead(account.login)}</p>
        </div>
      </div>
      <div role="alert">{props.said !== undefined && <Notice tone="danger">{props.said}</Notice>}</div>
      <div className="account">
        {account.isDemo ? (
          <Notice tone="calm">{words.demo}</Notice>
        ) : (
          <>
            <section className="card account__part">
              <TextField
                type="password"
                label={words.proof}
                value={proof}
                onChange={setProof}
                hint={words.proofHint}
                autoComplete="current-password"
              />
              <Password {...props} proof={proof} />
            </section>
            <Codes {...props} proof={proof} />
            <Passkeys {...props} proof={proof} />
          </>
        )}
        <Seats {...props} />
      </div>
    </>
  );
}

type PartProps = AccountViewProps & { readonly proof: string };

function Password({ proof, isBusy, onPassword }: PartProps): ReactElement {
  const [next, setNext] = useState('');
  return (
    <>
      <h2>{words.passwordTitle}</h2>
      <TextField
        type="password"
        label={words.next}
        value={next}
        onChange={setNext}
        hint={words.nextHint}
        autoComplete="new-password"
      />
      <Button isDisabled={isBusy || proof === '' || next === ''} onPress={() => onPassword(proof, next)}>
        {words.change}
      </Button>
    </>
  );
}

function Codes({ account, enrolment, proof, isBusy, ...on }: PartProps): ReactElement {
  const [code, setCode] = useState('');
  return (
    <section className="card account__part">
      <h2>{words.codesTitle}</h2>
      <p>{account.codes ? words.codesOn : words.codesOff}</p>
      {account.codes ? (
        <Button isDisabled={isBusy || proof === ''} onPress={() => on.onRemoveCodes(proof)}>
          {words.codesRemove}
        </Button>
      ) : enrolment === undefined ? (
        <Button isDisabled={isBusy || proof === ''} onPress={() => on.onBeginCodes(proof)}>
          {words.codesBegin}
        </Button>
      ) : (
        <>
          <p>{words.codesScan}</p>
          <CodePicture text={enrolment.address} label={words.codesPicture} />
          <p>
            {words.secret}: <span className="account__secret">{enrolment.secret}</span>
          </p>
          <TextField
            label={words.code}
            value={code}
            onChange={setCode}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          <Button look="main" isDisabled={isBusy || code === ''} onPress={() => on.onConfirmCodes(code)}>
            {words.confirm}
          </Button>
        </>
      )}
    </section>
  );
}

function Passkeys({ account, passkeys, proof, isBusy, ...on }: PartProps): ReactElement {
  const [name, setName] = useState('');
  return (
    <section className="card account__part">
      <h2>{words.passkeysTitle}</h2>
      <p>{words.passkeysText}</p>
      {account.passkeys.length === 0 ? (
        <p>{words.passkeysNone}</p>
      ) : (
        <ul className="account__rows">
          {account.passkeys.map((key) => (
            <li key={key.id}>
              <span>
                {key.name}{' '}
                <span className="account__more">
                  {words.passkeyAdded(key.addedAt)},{' '}
                  {key.usedAt === undefined ? words.passkeyUnused : words.passkeyUsed(key.usedAt)}
                </span>
              </span>
              <Button look="danger" isDisabled={isBusy} onPress={() => on.onRemovePasskey(key.id)}>
                {words.passkeyRemove(key.name)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {passkeys ? (
        <>
          <TextField label={words.passkeyName} value={name} onChange={setName} />
          <Button
            isDisabled={isBusy || proof === '' || name.trim() === ''}
            onPress={() => on.onAddPasskey(proof, name)}
          >
            {words.passkeyAdd}
          </Button>
        </>
      ) : (
        <Notice tone="calm">{words.passkeysNeedName}</Notice>
      )}
    </section>
  );
}

function Seats({ account, isBusy, onSignOutElsewhere }: AccountViewProps): ReactElement {
  return (
    <section className="card account__part">
      <h2>{words.seatsTitle}</h2>
      <ul className="account__rows">
        {account.seats.map((seat) => (
          <li key={`${seat.startedAt} ${seat.device}`}>
            <span>{seat.device}</span>
            <span className="account__more number">
              {seat.isThis ? words.seatThis : words.seatSince(seat.startedAt)}
            </span>
          </li>
        ))}
      </ul>
      {account.seats.length > 1 && (
        <Button isDisabled={isBusy} onPress={onSignOutElsewhere}>
          {words.signOutElsewhere}
        </Button>
      )}
    </section>
  );
}
