import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import test from 'node:test';
import { DEMO_PEOPLE } from '../../src/server/demo/accounts.ts';
import { uuidv7 } from '../../src/kit/uuid.ts';
import { PAYLOADS } from './payloads.ts';
import { Server, Visitor, axe, enterDemo, openBrowser, startVisit } from './harness.ts';

let made = 0;
const id = (): string => uuidv7(1_900_000_000_000 + ++made, new Uint8Array(10));
const PASSWORD = 'correct horse battery';
/** The list of patients shows those seen last until one asks for the rest. */
const MORE = /more/i;

void test('400 scripts in every text field of the record run on no screen and in no print (SR-67)', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    assert.equal(new Set(PAYLOADS).size, 400);
    const ids: string[] = [];
    for (const label of PAYLOADS) {
      const patient = id();
      const answer = await visitor.context.request.post(`${server.base}/api/patients`, {
        data: { id: patient, label },
        headers: { 'idempotency-key': patient },
      });
      assert.equal(answer.status(), 201, label);
      ids.push(patient);
    }
    const page = await visitor.open('/');
    const hasRun = (): Promise<boolean> => page.evaluate(() => 'x' in window);
    // All 400 are text on the screen, letter by letter.
    await page.getByRole('button', { name: MORE }).click();
    await page
      .getByText(PAYLOADS[0] ?? '', { exact: true })
      .first()
      .waitFor();
    const shown = (await page.locator('.rows__main').allInnerTexts()).join('\n');
    const missing = PAYLOADS.filter((text) => !shown.includes(text.trim()));
    assert.deepEqual(missing, []);
    assert.equal(await hasRun(), false, 'in the list');
    await page.emulateMedia({ media: 'print' });
    await page.pdf();
    assert.equal(await hasRun(), false, 'in print');
    await page.emulateMedia({ media: 'screen' });
    // One of each form as a heading, in the title and in the address.
    for (let i = 0; i < PAYLOADS.length; i += 20) {
      await page.goto(`${server.base}/patients/${ids[i] ?? ''}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.goto(`${server.base}/atlas?find=${encodeURIComponent(PAYLOADS[i] ?? '')}`);
      assert.equal(await hasRun(), false, PAYLOADS[i]);
    }
    // The same as names of a clinic and of 400 people who work in it.
    const token = server.said.match(/\/welcome#([\w-]{43})/)?.[1] ?? '';
    const post = async (path: string, data: object): Promise<void> => {
      const answer = await visitor.context.request.post(server.base + path, { data });
      assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
    };
    const [clinic = '', name = ''] = PAYLOADS;
    await post('/api/links/found', {
      token,
      clinic,
      name,
      login: 'x@example.org',
      role: 'owner',
      password: PASSWORD,
    });
    for (const [i, who] of PAYLOADS.entries())
      await post('/api/members', {
        id: id(),
        name: who,
        login: `member-${i}`,
        role: 'physician',
        owns: false,
      });
    await page.goto(`${server.base}/members`);
    await page.locator('.members__row').nth(400).waitFor();
    const people = (await page.locator('.members__name').allInnerTexts()).join('\n');
    assert.deepEqual(
      PAYLOADS.filter((text) => !people.includes(text.trim())),
      [],
    );
    await page.emulateMedia({ media: 'print' });
    await page.pdf();
    assert.equal(await hasRun(), false, 'among the members');
    // What would run without the policy does not run with it: markup made of text is refused outright.
    const refused = await page.evaluate(() => {
      try {
        document.createElement('div').innerHTML = '<img src=x onerror="x=1">';
        return 'made';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : 'other';
      }
    });
    assert.equal(refused, 'refused');
  } finally {
    await visitor.context.close();
    await browser.close();
  }
});

void test('a page of another origin, on another port or another address, writes nothing (SR-68)', async () => {
  await using server = await Server.start();
  const evil = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end('<!doctype html><title>evil</title><body>evil');
  });
  evil.listen(0, '0.0.0.0');
  await once(evil, 'listening');
  const address = evil.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const own = await visitor.open('/');
    await own.getByRole('heading', { name: 'Patients', level: 1 }).waitFor();
    const patients = async (): Promise<number> => {
      const answer = await visitor.context.request.get(`${server.base}/api/patients`);
      return ((await answer.json()) as { patients: unknown[] }).patients.length;
    };
    const before = await patients();
    for (const host of [`127.0.0.1:${port}`, `127.0.0.2:${port}`, `localhost:${port}`]) {
      const page = await visitor.context.newPage();
      await page.goto(`http://${host}/`);
      await page.evaluate(
        async ({ base, patient }) => {
          const body = JSON.stringify({ id: patient, label: 'Forged' });
          const tries: RequestInit[] = [
            {
              method: 'POST',
              mode: 'no-cors',
              credentials: 'include',
              body,
              headers: { 'content-type': 'text/plain' },
            },
            {
              method: 'POST',
              credentials: 'include',
              body,
              headers: { 'content-type': 'application/json', 'idempotency-key': patient },
            },
            { method: 'DELETE', credentials: 'include' },
          ];
          const urls = ['/api/patients', '/api/patients', '/api/session'];
          for (const [i, init] of tries.entries())
            await fetch(base + (urls[i] ?? ''), init).catch(() => undefined);
          // A form needs no permission to send.
          const form = document.createElement('form');
          form.method = 'post';
          form.enctype = 'text/plain';
          form.action = `${base}/api/session/lock`;
          document.body.append(form);
          form.submit();
        },
        { base: server.base, patient: id() },
      );
      await page.waitForTimeout(500);
      await page.close();
    }
    assert.equal(await patients(), before, 'nothing was added, and nobody was signed out or locked');
  } finally {
    await visitor.context.close();
    await browser.close();
    evil.close();
  }
});

