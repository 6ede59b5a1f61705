import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { SIZES, Server, Visitor, axe, openBrowser, untilSaved, type Size } from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screens');
/** Pictures of which the dark one is looked at by axe as well: the richest of each page. */
const DARK: readonly string[] = ['safety-override'];

let server: Server;
let browser: Browser;
let visitor: Visitor;
let page: Page;

before(async () => {
  mkdirSync(SHOTS, { recursive: true });
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  visitor = await Visitor.arrive(browser, server.base);
  page = await visitor.open('/');
});

after(async () => {
  await visitor.leave().finally(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });
});

async function look(name: string): Promise<void> {
  for (const size of Object.keys(SIZES) as Size[]) {
    const theme = size === 'desktop' ? 'dark' : 'light';
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize(SIZES[size]);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(SHOTS, `${name}-${size}-${theme}.png`), fullPage: true });
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    assert.equal(isWider, false, `${name} at ${size} needs sideways scrolling`);
    if (size === 'phone' || (size === 'desktop' && DARK.includes(name)))
      assert.deepEqual(await axe(page), [], `${name} at ${size}`);
  }
  await page.setViewportSize(SIZES.desktop);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

const get = async <T>(path: string): Promise<T> =>
  (await (await page.request.get(server.base + path)).json()) as T;

/** Open the safety screen of the earliest or latest visit of an invented patient. */
async function openSafety(number: string, which: 'first' | 'last'): Promise<string> {
  const { patients } = await get<{ patients: { patient: { id: string; label: string } }[] }>('/api/patients');
  const patient = patients.find((p) => p.patient.label.startsWith(`Synthetic ${number} `))?.patient.id ?? '';
  const { visits } = await get<{ visits: { id: string }[] }>(`/api/patients/${patient}/visits`);
  const visit = visits.at(which === 'last' ? 0 : -1)?.id ?? '';
  await page.goto(`${server.base}/visits/${visit}/safety`);
  await page.getByRole('heading', { name: 'Safety', level: 1 }).waitFor();
  return visit;
}

const level = (modality: string): Locator => page.getByRole('article', { name: modality, exact: true });
const MODALITIES = ['Injection', 'Dry needling', 'Manual', 'Electrical'];

void test('a heart that looks like a muscle: nothing may be done, and the screen says what to do instead', async () => {
  await openSafety('39', 'first');
  await page.getByRole('alert').getByText('Stop. This may be an emergency.').waitFor();
  for (const modality of MODALITIES) {
    await level(modality).getByText('Do not', { exact: true }).waitFor();
    await level(modality).getByText('Emergency now').waitFor();
  }
  await look('safety-heart');
});

void test('a second visit: what was answered before is proposed with its day and counts for nothing until confirmed; sites answer for themselves', async () => {
  const visit = await openSafety('08', 'last');
  await page.getByText('Nobody has screened at this visit yet.').waitFor();
  for (const modality of MODALITIES) await level(modality).getByText('Defer', { exact: true }).waitFor();
  const before = page.getByRole('region', { name: 'Answered before' });
  await before.getByRole('heading', { name: 'At the visit of 2 Apr 2026' }).waitFor();
  // What could be an emergency is asked first.
  const first = page
    .getByRole('region', { name: /^Still unknown/ })
    .locator('.safety__question')
    .first();
  await first.getByText(/emergency now/).waitFor();
  await look('safety-proposals');

  await before.getByRole('button', { name: /^Asked again: all \d+ still so$/ }).click();
  await level('Manual').getByText('Nothing stands against it').waitFor();
  // Without a site nobody knows whether the needle goes over the lung.
  await level('Dry needling').getByText('With caution', { exact: true }).waitFor();
  await untilSaved(page);
  const { parts } = await get<{
    parts: { kind: string; id: string; body: { answers: Record<string, unknown> } }[];
  }>(`/api/visits/${visit}`);
  const kept = parts.find((p) => p.kind === 'screening' && p.id === visit);
  assert.deepEqual((kept?.body.answers['fever'] as { answer: string }).answer, 'absent');
});

void test('a contraindication: going past it needs a reason, the reason is kept and shown, and a new flag is not covered by it', async () => {
  const visit = await openSafety('01', 'first');
  const screen = page.getByRole('region', { name: 'Every question' });
  await screen.getByRole('button', { name: /^infection/i }).click();
  const skin = screen.getByRole('radiogroup', { name: /Infected, inflamed or broken skin/ });
  await skin.getByRole('radio', { name: 'Yes' }).click();
  const needle = level('Dry needling');
  await needle.getByText('Do not', { exact: true }).waitFor();
  await needle.getByRole('button', { name: 'Treat against this, with a reason' }).click();
  const keep = needle.getByRole('button', { name: 'Keep this reason' });
  assert.equal(await keep.isDisabled(), true, 'no reason, no way past');
  await needle.getByRole('textbox').fill('because');
  assert.equal(await keep.isDisabled(), true, 'seven letters are no reason');
  await needle.getByRole('textbox').fill('A healed scratch two hands away; looked at together.');
  await keep.click();
  await needle.getByText('Treated against this, with a reason').waitFor();
  // The level stays what it is.
  await needle.getByText('Do not', { exact: true }).waitFor();
  await untilSaved(page);
  await page.reload();
  const past = page.getByRole('region', { name: 'Reasons given at this visit' });
  await past.getByText('A healed scratch two hands away; looked at together.').waitFor();
  await past.getByText(/Dr Demo/).waitFor();
  await look('safety-override');

  // The server holds it against the chart by itself: the same without a reason is refused.
  const { patient, parts } = await get<{
    patient: { id: string };
    parts: { kind: string; id: string; version: number; body: { overrides: { reason: string }[] } }[];
  }>(`/api/visits/${visit}`);
  const kept = parts.find((p) => p.kind === 'screening' && p.id === visit);
  assert.ok(kept);
  const [given] = kept.body.overrides;
  const refused = await page.request.put(`${server.base}/api/visits/${visit}/screening`, {
    headers: {
      'idempotency-key': '019b76da-a800-7000-8000-00000000e2e1',
      'if-match': `"${kept.version}"`,
      origin: server.base,
    },
    data: { patientId: patient.id, body: { ...kept.body, overrides: [given, { ...given, reason: '' }] } },
  });
  assert.equal(refused.status(), 400);
  assert.match(await refused.text(), /reason/);

  // One flag more, and the reason no longer covers what stands there.
  await screen.getByRole('button', { name: /^person/i }).click();
  await screen
    .getByRole('radiogroup', { name: /Strong fear of needles/ })
    .getByRole('radio', { name: 'Yes' })
    .click();
  await past.getByText('No longer covers what stands against it').waitFor();
  await needle.getByRole('button', { name: 'Treat against this, with a reason' }).waitFor();
  await untilSaved(page);
});
