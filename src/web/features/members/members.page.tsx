import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Result } from '../../../kit/result.ts';
import type { Failure } from '../../api/client.ts';
import { sessionActs, sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { MembersView } from './members.view.tsx';
import { words } from './words.ts';

/** Everyone who works in the clinic, for its owner. */
export function MembersPage(): ReactElement {
  const members = useQuery(sessionReads.members);
  const clinic = useQuery(sessionReads.clinic);
  const client = useQueryClient();
  const inviting = useMutation({
    mutationFn: async ({
      name,
      ask,
    }: {
      name: string;
      ask: () => Promise<Result<{ readonly token: string }, Failure>>;
    }) => {
      const result = await ask();
      await client.invalidateQueries({ queryKey: sessionReads.members.queryKey });
      return { name, result };
    },
  });
  const acting = useMutation({
    mutationFn: async (work: () => Promise<Result<unknown, Failure>>) => {
      const result = await work();
      for (const { queryKey } of [sessionReads.members, sessionReads.clinic])
        await client.invalidateQueries({ queryKey });
      return result;
    },
  });
  const error = members.error ?? clinic.error;
  if (members.data === undefined || clinic.data === undefined)
    return error === null ? (
      <Loading what={words.loading} />
    ) : (
      <Failed
        title={words.failed}
        action={<Button onPress={() => void members.refetch()}>{words.retry}</Button>}
      >
        {error.message}
      </Failed>
    );
  const invited = inviting.data;
  const failure =
    invited?.result.ok === false
      ? invited.result.error
      : acting.data?.ok === false
        ? acting.data.error
        : undefined;
  return (
    <MembersView
      members={members.data.members}
      clinic={clinic.data}
      isBusy={inviting.isPending || acting.isPending}
      said={failure === undefined ? undefined : words.failure(failure)}
      invitation={
        invited?.result.ok === true
          ? { name: invited.name, address: `${window.location.origin}/welcome#${invited.result.value.token}` }
          : undefined
      }
      onAdd={(member) => inviting.mutate({ name: member.name, ask: () => sessionActs.addMember(member) })}
      onRenew={({ id, name }) => inviting.mutate({ name, ask: () => sessionActs.renewMember(id) })}
      onChange={({ id, name, role, owns, isActive }) =>
        acting.mutate(() =>
          sessionActs.changeMember(id, { name, role, owns: owns && role !== 'owner', isActive }),
        )
      }
      onSettings={(settings) => acting.mutate(() => sessionActs.settings(settings))}
    />
  );
}
