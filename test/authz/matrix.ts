import type { AuditEvent } from '../../src/core/audit.ts';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import { VIEW_IDS } from '../../src/content/bodymap/neutral.ts';
import type { Role } from '../../src/core/episode.ts';
import { buildApp, type App } from '../../src/server/http/app.ts';
import type { GuardedRoute } from '../../src/server/http/authz.ts';
import type { Store } from '../../src/store/store.ts';
import {
  buildWorld,
  id,
  NOW,
  SECRET,
  STATES,
  WHO,
  WHOSE,
  type Charted,
  type State,
  type Who,
  type Whose,
  type World,
} from './clinics.ts';
import { readRoles, type Allowed } from './expected.ts';
import { SAMPLES } from './samples.ts';

const ROLES = readRoles();

interface Cell {
  readonly route: GuardedRoute;
  readonly who: Who;
  readonly whose: Whose;
  readonly state: State;
}

/** What somebody may do, the wider of their role and of owning. */
function allowed({ route: { authz }, who }: Cell): Allowed {
  const row = ROLES.get(`${authz.action} ${authz.resource}`);
  if (row === undefined) throw new Error(`roles.csv has no row for ${authz.action} ${authz.resource}`);
  const roles: readonly Role[] = who === 'owning physician' ? ['physician', 'owner'] : [who];
  const all = roles.map((role) => row.get(role) ?? 'no');
  return (['yes', 'own', 'own but never by emergency'] as const).find((a) => all.includes(a)) ?? 'no';
}

/** The statuses that a call may have. */
function expected(cell: Cell): readonly number[] {
  const { route, whose, state } = cell;
  const isRead = route.method === 'GET' || route.method === 'HEAD';
  // Anyone may try; what they try is judged by what they bring, and they bring nothing.
  if (route.authz.resource === 'public') return isRead ? [200, 404] : [200, 204, 400];
  if (['none', 'bogus', 'half', 'ended'].includes(state)) return [401];
  if (state === 'locked' || state === 'idle') return [423];
  const answer = allowed(cell);
  if (answer === 'no') return [403];
  if (route.authz.subject === 'none') return isRead ? [200] : [200, 201, 204, 400, 404];
  if (whose === 'foreign') return [404];
  const isClosed =
    whose === 'others' &&
    ((answer === 'own' && state !== 'emergency') || answer === 'own but never by emergency');
  if (isClosed) return [403];
  return isRead ? [200] : [200, 201, 204, 409, 412];
}

/** What has nothing to do with sessions. */
const PATIENTS = new Set(['patient', 'visit', 'chart', 'team', 'emergency']);

/** Routes after which a patient whom nobody treated is somebody's. */
const CLAIMS = ['POST /api/patients/:id/visits', 'POST /api/patients/:id/team'];

/** Call one route once. */
async function call(
  { http }: App,
  world: World,
  cell: Cell,
): Promise<{ readonly status: number; readonly body: string; readonly patient: string }> {
  const { route, who, whose, state } = cell;
  const name = `${route.method} ${route.url}`;
  const isRead = route.method === 'GET' || route.method === 'HEAD';
  const isClaiming = CLAIMS.includes(name) && whose === 'unclaimed';
  const about: Charted = isClaiming ? await world.newcomer() : world.charts[whose];
  const token = world.token(who, state);
  const headers: Record<string, string> = { host: 'localhost' };
  if (token !== undefined) headers['cookie'] = `tautband=${token}`;
  const sample = SAMPLES[name];
  if (!isRead) {
    if (route.authz.subject !== 'none' && sample === undefined)
      throw new Error(`${name} writes about a patient: give it a body in test/authz/samples.ts`);
    headers['content-type'] = 'application/json';
    headers['idempotency-key'] = id();
    if (sample?.version !== undefined) headers['if-match'] = `"${sample.version}"`;
  }
  const ids = { patient: about.patient, visit: about.visit, none: world.foreigner.id };
  const response = await http.inject({
    method: route.method as 'GET',
    url: route.url
      .replace(/:id\b/, ids[route.authz.subject])
      // What is read must be there: the visit has one note, under the visit's own id. What is written is new.
      .replace(':part', isRead ? about.visit : id())
      .replaceAll(/:\w+/g, 'nothing'),
    headers,
    ...(isRead ? {} : { payload: JSON.stringify(sample?.body(about, world) ?? { no: 'such field' }) }),
  });
  if (!isRead && !PATIENTS.has(route.authz.resource)) await world.restore(who);
  return { status: response.statusCode, body: response.body, patient: about.patient };
}

