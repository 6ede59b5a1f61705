import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  SIZES,
  Server,
  Visitor,
  axe,
  lookAt,
  openBrowser,
  paintRegion,
  startVisit,
  untilSaved,
  type Size,
  type Theme,
} from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/words');

let server: Server;
let browser: Browser;
let visitor: Visitor;
let page: Page;

before(async () => {
  mkdirSync(SHOTS, { recursive: true });
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  visitor = await Visitor.arrive(browser, server.base);
  page = await visitor.open('/');
  await startVisit(page, 'Words');
});

after(async () => {
  await visitor.leave().finally(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });
});

const feels = (): Locator => page.getByRole('region', { name: 'How does it feel?' });
const chip = (name: string): Locator => feels().getByRole('button', { name, exact: true });
const said = (): Locator => page.locator('.drawing__said');
const isDown = async (name: string): Promise<string | null> => chip(name).getAttribute('aria-pressed');

/** Probability of the most probable root or nerve, as its bar says it. */
async function nerve(): Promise<number> {
  const bars = page.locator('.other', { hasText: /root|nerve/i }).getByRole('meter');
  await bars.first().waitFor();
  const values = await bars.evaluateAll((list) =>
    list.map((bar) => Number(bar.getAttribute('aria-valuenow'))),
  );
  return Math.max(...values);
}

void test('words on a drawing move a bar, are read back, and are there again after a reload', async () => {
  await lookAt(page, 'Whole body', 'Back');
  await paintRegion(page, 'back', 'forearm-dorsal-radial-right');
  await page.locator('.hypothesis[data-site]').first().waitFor();
  assert.match(await feels().innerText(), /Not asked yet\./);
  const silent = await nerve();

  await chip('burning').click();
  await said().getByText('It feels burning.').waitFor();
  await page.waitForFunction(
    (was) =>
      Math.max(
        ...[...document.querySelectorAll('.other [role=meter]')].map((b) =>
          Number(b.getAttribute('aria-valuenow')),
        ),
      ) > was,
    silent,
  );
  const burning = await nerve();
  assert.ok(burning > silent, `${burning} is not above ${silent}`);
  await untilSaved(page);
  await page.reload();
  await said().getByText('It feels burning.').waitFor();
  assert.equal(await isDown('burning'), 'true');
  await page.locator('.hypothesis[data-site]').first().waitFor();
  assert.equal(await nerve(), burning);
  await page.locator('.hypothesis__why').first().getByText('“burning” in').waitFor();
});

void test('the keyboard says a word too, and “none of these” is not the same as not asked', async () => {
  await chip('burning').focus();
  await page.keyboard.press('Space');
  await feels().getByText('Not asked yet.').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await said().getByText('It feels like electric shocks.').waitFor();
  await chip('none of these').click();
  await said().getByText('None of the words for how it feels fits.').waitFor();
  assert.equal(await isDown('like electric shocks'), 'false');
  assert.equal(await feels().getByText('Not asked yet.').count(), 0);
  await chip('tingling').click();
  assert.equal(await isDown('none of these'), 'false');
});

void test('cleared by mistake: what is taken back brings its words along', async () => {
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Nothing is painted yet.', { exact: false }).first().waitFor();
  assert.equal(await feels().count(), 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await said().getByText('It feels tingling.').waitFor();
});

void test('one place may feel otherwise, and what is painted later is not asked about then', async () => {
  await paintRegion(page, 'back', 'lumbar-right');
  await said()
    .getByText(/It feels tingling\./)
    .waitFor();
  const where = feels().getByRole('radiogroup', { name: 'Where' });
  await where.getByRole('radio').last().click();
  await chip('tingling').click();
  await chip('dull, aching').click();
  await said()
    .getByText(/dull, aching/)
    .waitFor();
  await where.getByRole('radio', { name: 'Everywhere' }).click();
  assert.match(
    (await feels()
      .getByRole('button', { name: /tingling/ })
      .getAttribute('aria-label')) ?? '',
    /in some places/,
  );
  await paintRegion(page, 'back', 'calf-upper-right');
  await feels()
    .getByText(/Not asked yet: /)
    .waitFor();
});

void test('large enough for a glove, clear of axe, on a phone, in the dark and in the system’s own colours', async () => {
  const looks: readonly (readonly [Size, Theme, 'none' | 'active'])[] = [
    ['phone', 'light', 'none'],
    ['phone', 'dark', 'none'],
    ['desktop', 'light', 'none'],
    ['desktop', 'dark', 'none'],
    ['phone', 'light', 'active'],
  ];
  for (const [size, theme, forcedColors] of looks) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce', forcedColors });
    await page.setViewportSize(SIZES[size]);
    await feels().scrollIntoViewIfNeeded();
    const name = `${size}-${theme}${forcedColors === 'active' ? '-forced' : ''}`;
    await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
    await feels().screenshot({ path: join(SHOTS, `${name}-chips.png`) });
    const small = await feels()
      .locator('.chips > button')
      .evaluateAll((list) =>
        list.filter((b) => b.getBoundingClientRect().height < 44).map((b) => b.textContent),
      );
    assert.deepEqual(small, [], `${name}: chips lower than 44 px`);
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    assert.equal(isWider, false, `${name} needs sideways scrolling`);
    assert.deepEqual(await axe(page), [], name);
  }
});

void test('the patient who holds the screen is asked too, and sees nothing of the ranking', async () => {
  await page.setViewportSize(SIZES.phone);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none' });
  await page.getByRole('button', { name: 'The patient paints' }).click();
  await feels().waitFor();
  assert.equal(await page.locator('.hypothesis').count(), 0);
  assert.doesNotMatch(await page.locator('main').innerText(), /nerve/i);
  await page.screenshot({ path: join(SHOTS, 'patient-phone.png'), fullPage: true });
});

void test('what was said stands in the note, place by place, and in the look back', async () => {
  await page.getByRole('button', { name: 'Painting is done' }).click();
  await page.setViewportSize(SIZES.desktop);
  await page.getByRole('button', { name: 'Look back' }).click();
  await page.getByText('Said how it feels').first().waitFor();
  await page.goto(`${page.url()}/note`);
  await page.getByText(/Painted on the body map: .*dull, aching.*how it feels not asked/).waitFor();
});
