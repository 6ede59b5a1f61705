import { useState, type SyntheticEvent, type ReactElement, type ReactNode } from 'react';
import type { ActorId, DemoAccount } from '../../../core/episode.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { words } from './words.ts';
import './sign-in.css';

/** What every one of these forms needs. */
export interface FormState {
  readonly isBusy: boolean;
  /** What was said against the last attempt. */
  readonly said: string | undefined;
}

interface SignInViewProps extends FormState {
  readonly ended: boolean;
  readonly passkeys: boolean;
  readonly demoAccounts: readonly DemoAccount[];
  readonly onSignIn: (login: string, password: string) => void;
  readonly onPasskey: () => void;
  readonly onDemo: (id: ActorId) => void;
}

/** Login and password, a passkey, or one click into the demo clinic. */
export function SignInView(props: SignInViewProps): ReactElement {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  return (
    <div className={props.demoAccounts.length > 0 ? 'sign-in' : 'sign-in sign-in--one'}>
      <Form title={words.title} {...props} onSubmit={() => props.onSignIn(login, password)}>
        {props.ended && <Notice tone="calm">{words.ended}</Notice>}
        <TextField label={words.login} value={login} onChange={setLogin} autoComplete="username webauthn" />
        <TextField
          type="password"
          label={words.password}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <Said said={props.said} />
        <div className="sign-in__tools">
          <Button type="submit" look="main">
            {props.isBusy ? words.busy : words.submit}
          </Button>
          {props.passkeys && <Button onPress={props.onPasskey}>{words.passkey}</Button>}
        </div>
        {!props.passkeys && <p>{words.passkeyNeedsName}</p>}
      </Form>
      {props.demoAccounts.length > 0 && (
        <section className="card sign-in__demo" aria-labelledby="demo-title">
          <h2 id="demo-title">{words.demoTitle}</h2>
          <p>{words.demoText}</p>
          <ul className="sign-in__roles">
            {props.demoAccounts.map(({ id, name, role }) => (
              <li key={id}>
                <Button
                  onPress={() => props.onDemo(id)}
                  label={`${words.demoAs(name)}, ${words.roles[role]}`}
                >
                  {words.demoAs(name)}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface CodeViewProps extends FormState {
  readonly onCode: (code: string) => void;
  readonly onOther: () => void;
}

/** The code that is owed after the password. */
export function CodeView(props: CodeViewProps): ReactElement {
  const [code, setCode] = useState('');
  return (
    <div className="sign-in sign-in--one">
      <Form title={words.codeTitle} {...props} onSubmit={() => props.onCode(code)}>
        <p>{words.codeText}</p>
        <TextField
          label={words.code}
          value={code}
          onChange={setCode}
          hint={words.codeHint}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <Said said={props.said} />
        <div className="sign-in__tools">
          <Button type="submit" look="main">
            {props.isBusy ? words.busy : words.submit}
          </Button>
          <Button look="quiet" onPress={props.onOther}>
            {words.other}
          </Button>
        </div>
      </Form>
    </div>
  );
}

interface LockedViewProps extends FormState {
  readonly name: string;
  readonly passkeys: boolean;
  /** Demo accounts have no password to ask for. */
  readonly isDemo: boolean;
  readonly onUnlock: (password: string | undefined) => void;
  readonly onPasskey: () => void;
  readonly onOther: () => void;
}

/** Covers everything until whoever left comes back. */
export function LockedView(props: LockedViewProps): ReactElement {
  const [password, setPassword] = useState('');
  return (
    <dialog
      className="locked"
      aria-labelledby="form-title"
      ref={coverAll}
      onCancel={(event) => event.preventDefault()}
      onClose={(event) => event.currentTarget.showModal()}
    >
      <Form
        title={words.locked}
        {...props}
        onSubmit={() => props.onUnlock(props.isDemo ? undefined : password)}
      >
        <p>{words.lockedText(props.name)}</p>
        {!props.isDemo && (
          <TextField
            type="password"
            label={words.password}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            hasFocus
          />
        )}
        <Said said={props.said} />
        <div className="sign-in__tools">
          <Button type="submit" look="main">
            {props.isBusy ? words.busy : words.unlock}
          </Button>
          {props.passkeys && !props.isDemo && <Button onPress={props.onPasskey}>{words.passkey}</Button>}
          <Button look="quiet" onPress={props.onOther}>
            {words.other}
          </Button>
        </div>
      </Form>
    </dialog>
  );
}

/** A modal dialog makes everything behind it unreachable, for every key and reader. */
function coverAll(dialog: HTMLDialogElement | null): void {
  if (dialog !== null && !dialog.open) dialog.showModal();
}

interface FormProps extends FormState {
  readonly title: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A card with a title and a way to send it; sent once at a time. */
export function Form({ title, isBusy, onSubmit, children }: FormProps): ReactElement {
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isBusy) onSubmit();
  };
  return (
    <form className="card sign-in__form" onSubmit={submit} noValidate aria-labelledby="form-title">
      <h1 id="form-title">{title}</h1>
      {children}
    </form>
  );
}

/** What was said against the last attempt, read out when it appears. */
export function Said({ said }: { readonly said: string | undefined }): ReactElement {
  return <div role="alert">{said !== undefined && <Notice tone="danger">{said}</Notice>}</div>;
}
