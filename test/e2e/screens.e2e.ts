import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  SIZES,
  Server,
  Visitor,
  axe,
  hypothesis,
  lookAt,
  openBrowser,
  paintRegion,
  startVisit,
  untilSaved,
  type Size,
  type Theme,
} from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screens');
const THEMES: readonly Theme[] = ['light', 'dark'];

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

/** A picture at every size in both themes; axe on the smallest light one and on the largest dark one. */
async function look(
  name: string,
  ready: () => Promise<unknown>,
  except: readonly string[] = [],
): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const size of Object.keys(SIZES) as Size[]) {
      await page.setViewportSize(SIZES[size]);
      await ready();
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.screenshot({ path: join(SHOTS, `${name}-${size}-${theme}.png`), fullPage: true });
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      assert.equal(isWider, false, `${name} at ${size} needs sideways scrolling`);
      const isEnd = (size === 'phone' && theme === 'light') || (size === 'desktop' && theme === 'dark');
      if (isEnd) assert.deepEqual(await axe(page, except), [], `${name} at ${size}, ${theme}`);
    }
  }
  await page.setViewportSize(SIZES.desktop);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

void test('the list of patients', async () => {
  await look('patients', () => page.getByRole('button', { name: 'Add a patient' }).waitFor());
});

void test('a patient, and a visit before anything is painted', async () => {
  await page.getByLabel('Label', { exact: true }).fill('Screens');
  await page.getByRole('button', { name: 'Add a patient' }).click();
  await page.getByRole('heading', { name: 'Screens' }).waitFor();
  await look('patient', () => page.getByText('No visits yet').waitFor());
  await page.goto(server.base);
  await startVisit(page, 'Screens 2');
  await look('visit-blank', () => page.getByText('No drawing, no ranking').waitFor());
});

void test('a visit with a drawing, a ranking and an examination', async () => {
  await lookAt(page, 'Head', 'Head, right side');
  await paintRegion(page, 'head-right', 'temple-right');
  await page
    .getByRole('radiogroup', { name: 'Pain, 1 to 10' })
    .getByRole('radio', { name: 'Pain 8 of 10' })
    .click();
  await lookAt(page, 'Whole body', 'Back');
  for (const region of ['occiput-right', 'posterior-neck-right', 'upper-trapezius-right'])
    await paintRegion(page, 'back', region);
  const card = hypothesis(page, /Upper trapezius/);
  await card.getByRole('button', { name: 'Examine' }).click();
  await card
    .getByRole('radiogroup', { name: /^Recognised pain/ })
    .getByText('Present')
    .click();
  await card
    .getByRole('radiogroup', { name: /^Taut band/ })
    .getByText('Absent')
    .click();
  await card.locator('.moves li').nth(1).waitFor();
  await untilSaved(page);
  await look('visit', () => card.waitFor());
  for (const [name, media] of [
    ['contrast', { contrast: 'more' }],
    ['forced', { forcedColors: 'active' }],
  ] as const) {
    await page.emulateMedia(media);
    await page.screenshot({ path: join(SHOTS, `visit-${name}.png`) });
    assert.deepEqual(await axe(page), [], `visit, ${name}`);
    await page.emulateMedia({ contrast: null, forcedColors: null });
  }
});

void test('the patient paints: the ranking is not shown to them', async () => {
  await page.getByRole('button', { name: 'The patient paints' }).click();
  await page.getByText('Your right').waitFor();
  assert.equal(await page.locator('.hypothesis').count(), 0);
  await look('visit-patient', () => page.getByText('Your left').waitFor());
});

void test('the atlas, by muscle and by place', async () => {
  await page.goto(`${server.base}/atlas?muscle=trapezius-descending`);
  await look('atlas-muscle', () => page.getByRole('heading', { level: 2 }).waitFor());
  await page.goto(`${server.base}/atlas?region=hip-lateral-left`);
  await look('atlas-place', () => page.getByRole('heading', { level: 2 }).waitFor());
});

void test('about', async () => {
  await page.goto(`${server.base}/about`);
  await look('about', () => page.locator('.about__sources li').first().waitFor());
});

void test('the gallery: every component in every state', async () => {
  await page.goto(`${server.base}/gallery`);
  // Whole views stand side by side there, so their headings and landmarks repeat.
  const repeats = ['heading-order', 'landmark-unique', 'page-has-heading-one'];
  await look('gallery', () => page.getByText('Ranking: broken').waitFor(), repeats);
});
