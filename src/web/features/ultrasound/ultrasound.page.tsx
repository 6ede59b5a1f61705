import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, type ReactElement } from 'react';
import type { Actor, Clinic } from '../../../core/episode.ts';
import type { Instant } from '../../../kit/time.ts';
import { sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { covers, deviceSwitch, INTENDED_USE_VERSION } from './intended-use.ts';
import { IntendedUseView } from './intended-use.view.tsx';
import { words } from './words.ts';
import './ultrasound.css';

// Kernels, sources and panels are fetched only after the intended use was accepted.
const Workspace = lazy(async () => {
  const { WorkspacePage } = await import('./workspace.page.tsx');
  return { default: WorkspacePage };
});

const imagingSwitch = deviceSwitch(localStorage);

/** The ultrasound workspace behind its wall: off until an owner of the clinic has accepted what it is for. */
export function UltrasoundPage(): ReactElement {
  const session = useQuery(sessionReads.session);
  return (
    <div className="ultrasound">
      <header className="ultrasound__head">
        <h1>{words.title}</h1>
        <p className="research-only">{words.researchOnly}</p>
      </header>
      {session.isPending && <Loading what={words.loading} />}
      {session.error !== null && (
        <Failed
          title="The workspace cannot be opened"
          action={<Button onPress={() => void session.refetch()}>Try again</Button>}
        >
          <p>{session.error.message}</p>
        </Failed>
      )}
      {session.data !== undefined && 'actor' in session.data && (
        <Gate clinic={session.data.clinic} actor={session.data.actor} />
      )}
    </div>
  );
}

function Gate({ clinic, actor }: { readonly clinic: Clinic; readonly actor: Actor }): ReactElement {
  const key = ['imaging-switch', clinic.id];
  const client = useQueryClient();
  const acceptance = useQuery({
    queryKey: key,
    queryFn: async () => (await imagingSwitch.read(clinic.id)) ?? null,
  });
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: key });
  if (acceptance.isPending) return <Loading what={words.loading} />;
  const kept = acceptance.data ?? undefined;
  const isOwner = actor.role === 'owner' || actor.owns === true;
  if (!covers(kept))
    return (
      <IntendedUseView
        mayAccept={isOwner}
        suggested={actor.name}
        onAccept={(by) => {
          const at = new Date().toISOString() as Instant;
          void imagingSwitch.accept(clinic.id, { by, at, version: INTENDED_USE_VERSION }).then(again);
        }}
      />
    );
  return (
    <>
      <Suspense fallback={<Loading what={words.loading} />}>
        <Workspace by={actor.name} />
      </Suspense>
      <p className="ultrasound__accepted">
        {words.accepted(kept.by, kept.at.slice(0, 10))}
        {isOwner && (
          <Button look="quiet" onPress={() => void imagingSwitch.withdraw(clinic.id).then(again)}>
            {words.switchOff}
          </Button>
        )}
      </p>
    </>
  );
}
