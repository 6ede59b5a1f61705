import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../core/episode.ts';
import { err, type Result } from '../../../kit/result.ts';
import type { Failure } from '../../api/client.ts';
import { sessionActs, sessionReads, type Entered } from '../../api/session.ts';
import { CodeView, LockedView, SignInView, type FormState } from './sign-in.view.tsx';
import { words } from './words.ts';

type Attempt = () => Promise<Result<Entered | undefined, Failure>>;

/** Try something that changes who is here, and then ask again who is. */
export function useAttempt(
  whose: 'same' | 'anyone' = 'same',
): FormState & { readonly attempt: (work: Attempt) => void } {
  const client = useQueryClient();
  const trying = useMutation({
    mutationFn: async (work: Attempt) => {
      const result = await work();
      if (!result.ok) return result;
      // Whoever is here now must not see what was read for somebody else.
      if (whose === 'anyone')
        client.removeQueries({
          predicate: ({ queryKey }) => queryKey[0] !== sessionReads.session.queryKey[0],
        });
      await client.resetQueries({ queryKey: sessionReads.session.queryKey });
      return result;
    },
  });
  const failure = trying.data?.ok === false ? trying.data.error : undefined;
  return {
    attempt: (work) => trying.mutate(work),
    isBusy: trying.isPending,
    said: failure === undefined ? undefined : words.failure(failure),
  };
}

/** Stands in place of every page with patients until somebody is signed in. */
export function SignInPage({
  session,
}: {
  readonly session: Extract<SessionView, { readonly demoAccounts: unknown }>;
}): ReactElement {
  const { attempt, ...state } = useAttempt('anyone');
  if (session.state === 'half')
    return (
      <CodeView
        {...state}
        onCode={(code) => attempt(() => sessionActs.code(code.replaceAll(/\s/g, '')))}
        onOther={() => attempt(sessionActs.signOut)}
      />
    );
  return (
    <SignInView
      {...state}
      ended={session.state === 'ended'}
      passkeys={session.passkeys}
      demoAccounts={session.demoAccounts}
      onSignIn={(login, password) => attempt(() => sessionActs.signIn(login, password))}
      onPasskey={() => attempt(sessionActs.passkey)}
      onDemo={(id) => attempt(() => sessionActs.demo(id))}
    />
  );
}

/** Stands before everything while the screen is locked. */
export function LockedPage({
  session,
}: {
  readonly session: Extract<SessionView, { readonly actor: unknown }>;
}): ReactElement {
  const { attempt, ...state } = useAttempt();
  return (
    <LockedView
      {...state}
      name={session.actor.name}
      passkeys={session.passkeys}
      isDemo={session.isDemoAccount}
      onUnlock={(password) => attempt(() => sessionActs.unlock(password))}
      onPasskey={() => attempt(sessionActs.passkey)}
      onOther={() => attempt(leave)}
    />
  );
}

/** Sign out and start afresh, so that nothing of the one stays in the memory of the page for the other. */
async function leave(): Promise<Result<undefined, Failure>> {
  const left = await sessionActs.signOut();
  if (!left.ok) return err(left.error);
  window.location.assign('/');
  return left;
}
