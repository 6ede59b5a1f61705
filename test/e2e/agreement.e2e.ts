import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { bodyView } from '../../src/content/bodymap/neutral.ts';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import type { Chart } from '../../src/core/episode.ts';
import { NOTHING_EXAMINED } from '../../src/core/examine/examination.ts';
import { SHIPPED_PARAMETERS } from '../../src/core/localise/parameters.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { uuidv7 } from '../../src/kit/uuid.ts';
import { SIZES, Server, Visitor, axe, openBrowser, type Size } from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screens');
const SITES = shippedAtlas()
  .sites.slice(0, 6)
  .map((site) => site.id);

async function shots(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const size of Object.keys(SIZES) as Size[]) {
      await page.setViewportSize(SIZES[size]);
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(SHOTS, `${name}-${size}-${theme}.png`), fullPage: true });
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      assert.equal(isWider, false, `${name} at ${size} needs sideways scrolling`);
    }
    assert.deepEqual(await axe(page), [], `${name}, ${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(SIZES.desktop);
}

const random = seededRandom(83);
let made = 0;
const id = (): string =>
  uuidv7(
    1_900_000_000_000 + ++made,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  );

/** A tap on the left temple, so that there is something to look back at. */
const VIEW = 'head-left';
const pole = bodyView(VIEW).regions.get('temple-left')?.pole ?? [0, 0];
const STROKE = { view: VIEW, tool: 'tap', radius: 0, points: [[pole[0], pole[1]]], intensity: 6 };

/** A visit at which two people palpated six sites for a taut band, and agreed on four of them. */
async function doubled({ context }: Visitor, base: string): Promise<string> {
  const [patientId, visit] = [id(), id()];
  const send = async (method: 'post' | 'put', path: string, data: object): Promise<void> => {
    const headers = { 'idempotency-key': id(), 'if-match': '"0"' };
    const answer = await context.request[method](`${base}/api${path}`, { data, headers });
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
  };
  await send('post', '/patients', { id: patientId, label: `Twice ${made}` });
  await send('post', `/patients/${patientId}/visits`, { id: visit, patientId, day: '2030-01-02' });
  const regions = [{ id: 'temple-left', intensity: 6 }];
  await send('put', `/visits/${visit}/drawing`, { patientId, strokes: [STROKE], regions });
  const present = (n: number, isSecond: boolean): boolean => (isSecond && n >= 4 ? n % 2 === 1 : n % 2 === 0);
  const found = (isSecond: boolean) =>
    SITES.map((site, n) => ({
      site,
      sign: 'taut-band',
      answer: present(n, isSecond) ? 'present' : 'absent',
    }));
  await send('put', `/visits/${visit}/findings`, { patientId, findings: found(false) });
  const body = { ...NOTHING_EXAMINED, second: { examiner: 'B', found: found(true), isDone: true } };
  await send('put', `/visits/${visit}/examination`, { patientId, body });
  return visit;
}

/** What the visit page says of how its ranking was made, and the rankings that were kept by then. */
async function rankingOf(
  page: Page,
  base: string,
  visit: string,
): Promise<{ readonly line: string; readonly about: string }> {
  await page.goto(`${base}/visits/${visit}`);
  await page.locator('.hypothesis').first().waitFor();
  const line = await page.locator('.ranking__versions').innerText();
  await page.getByRole('button', { name: 'What this ranking is made of' }).click();
  const about = await page.locator('.attributes section').first().innerText();
  await page.screenshot({
    path: join(SHOTS, `about-ranking-rates-${line.includes('own') ? 'own' : 'shipped'}.png`),
  });
  await page.getByRole('button', { name: 'Close' }).click();
  return { line, about };
}

void test('an owner puts own rates in force, rankings say so, and going back brings the shipped ones back (SR-131, SR-132)', async () => {
  mkdirSync(SHOTS, { recursive: true });
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  const researcher = await Visitor.arrive(browser, server.base, {
    as: '019b76da-a800-7000-8000-000000000106',
  });
  try {
    const page = await visitor.open('/');
    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
    await shots(page, 'members');
    await page.getByRole('link', { name: 'Examiner agreement' }).click();
    await page.getByText('Nobody has been examined twice yet').waitFor();
    await page.locator('[data-rates="shipped"]').waitFor();
    await shots(page, 'agreement-none');

    // Nine visits are one too few, however many pairs they hold.
    const visit = await doubled(visitor, server.base);
    for (let n = 1; n < 9; n++) await doubled(visitor, server.base);
    await page.reload();
    const band = page.locator('[data-sign="taut-band"]');
    await band.getByText('54 pairs of answers at 9 visits').waitFor();
    await band.getByText('54 of 50 pairs, 9 of 10 visits').waitFor();
    assert.equal(await page.getByRole('checkbox').count(), 0);
    await doubled(visitor, server.base);
    await page.reload();
    await band.getByText('60 pairs of answers at 10 visits').waitFor();
    // By hand: observed 40 of 60, expected a half: kappa a third.
    await band.getByText('0.33 (').waitFor();

    const before = await rankingOf(page, server.base, visit);
    assert.ok(before.line.endsWith(`parameters ${SHIPPED_PARAMETERS.version}`), before.line);
    assert.match(before.about, /Shipped: proposals/);
    const kept = async (): Promise<readonly string[]> => {
      const answer = await visitor.context.request.get(`${server.base}/api/visits/${visit}`);
      return ((await answer.json()) as Chart).rankings.map(({ versions }) => versions.parameters);
    };
    // A ranking is kept once it has stood on the screen for a moment: whoever leaves sooner has not seen it.
    const untilKept = async (count: number): Promise<void> => {
      for (let n = 0; n < 100 && (await kept()).length < count; n++) await page.waitForTimeout(100);
    };
    await untilKept(1);

    // A researcher sees the same numbers and decides nothing.
    const looking = await researcher.open('/');
    await looking.getByRole('link', { name: 'Agreement' }).click();
    await looking.locator('[data-sign="taut-band"]').getByText('60 pairs of answers').waitFor();
    assert.equal(await looking.getByRole('checkbox').count(), 0);
    assert.equal(await looking.getByRole('button', { name: /in force|Go back/ }).count(), 0);

    await page.goto(`${server.base}/agreement`);
    await band.getByRole('checkbox', { name: 'Use own rates for taut band' }).check();
    await shots(page, 'agreement');
    await page.getByRole('button', { name: 'Put own rates in force for 1 sign' }).click();
    await page.getByRole('dialog').getByText('Taut band: 60 pairs at 10 visits').waitFor();
    await page.screenshot({ path: join(SHOTS, 'agreement-confirm.png') });
    await page.getByRole('button', { name: 'Put in force', exact: true }).click();
    await page.getByText(/The clinic’s own rates for taut band, put in force by Dr Demo/).waitFor();
    await page.getByText(/: own rates for taut band \(60 pairs\)/).waitFor();
    await shots(page, 'agreement-in-force');

    const own = await rankingOf(page, server.base, visit);
    assert.match(
      own.line,
      new RegExp(`parameters ${SHIPPED_PARAMETERS.version}\\+own-20..-..-..-[0-9a-f]{8}$`),
    );
    assert.match(own.about, /own agreement, 60 pairs at 10 visits, kappa 0\.33/);
    await untilKept(2);
    assert.deepEqual(await kept(), [SHIPPED_PARAMETERS.version, own.line.split(' ').at(-1)]);

    // Back to the shipped ones; what was kept still computes again to the bit, each with its own rates.
    await page.goto(`${server.base}/agreement`);
    await page.getByRole('button', { name: 'Go back to the shipped rates' }).click();
    await page.locator('[data-rates="shipped"]').waitFor();
    await page.getByText(': back to the shipped rates').waitFor();
    const after = await rankingOf(page, server.base, visit);
    assert.deepEqual(after, before);
    await page.getByRole('button', { name: 'Look back' }).click();
    const shown = page.getByRole('group', { name: 'Shown and kept at' }).getByRole('button');
    for (const [at, version] of [SHIPPED_PARAMETERS.version, own.line.split(' ').at(-1)].entries()) {
      await shown.nth(at).click();
      await page.getByText('Computed again: the same to the last bit as what was shown.').waitFor();
      const line = await page.locator('.ranking__versions').innerText();
      assert.ok(line.endsWith(`parameters ${version ?? ''}`), line);
    }
    await page.screenshot({ path: join(SHOTS, 'look-back-own-rates.png') });
  } finally {
    await visitor.leave();
    await researcher.leave();
    await browser.close();
  }
});
