import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import { Shell } from './shell.tsx';
import { words } from './words.ts';

const root = createRootRoute({ component: Shell, errorComponent: Crashed, notFoundComponent: Missing });

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: lazyRouteComponent(() => import('./gallery/gallery.page.tsx'), 'GalleryPage'),
});

/** Every address of the app. Each page is fetched when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([gallery]),
  defaultPendingComponent: () => <Loading what={words.loading} />,
  defaultErrorComponent: Crashed,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function Crashed({ error }: ErrorComponentProps): ReactElement {
  return (
    <Failed
      title={words.crashed}
      action={<Button onPress={() => window.location.reload()}>{words.reload}</Button>}
    >
      <p>{words.crashedText}</p>
      {error instanceof Error && <p>{error.message}</p>}
    </Failed>
  );
}

function Missing(): ReactElement {
  return (
    <Empty title={words.missing} action={<a href="/">{words.home}</a>}>
      {words.missingText}
    </Empty>
  );
}
