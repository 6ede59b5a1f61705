import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { linkToFound } from '../../src/server/accounts/links.ts';
import { id } from './clinics.ts';
import { openBench, type Bench, type Seat } from './seats.ts';

const PASSWORD = 'correct horse battery';

/** A clinic with its owner, signed in. */
async function founded(bench: Bench, login = 'anna@example.org'): Promise<Seat> {
  const token = await linkToFound(bench);
  const seat = bench.seat();
  const body = { token, clinic: 'Praxis', name: 'Anna', login, role: 'physician', password: PASSWORD };
  expect((await seat.send('POST', '/api/links/found', body)).status).toBe(200);
  return seat;
}

const signIn = (seat: Seat, password = PASSWORD, login = 'anna@example.org') =>
  seat.send('POST', '/api/sign-in', { login, password });

const stateOf = async (seat: Seat): Promise<unknown> =>
  ((await seat.get('/api/session')).json as { state: string }).state;

test('the link of the first start founds a clinic once, and not after a day', async () => {
  const bench = await openBench();
  const token = await linkToFound(bench);
  const body = {
    token,
    clinic: 'Praxis',
    name: 'Anna',
    login: 'Anna@Example.org ',
    role: 'owner',
    password: PASSWORD,
  };
  const weak = await bench.seat().send('POST', '/api/links/found', { ...body, password: 'short' });
  expect(weak.status).toBe(400);
  expect((await bench.seat().send('POST', '/api/links/found', body)).status).toBe(200);
  expect(
    (await bench.seat().send('POST', '/api/links/found', { ...body, login: 'b' + body.login })).status,
  ).toBe(404);
  const late = await linkToFound(bench);
  bench.wait(24 * 60);
  expect((await bench.seat().send('POST', '/api/links/read', { token: late })).status).toBe(404);
  const made = 'A'.repeat(43);
  expect((await bench.seat().send('POST', '/api/links/read', { token: made })).status).toBe(404);
  await bench.close();
});

