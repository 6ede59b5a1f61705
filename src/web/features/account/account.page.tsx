import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Result } from '../../../kit/result.ts';
import type { Failure } from '../../api/client.ts';
import { sessionActs, sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { AccountView } from './account.view.tsx';
import { words } from './words.ts';

/** How one signs in, and where one is signed in. */
export function AccountPage(): ReactElement {
  const account = useQuery(sessionReads.account);
  const session = useQuery(sessionReads.session).data;
  const client = useQueryClient();
  const begin = useMutation({ mutationFn: sessionActs.beginCodes });
  const acting = useMutation({
    mutationFn: async (work: () => Promise<Result<unknown, Failure>>) => {
      const result = await work();
      if (result.ok) {
        begin.reset();
        await client.invalidateQueries({ queryKey: sessionReads.account.queryKey });
      }
      return result;
    },
  });
  if (account.data === undefined)
    return account.error === null ? (
      <Loading what={words.loading} />
    ) : (
      <Failed
        title={words.failed}
        action={<Button onPress={() => void account.refetch()}>{words.retry}</Button>}
      />
    );
  const failure = failed(begin.data) ?? failed(acting.data);
  return (
    <AccountView
      account={account.data}
      passkeys={session?.passkeys === true}
      enrolment={begin.data?.ok === true ? begin.data.value : undefined}
      isBusy={acting.isPending || begin.isPending}
      said={failure === undefined ? undefined : words.failure(failure)}
      onPassword={(proof, next) => acting.mutate(() => sessionActs.password(proof, next))}
      onBeginCodes={(proof) => begin.mutate(proof)}
      onConfirmCodes={(code) => acting.mutate(() => sessionActs.confirmCodes(code))}
      onRemoveCodes={(proof) => acting.mutate(() => sessionActs.removeCodes(proof))}
      onAddPasskey={(proof, name) => acting.mutate(() => sessionActs.addPasskey(proof, name))}
      onRemovePasskey={(id) => acting.mutate(() => sessionActs.removePasskey(id))}
      onSignOutElsewhere={() => acting.mutate(sessionActs.signOutElsewhere)}
    />
  );
}

const failed = (result: Result<unknown, Failure> | undefined): Failure | undefined =>
  result?.ok === false ? result.error : undefined;
