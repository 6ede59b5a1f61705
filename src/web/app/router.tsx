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
import { PatientFrame, VisitFrame } from './chart/chart-frame.tsx';
import { Shell } from './shell.tsx';
import { words } from './words.ts';

const root = createRootRoute({ component: Shell, errorComponent: Crashed, notFoundComponent: Missing });

const patients = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/patients/patients.page.tsx'), 'PatientsPage'),
});

const patientFrame = createRoute({
  getParentRoute: () => root,
  path: '/patients/$patientId',
  component: PatientFrame,
});

const patient = createRoute({
  getParentRoute: () => patientFrame,
  path: '/',
  component: lazyRouteComponent(() => import('../features/patients/patient.page.tsx'), 'PatientPage'),
});

const identity = createRoute({
  getParentRoute: () => patientFrame,
  path: '/identity',
  component: lazyRouteComponent(() => import('../features/background/identity.page.tsx'), 'IdentityPage'),
});

const background = createRoute({
  getParentRoute: () => patientFrame,
  path: '/background',
  component: lazyRouteComponent(() => import('../features/background/background.page.tsx'), 'BackgroundPage'),
});

const visitFrame = createRoute({
  getParentRoute: () => root,
  path: '/visits/$visitId',
  component: VisitFrame,
});

const visit = createRoute({
  getParentRoute: () => visitFrame,
  path: '/',
  component: lazyRouteComponent(() => import('../features/visit/visit.page.tsx'), 'VisitPage'),
});

const examination = createRoute({
  getParentRoute: () => visitFrame,
  path: '/examination',
  component: lazyRouteComponent(
    () => import('../features/examination/examination.page.tsx'),
    'ExaminationPage',
  ),
});

const safety = createRoute({
  getParentRoute: () => visitFrame,
  path: '/safety',
  component: lazyRouteComponent(() => import('../features/safety/safety.page.tsx'), 'SafetyPage'),
});

const patientPlan = createRoute({
  getParentRoute: () => patientFrame,
  path: 'plan',
  component: lazyRouteComponent(() => import('../features/plan/plan.page.tsx'), 'PlanPage'),
});

const visitScores = createRoute({
  getParentRoute: () => visitFrame,
  path: 'scores',
  component: lazyRouteComponent(() => import('../features/scores/scores.page.tsx'), 'ScoresPage'),
});

const visitNote = createRoute({
  getParentRoute: () => visitFrame,
  path: 'note',
  component: lazyRouteComponent(() => import('../features/note/note.page.tsx'), 'NotePage'),
});

const procedure = createRoute({
  getParentRoute: () => visitFrame,
  path: '/procedure',
  component: lazyRouteComponent(() => import('../features/procedure/procedure.page.tsx'), 'ProcedurePage'),
});

/** What of the atlas is looked at stands in the address, so that it can be linked and gone back to. */
interface AtlasSearch {
  readonly muscle?: string;
  readonly region?: string;
  readonly find?: string;
}

const visitUltrasound = createRoute({
  getParentRoute: () => visitFrame,
  path: '/ultrasound',
  component: lazyRouteComponent(
    () => import('../features/ultrasound/visit-ultrasound.page.tsx'),
    'VisitUltrasoundPage',
  ),
});

const atlas = createRoute({
  getParentRoute: () => root,
  path: '/atlas',
  validateSearch: (search: Record<string, unknown>): AtlasSearch => ({
    ...(typeof search['muscle'] === 'string' && { muscle: search['muscle'] }),
    ...(typeof search['region'] === 'string' && { region: search['region'] }),
    ...(typeof search['find'] === 'string' && { find: search['find'] }),
  }),
  component: lazyRouteComponent(() => import('../features/atlas/atlas.page.tsx'), 'AtlasPage'),
});

const bedside = createRoute({
  getParentRoute: () => root,
  path: '/bedside',
  component: lazyRouteComponent(() => import('../features/bedside/bedside.page.tsx'), 'BedsidePage'),
});

const about = createRoute({
  getParentRoute: () => root,
  path: '/about',
  component: lazyRouteComponent(() => import('../features/about/about.page.tsx'), 'AboutPage'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../features/sign-in/welcome.page.tsx'), 'WelcomePage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/account.page.tsx'), 'AccountPage'),
});

const members = createRoute({
  getParentRoute: () => root,
  path: '/members',
  component: lazyRouteComponent(() => import('../features/members/members.page.tsx'), 'MembersPage'),
});

const agreement = createRoute({
  getParentRoute: () => root,
  path: '/agreement',
  component: lazyRouteComponent(() => import('../features/agreement/agreement.page.tsx'), 'AgreementPage'),
});

const ultrasound = createRoute({
  getParentRoute: () => root,
  path: '/ultrasound',
  component: lazyRouteComponent(() => import('../features/ultrasound/ultrasound.page.tsx'), 'UltrasoundPage'),
});

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: lazyRouteComponent(() => import('./gallery/gallery.page.tsx'), 'GalleryPage'),
});

/** Every address of the app. Each page is fetched when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    patients,
    patientFrame.addChildren([patient, identity, background, patientPlan]),
    visitFrame.addChildren([visit, examination, safety, procedure, visitScores, visitNote, visitUltrasound]),
    atlas,
    bedside,
    about,
    welcome,
    account,
    members,
    agreement,
    ultrasound,
    gallery,
  ]),
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
