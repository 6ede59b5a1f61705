import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import type { Actor } from '../../../core/episode.ts';
import { decideImaging, imagingReads } from '../../api/imaging.ts';
import { sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { IntendedUseView } from './intended-use.view.tsx';
import type { VisitPlace } from './visit-place.ts';
import { words } from './words.ts';
import './ultrasound.css';

// Kernels, sources and panels are fetched only after the intended use was accepted.
const Workspace = lazy(async () => {
  const { WorkspacePage } = await import('./workspace.page.tsx');
  return { default: WorkspacePage };
});

interface GateProps {
  /** The visit that is filed into; undefined when the workspace stands by itself. */
  readonly visit: VisitPlace | undefined;
}

/** The workspace behind its wall: off until an owner of the clinic has accepted what it is for. */
export function Gate({ visit }: GateProps): ReactElement {
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
          title={words.failed}
          action={<Button onPress={() => void session.refetch()}>{words.tryAgain}</Button>}
        >
          <p>{session.error.message}</p>
        </Failed>
      )}
      {session.data !== undefined && 'actor' in session.data && (
        <Switched actor={session.data.actor} visit={visit} />
      )}
    </div>
  );
}

function Switched({ actor, visit }: GateProps & { readonly actor: Actor }): ReactElement {
  const client = useQueryClient();
  const use = useQuery(imagingReads.use);
  const [said, setSaid] = useState<string>();
  const isOwner = actor.role === 'owner' || actor.owns === true;
  const decide = async (isOn: boolean): Promise<void> => {
    const decided = await decideImaging(isOn);
    setSaid(decided.ok ? undefined : decided.error.said || words.notDecided);
    await client.invalidateQueries({ queryKey: imagingReads.use.queryKey });
  };
  if (use.isPending) return <Loading what={words.loading} />;
  if (use.data === undefined)
    return (
      <Failed
        title={words.failed}
        action={<Button onPress={() => void use.refetch()}>{words.tryAgain}</Button>}
      >
        <p>{use.error.message}</p>
      </Failed>
    );
  const { isOn, decision } = use.data;
  if (!isOn)
    return (
      <IntendedUseView mayAccept={isOwner} name={actor.name} said={said} onAccept={() => void decide(true)} />
    );
  return (
    <>
      <Suspense fallback={<Loading what={words.loading} />}>
        <Workspace by={actor.name} visit={visit} />
      </Suspense>
      <p className="ultrasound__accepted">
        {decision !== undefined && words.accepted(decision.name, decision.at.slice(0, 10), decision.text)}
        {isOwner && (
          <Button look="quiet" onPress={() => void decide(false)}>
            {words.switchOff}
          </Button>
        )}
        {said}
      </p>
    </>
  );
}
