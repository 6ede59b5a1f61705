import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { ROLES, type Role } from '../../../core/episode.ts';
import type { Result } from '../../../kit/result.ts';
import type { Failure } from '../../api/client.ts';
import { sessionActs, type Entered, type LinkPurpose } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAttempt } from './sign-in.page.tsx';
import { Form, Said } from './sign-in.view.tsx';
import { words } from './words.ts';

/** Where a link that works once leads: found a clinic, or take up an account. */
export function WelcomePage(): ReactElement {
  // After the # it is in no log and no referrer.
  const [token] = useState(() => window.location.hash.slice(1));
  const link = useQuery({ queryKey: ['link', token], queryFn: () => sessionActs.readLink(token), retry: 0 });
  if (link.data === undefined) return <Loading what={words.loading} />;
  if (link.data.ok) return <WelcomeForm token={token} purpose={link.data.value} />;
  if (link.data.error.code === 'unreachable')
    return (
      <Failed
        title={words.failed}
        action={<Button onPress={() => void link.refetch()}>{words.retry}</Button>}
      />
    );
  return (
    <Empty title={words.linkOver} action={<a href="/">{words.home}</a>}>
      {words.linkOverText}
    </Empty>
  );
}

function WelcomeForm({
  token,
  purpose,
}: {
  readonly token: string;
  readonly purpose: LinkPurpose;
}): ReactElement {
  const { attempt, ...state } = useAttempt();
  const [password, setPassword] = useState('');
  const [clinic, setClinic] = useState('');
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('physician');
  const isFounding = purpose.kind === 'found';
  const send = (): Promise<Result<Entered, Failure>> =>
    isFounding
      ? sessionActs.found({ token, clinic, name, login, role, password })
      : sessionActs.join(token, password);
  const submit = (): void =>
    attempt(async () => {
      const entered = await send();
      if (entered.ok) window.location.assign('/');
      return entered;
    });
  return (
    <div className="sign-in sign-in--one">
      <Form title={words.welcome} {...state} onSubmit={submit}>
        <p>{isFounding ? words.foundText : words.joinText(purpose.clinic)}</p>
        {isFounding && (
          <>
            <TextField label={words.clinic} value={clinic} onChange={setClinic} autoComplete="organization" />
            <TextField label={words.name} value={name} onChange={setName} autoComplete="name" />
            <Choice
              label={words.role}
              value={role}
              onChange={setRole}
              options={ROLES.map((id) => ({ id, text: words.roles[id] }))}
            />
          </>
        )}
        <TextField
          label={words.login}
          value={isFounding ? login : purpose.login}
          onChange={setLogin}
          autoComplete="username"
          isReadOnly={!isFounding}
          {...(isFounding && { hint: words.loginHint })}
        />
        <TextField
          type="password"
          label={words.newPassword}
          value={password}
          onChange={setPassword}
          hint={words.passwordHint}
          autoComplete="new-password"
        />
        <Said said={state.said} />
        <Button type="submit" look="main">
          {state.isBusy ? words.busy : isFounding ? words.found : words.join}
        </Button>
      </Form>
    </div>
  );
}