/** Resources of which each access leaves an event: whatever is kept about patients. */
const AUDITED = new Set([...PATIENTS, 'patient-list', 'audit', 'emergency-log', 'research', 'agreement']);

/** A store that tells which audit events were kept, once the work that they belong to is. */
function listening(store: Store, heard: AuditEvent[]): Store {
  return {
    ...store,
    transaction: async (clinic, work) => {
      const said: AuditEvent[] = [];
      const result = await store.transaction(clinic, (records) =>
        work({
          ...records,
          audit: (event) => {
            said.push(event);
            return records.audit(event);
          },
        }),
      );
      heard.push(...said);
      return result;
    },
  };
}

/** What is wrong with the events that one call left; undefined when they are as they must be. */
function auditFault(
  { route }: Cell,
  { status, patient }: { readonly status: number; readonly patient: string },
  events: readonly AuditEvent[],
): string | undefined {
  const wanted = AUDITED.has(route.authz.resource) && status < 300 ? 1 : 0;
  if (events.length !== wanted) return `left ${events.length} audit events, expected ${wanted}`;
  const [event] = events;
  if (event === undefined || route.authz.subject === 'none') return undefined;
  return event.patientId === patient && event.action === route.authz.action
    ? undefined
    : `left an event of a ${event.action} about ${event.patientId ?? 'nobody'}`;
}

/** Every route × who × whose patient × state of the session, on one store: what was answered otherwise than expected. */
export async function runMatrix(
  name: string,
  store: Store,
): Promise<{ readonly wrong: readonly string[]; readonly calls: number }> {
  const from = performance.now();
  const world = await buildWorld(store);
  const heard: AuditEvent[] = [];
  const app = await buildApp({
    store: listening(store, heard),
    atlas: shippedAtlas(),
    views: VIEW_IDS,
    now: () => NOW,
    demo: true,
  });
  const wrong: string[] = [];
  let calls = 0;
  for (const cell of cellsOf(app.routes)) {
    const { route, who, whose, state } = cell;
    heard.length = 0;
    const answer = await call(app, world, cell);
    const { status, body } = answer;
    calls++;
    const should = expected(cell);
    const said = `${route.method} ${route.url} as ${who}, ${state}, ${whose}: ${status}`;
    if (!should.includes(status)) wrong.push(`${said}, expected ${should.join(' or ')}`);
    const tells = body.includes(SECRET) || (status < 300 && body.includes(world.charts.foreign.patient));
    const unheard = auditFault(cell, answer, heard);
    if (unheard !== undefined) wrong.push(`${said} and ${unheard}`);
    if (tells) wrong.push(`${said} and told of another clinic`);
  }
  const seconds = (performance.now() - from) / 1000;
  process.stdout.write(
    `authorisation on ${name}: ${app.routes.length} routes, ${calls} calls in ${seconds.toFixed(1)} s\n`,
  );
  await app.http.close();
  return { wrong, calls };
}

function* cellsOf(routes: readonly GuardedRoute[]): Generator<Cell> {
  for (const route of routes)
    for (const who of WHO)
      for (const state of STATES)
        // Whose patient it is matters only where an address names one.
        for (const whose of route.authz.subject === 'none' ? (['own'] as const) : WHOSE)
          yield { route, who, whose, state };
}
