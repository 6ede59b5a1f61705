import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { sessionActs, sessionReads } from '../api/session.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { words } from './words.ts';

/** Who is signed in and where, with the ways to the account and out. Nothing while nobody is. */
export function AccountMenu(): ReactElement | null {
  const client = useQueryClient();
  const session = useQuery(sessionReads.session).data;
  if (session?.state !== 'open') return null;
  const isOwner = session.actor.role === 'owner' || session.actor.owns === true;
  const leave = async (): Promise<void> => {
    const left = await sessionActs.signOut();
    // A fresh page: nothing that was read stays in memory.
    if (left.ok) window.location.assign('/');
  };
  const lock = async (): Promise<void> => {
    await sessionActs.lock();
    await client.invalidateQueries({ queryKey: sessionReads.session.queryKey });
  };
  return (
    <div className="shell__account">
      {session.isDemoAccount && (
        <Badge tone="calm" title={words.demoText}>
          {words.demo}
        </Badge>
      )}
      {isOwner && <Link to="/members">{words.members}</Link>}
      {session.actor.role === 'researcher' && <Link to="/agreement">{words.agreement}</Link>}
      <Link to="/account" title={session.clinic.name}>
        {session.actor.name}
      </Link>
      <Button look="quiet" onPress={() => void lock()}>
        {words.lock}
      </Button>
      <Button look="quiet" onPress={() => void leave()}>
        {words.signOut}
      </Button>
    </div>
  );
}