void test('a founder adds codes and a passkey, locks the screen, and comes back by each of them', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const named = server.base.replace('127.0.0.1', 'localhost');
  const visitor = await Visitor.arrive(browser, named, { isStranger: true });
  try {
    const link = server.said.match(/\/welcome#[\w-]{43}/)?.[0] ?? '';
    const page = await visitor.open(link);
    const devtools = await visitor.context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByLabel('Name of the clinic').fill('Praxis am Park');
    await page.getByLabel('Your name').fill('Anna Founder');
    await page.getByLabel('Login').fill('anna@example.org');
    await page.getByLabel('Password').fill(PASSWORD);
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', { name: 'Found the clinic' }).click();
    await page.getByRole('heading', { name: 'Patients', level: 1 }).waitFor();
    await page.getByText('No patients yet').waitFor();

    await page.getByRole('link', { name: 'Anna Founder' }).click();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByLabel('Name for the new passkey').fill('This laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Remove This laptop' }).waitFor();
    await page.getByRole('button', { name: 'Set up codes' }).click();
    await page.getByRole('img', { name: 'Picture for the code app' }).waitFor();
    assert.deepEqual(await axe(page), []);

    // Locked: nothing behind is reached, not even with Escape or a new address, until the passkey opens it.
    await page.goto(`${named}/`);
    await startVisit(page, 'Behind the lock');
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    assert.deepEqual(await axe(page), []);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
    assert.equal(await page.getByText('Behind the lock').first().isVisible(), false);
    await page.reload();
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    assert.equal((await visitor.context.request.get(`${named}/api/patients`)).status(), 423);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('The login or the password is not right.').waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('heading', { name: 'Where does it hurt?' }).waitFor();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('Behind the lock').waitFor();

    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Ben');
    await page.getByLabel('Login').fill('ben@example.org');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.locator('.members__link').waitFor();
    assert.deepEqual(await axe(page), []);
  } finally {
    await visitor.leave();
    await browser.close();
  }
});

void test('the demo front desk finds patients and sees no chart; the researcher sees no patient', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base, { isStranger: true });
  try {
    const page = await visitor.open('/');
    await enterDemo(page);
    await page.getByRole('button', { name: MORE }).click();
    await page.getByText('Synthetic 01').first().click();
    const visit = page.getByRole('link', { name: /^Visit of/ }).first();
    await visit.waitFor();
    const chart = await visit.getAttribute('href');
    const as = async (role: string): Promise<readonly number[]> => {
      const person = DEMO_PEOPLE.find((p) => p.role === role);
      await visitor.context.request.post(`${server.base}/api/sign-in/demo`, { data: { id: person?.id } });
      const paths = ['/api/patients', `/api${chart ?? ''}`, '/api/research/records'];
      return Promise.all(
        paths.map(async (path) => (await visitor.context.request.get(server.base + path)).status()),
      );
    };
    assert.deepEqual(await as('physician'), [200, 200, 403]);
    assert.deepEqual(await as('front-desk'), [200, 403, 403]);
    assert.deepEqual(await as('researcher'), [403, 403, 200]);
  } finally {
    await visitor.leave();
    await browser.close();
  }
});

void test('a chart of others opens for a reason, for an hour, in the browser too (SR-66)', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/');
    await startVisit(page, 'Of Dr Demo');
    const chiropractor = DEMO_PEOPLE.find((p) => p.role === 'chiropractor');
    const headers = { 'content-type': 'application/json' };
    const data = { id: chiropractor?.id };
    await visitor.context.request.post(`${server.base}/api/sign-in/demo`, { data, headers });
    await page.goto(server.base);
    await page.getByText('Of Dr Demo').click();
    await page.getByRole('heading', { name: 'Others treat this patient' }).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByLabel('What is the emergency?').fill('help');
    await page.getByRole('button', { name: 'Open the chart for one hour' }).click();
    await page.getByText(/a reason of 10 to 500 characters/).waitFor();
    await page.getByLabel('What is the emergency?').fill('Short of breath after needling');
    await page.getByRole('button', { name: 'Open the chart for one hour' }).click();
    await page.getByRole('heading', { name: 'Of Dr Demo' }).waitFor();
  } finally {
    await visitor.leave();
    await browser.close();
  }
});