test('signing in gives a new token each time, and the old one is worth nothing', async () => {
  const bench = await openBench();
  const seat = await founded(bench);
  const first = seat.cookie;
  expect((await signIn(seat, PASSWORD, ' ANNA@example.org')).status).toBe(200);
  expect(seat.cookie).not.toBe(first);
  const cookie = (await signIn(seat)).headers['set-cookie'];
  expect(cookie).toMatch(/^tautband=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  const thief = bench.seat();
  expect((await thief.send('POST', '/api/session/lock', {}, { cookie: first })).status).toBe(401);
  await bench.close();
});

test('a wrong password, an unknown login and a closed account are answered alike (SR-69)', async () => {
  const bench = await openBench();
  const seat = await founded(bench);
  const invited = { id: id(), name: 'Ben', login: 'ben@example.org', role: 'physiotherapist', owns: false };
  expect((await seat.send('POST', '/api/members', invited)).status).toBe(201);
  const answers = [
    await signIn(bench.seat(), 'wrong horse battery'),
    await signIn(bench.seat(), PASSWORD, 'nobody@example.org'),
    await signIn(bench.seat(), PASSWORD, 'ben@example.org'),
  ];
  for (const { status, json } of answers)
    expect({ status, json }).toEqual({ status: 401, json: answers[0]!.json });
  await bench.close();
});

test('after ten wrong passwords nothing is tried for a quarter of an hour, for logins that exist and that do not (SR-69)', async () => {
  const bench = await openBench();
  await founded(bench);
  for (const login of ['anna@example.org', 'nobody@example.org']) {
    for (let i = 0; i < 10; i++) expect((await signIn(bench.seat(), 'wrong horse', login)).status).toBe(401);
    const blocked = await signIn(bench.seat(), PASSWORD, login);
    expect(blocked.status).toBe(429);
    expect(blocked.headers['retry-after']).toBe('900');
  }
  bench.wait(15);
  expect((await signIn(bench.seat())).status).toBe(200);
  await bench.close();
});

test('with a code app the password alone opens nothing, and a code opens once (SR-69)', async () => {
  const bench = await openBench();
  const seat = await founded(bench);
  expect((await seat.send('POST', '/api/account/codes', { password: 'not it at all' })).status).toBe(400);
  const { secret } = (await seat.send('POST', '/api/account/codes', { password: PASSWORD })).json as {
    secret: string;
  };
  // RFC 6238 as another program computes it: the library directly, at the bench's time.
  const codeAt = (): string => new TOTP({ secret }).generate({ timestamp: Date.parse(bench.now()) });
  expect(await stateOf(seat)).toBe('open');
  expect((await signIn(bench.seat())).json, 'not asked before it is confirmed').toEqual({ state: 'open' });
  expect((await seat.send('POST', '/api/account/codes/confirm', { code: '000000' })).status).toBe(400);
  expect((await seat.send('POST', '/api/account/codes/confirm', { code: codeAt() })).status).toBe(204);

  const other = bench.seat();
  expect((await signIn(other)).json).toEqual({ state: 'half' });
  expect((await other.get('/api/patients')).status).toBe(401);
  const half = other.cookie;
  expect((await other.send('POST', '/api/sign-in/code', { code: codeAt() })).status, 'spent').toBe(401);
  bench.wait(0.5);
  expect((await other.send('POST', '/api/sign-in/code', { code: codeAt() })).json).toEqual({ state: 'open' });
  expect(other.cookie).not.toBe(half);
  expect((await other.get('/api/patients')).status).toBe(200);

  const guesser = bench.seat();
  await signIn(guesser);
  for (let i = 0; i < 5; i++)
    expect((await guesser.send('POST', '/api/sign-in/code', { code: '123456' })).status).toBe(401);
  bench.wait(0.5);
  expect((await guesser.send('POST', '/api/sign-in/code', { code: codeAt() })).status).toBe(429);
  await bench.close();
});

test('a screen locks after the minutes that the clinic chose, and opens again where it was (SR-65)', async () => {
  const bench = await openBench();
  const seat = await founded(bench);
  expect((await seat.send('PUT', '/api/clinic', { idleMinutes: 5 })).status).toBe(200);
  for (let i = 0; i < 3; i++) {
    bench.wait(4);
    expect((await seat.get('/api/patients')).status, 'somebody is there').toBe(200);
  }
  bench.wait(5);
  expect((await seat.get('/api/patients')).status).toBe(423);
  expect(await stateOf(seat)).toBe('locked');
  const locked = seat.cookie;
  expect((await seat.send('POST', '/api/session/unlock', { password: 'wrong horse' })).status).toBe(401);
  expect((await seat.send('POST', '/api/session/unlock', { password: PASSWORD })).status).toBe(200);
  expect(seat.cookie).not.toBe(locked);
  expect((await seat.get('/api/patients')).status).toBe(200);
  expect((await seat.send('POST', '/api/session/lock', {})).status).toBe(204);
  expect((await seat.get('/api/patients')).status).toBe(423);
  await bench.close();
});

test('after twelve hours everyone signs in again, however busy (SR-65)', async () => {
  const bench = await openBench();
  const seat = await founded(bench);
  for (let i = 0; i < 12 * 6 - 1; i++) {
    bench.wait(10);
    expect((await seat.get('/api/patients')).status).toBe(200);
  }
  bench.wait(10);
  expect((await seat.get('/api/patients')).status).toBe(401);
  expect(await stateOf(seat)).toBe('ended');
  await bench.close();
});

test('signing out everywhere ends every other session at once; so does a new password', async () => {
  const bench = await openBench();
  const seat = await founded(bench);
  const others = [bench.seat(), bench.seat()];
  for (const other of others) await signIn(other);
  expect((await seat.send('POST', '/api/account/sign-out-everywhere', {})).status).toBe(204);
  for (const other of others) expect((await other.get('/api/patients')).status).toBe(401);
  const again = bench.seat();
  await signIn(again);
  const next = 'another horse entirely';
  expect((await seat.send('POST', '/api/account/password', { password: PASSWORD, next })).status).toBe(204);
  expect((await again.get('/api/patients')).status).toBe(401);
  expect((await seat.get('/api/patients')).status).toBe(200);
  expect((await signIn(bench.seat())).status).toBe(401);
  expect((await signIn(bench.seat(), next)).status).toBe(200);
  await bench.close();
});

test('a member is invited by a link that works once; closing the account ends its sessions', async () => {
  const bench = await openBench();
  const owner = await founded(bench);
  const member = { id: id(), name: 'Ben', login: 'ben@example.org', role: 'physiotherapist', owns: false };
  const { token } = (await owner.send('POST', '/api/members', member)).json as { token: string };
  expect((await owner.send('POST', '/api/members', { ...member, id: id() })).status, 'login taken').toBe(409);
  const ben = bench.seat();
  expect((await ben.send('POST', '/api/links/join', { token, password: PASSWORD })).status).toBe(200);
  expect((await bench.seat().send('POST', '/api/links/join', { token, password: PASSWORD })).status).toBe(
    404,
  );
  expect((await ben.get('/api/members')).status).toBe(403);
  expect((await ben.get('/api/patients')).status).toBe(200);
  const change = { name: 'Ben', role: 'physiotherapist', owns: false, isActive: false };
  expect((await owner.send('PUT', `/api/members/${member.id}`, change)).status).toBe(200);
  expect((await ben.get('/api/patients')).status).toBe(401);
  expect((await signIn(bench.seat(), PASSWORD, 'ben@example.org')).status).toBe(401);
  const { members } = (await owner.get('/api/members')).json as { members: { id: string; name: string }[] };
  const self = members.find((m) => m.name === 'Anna')!;
  const leaving = { name: 'Anna', role: 'physician', owns: false, isActive: true };
  expect((await owner.send('PUT', `/api/members/${self.id}`, leaving)).status, 'the last owner').toBe(409);
  await bench.close();
});

test('an owner changes no member of another clinic: there is no such member (SR-62)', async () => {
  const bench = await openBench();
  const owner = await founded(bench);
  const other = await founded(bench, 'carla@example.org');
  const { members } = (await other.get('/api/members')).json as { members: { id: string }[] };
  const change = { name: 'X', role: 'owner', owns: true, isActive: true };
  expect((await owner.send('PUT', `/api/members/${members[0]!.id}`, change)).status).toBe(404);
  expect((await owner.send('POST', `/api/members/${members[0]!.id}/renew`, {})).status).toBe(404);
  await bench.close();
});

test('demo accounts open with one click while there is demo data, and never otherwise', async () => {
  const { DEMO_ACTOR, DEMO_CLINIC } = await import('../../src/server/demo/clinic.ts');
  const { setDemoAccounts } = await import('../../src/server/demo/accounts.ts');
  for (const demo of [true, false]) {
    const bench = await openBench(demo);
    await bench.store.enrol(DEMO_CLINIC, [DEMO_ACTOR]);
    await setDemoAccounts(bench.store, true);
    const seat = bench.seat();
    expect((await seat.send('POST', '/api/sign-in/demo', { id: DEMO_ACTOR.id })).status).toBe(
      demo ? 200 : 404,
    );
    expect((await signIn(bench.seat(), '', 'demo physician')).status).toBe(401);
    if (demo) {
      expect((await seat.send('POST', '/api/account/codes', { password: '' })).status).toBe(403);
      await setDemoAccounts(bench.store, false);
      bench.wait(1);
      expect((await seat.get('/api/patients')).status).toBe(401);
    }
    await bench.close();
  }
});

test('another web site, another port and a form may not write (SR-68)', async () => {
  const bench = await openBench();
  const seat = await founded(bench);
  const lock = (headers: Record<string, string>) => seat.send('POST', '/api/session/lock', {}, headers);
  for (const site of ['cross-site', 'same-site'])
    expect((await lock({ 'sec-fetch-site': site })).status).toBe(403);
  for (const origin of ['http://evil.example', 'http://localhost:4000', 'null', 'https://localhost'])
    expect((await lock({ origin })).status, origin).toBe(403);
  expect((await lock({ 'content-type': 'text/plain' })).status).toBe(415);
  expect((await lock({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
  expect((await lock({ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).status).toBe(204);
  await bench.close();
});
