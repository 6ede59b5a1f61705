import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { turnedAway } from '../api/client.ts';
import { sessionReads } from '../api/session.ts';
import { LockedPage, SignInPage } from '../features/sign-in/sign-in.page.tsx';
import { Button } from '../ui/button.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { useIdleLock } from './idle-lock.ts';
import { words } from './words.ts';

/** Pages without anything of a patient. All others are for those who are signed in. */
const OPEN_TO_ALL = /^\/(about|atlas|gallery|welcome)(\/|$)/;

/** The page, or what stands in its place while nobody is signed in, or over it while the screen is locked. */
export function Gate(): ReactElement {
  const { pathname } = useLocation();
  const client = useQueryClient();
  const session = useQuery(sessionReads.session);
  const view = session.data;
  useIdleLock(view?.state === 'open' ? view.idleMinutes : undefined);

  useEffect(() => {
    const ask = (): void => void client.invalidateQueries({ queryKey: sessionReads.session.queryKey });
    turnedAway.addEventListener('change', ask);
    return () => turnedAway.removeEventListener('change', ask);
  }, [client]);

  const isLocked = view?.state === 'locked';
  const isOpenToAll = OPEN_TO_ALL.test(pathname);
  if (!isOpenToAll && view === undefined) {
    if (session.error === null) return <Loading what={words.loading} />;
    return (
      <Failed
        title={words.unreachable}
        action={<Button onPress={() => void session.refetch()}>{words.reload}</Button>}
      >
        {words.unreachableText}
      </Failed>
    );
  }
  if (!isOpenToAll && view !== undefined && 'demoAccounts' in view) return <SignInPage session={view} />;
  return (
    <>
      {/* What was on the screen stays in place behind the lock, but is neither seen, reached nor read out. */}
      <div className={isLocked ? 'gate gate--locked' : 'gate'} inert={isLocked}>
        <Outlet />
      </div>
      {isLocked && <LockedPage session={view} />}
    </>
  );
}
