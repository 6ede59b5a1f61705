import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { bodyView } from '../../src/content/bodymap/neutral.ts';
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

const SHOTS = join(import.meta.dirname, '../../artifacts/ranking');

let server: Server;
let browser: Browser;
let visitor: Visitor;
let page: Page;

before(async () => {
  mkdirSync(SHOTS, { recursive: true });
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
  visitor = await Visitor.arrive(browser, server.base);
  page = await visitor.open('/');
  await startVisit(page, 'Ranking');
});

after(async () => {
  await visitor.leave().finally(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });
});

/** Pictures at every size, light, and on a desktop in the dark; axe on the smallest and on the dark one. */
async function look(name: string, whole: Locator): Promise<void> {
  const looks: readonly (readonly [Size, Theme])[] = [
    ['phone', 'light'],
    ['tablet', 'light'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ];
  for (const [size, theme] of looks) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize(SIZES[size]);
    await whole.waitFor();
    await page.screenshot({ path: join(SHOTS, `${name}-${size}-${theme}.png`), fullPage: true });
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    assert.equal(isWider, false, `${name} at ${size} needs sideways scrolling`);
    if (size === 'phone' || theme === 'dark')
      assert.deepEqual(await axe(page), [], `${name} at ${size}, ${theme}`);
  }
  await page.setViewportSize(SIZES.desktop);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

const shares = (texts: readonly string[]): readonly number[] =>
  texts.map((text) => (text.startsWith('<') ? 0 : Number(/\d+/.exec(text)?.[0])));

const numbersOf = (where: string): Promise<readonly string[]> =>
  page.locator(`${where} .probability__number`).allInnerTexts();

const sites = (): Promise<readonly (string | null)[]> =>
  page
    .locator('.hypothesis[data-site]')
    .evaluateAll((cards) => cards.map((c) => c.getAttribute('data-site')));

/** Where a region is on the screen, by how far into it. */
async function spotOf(viewId: string, region: string): Promise<(dx: number, dy: number) => [number, number]> {
  const view = bodyView(viewId);
  const [x, y, radius] = view.regions.get(region)?.pole ?? [0, 0, 0];
  const svg = page.locator('.drawing .body-map__svg');
  await svg.scrollIntoViewIfNeeded();
  const box = await svg.boundingBox();
  assert.ok(box);
  return (dx, dy) => [
    box.x + ((x + dx * radius) / view.width) * box.width,
    box.y + ((y + dy * radius) / view.height) * box.height,
  ];
}

void test('the bars move while the finger paints, and nobody changes places until it is lifted', async () => {
  await lookAt(page, 'Head', 'Head, right side');
  // The first stroke: names and bars come before the finger is lifted.
  const temple = await spotOf('head-right', 'temple-right');
  await page.mouse.move(...temple(-0.4, -0.4));
  await page.mouse.down();
  await page.mouse.move(...temple(0.4, 0.3), { steps: 6 });
  await page.locator('.hypothesis[data-live]').first().waitFor();
  assert.equal(await page.locator('.hypothesis[data-site]').count(), 0, 'the list has not settled yet');
  await page.mouse.up();
  await page.locator('.hypothesis[data-site]').first().waitFor();
  await page.locator('.hypothesis[data-live]').first().waitFor({ state: 'detached' });

  await lookAt(page, 'Whole body', 'Back');
  await paintRegion(page, 'back', 'occiput-right');
  await page.locator('.hypothesis[data-live]').first().waitFor({ state: 'detached' });
  const before = { order: await sites(), numbers: await numbersOf('.hypothesis') };
  const neck = await spotOf('back', 'posterior-neck-right');
  const shoulder = await spotOf('back', 'upper-trapezius-right');
  await page.mouse.move(...neck(0, -0.6));
  await page.mouse.down();
  await page.mouse.move(...neck(0, 0.6), { steps: 20 });
  await page.mouse.move(...shoulder(0.3, 0), { steps: 30 });
  await page.locator('.hypothesis[data-live]').first().waitFor();
  await page.waitForFunction(
    (was) =>
      [...document.querySelectorAll('.hypothesis .probability__number')]
        .map((n) => (n as HTMLElement).innerText)
        .join() !== was,
    before.numbers.join(),
  );
  assert.deepEqual(await sites(), before.order, 'every card holds its place under the finger');
  assert.match(await page.locator('.rising').innerText(), /Coming up|settles when you lift/);
  await page.mouse.up();
  await page.locator('.hypothesis[data-live]').first().waitFor({ state: 'detached' });
  assert.notDeepEqual(await sites(), before.order, 'the order settles');

  // A stroke that the browser takes away leaves the ranking as it was.
  const settled = await numbersOf('.hypothesis');
  const calf = await spotOf('back', 'calf-upper-left');
  await page.mouse.move(...calf(0, 0));
  await page.mouse.down();
  await page.mouse.move(...calf(0.3, 0.3), { steps: 5 });
  await page.locator('.drawing .body-map__svg').dispatchEvent('pointercancel', { pointerId: 1 });
  await page.locator('.hypothesis[data-live]').first().waitFor({ state: 'detached' });
  await page.mouse.up();
  assert.deepEqual(
    (await numbersOf('.hypothesis')).map((text) => text.split('\n')[0]),
    settled.map((text) => text.split('\n')[0]),
  );
});

void test('where a stroke only ran over an edge one is asked, and each answer changes the drawing', async () => {
  await page.getByRole('button', { name: /^Confirm (one edge|\d+ edges)$/ }).click();
  const edges = page.locator('.edges li');
  const count = await edges.count();
  const [name = ''] = (await edges.first().innerText()).split('\n');
  await edges
    .first()
    .getByRole('button', { name: `${name}: does not hurt` })
    .click();
  await page.waitForFunction((was) => document.querySelectorAll('.edges li').length < was, count);
  await untilSaved(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction((was) => document.querySelectorAll('.edges li').length === was, count);
});

void test('from stroke to bars: how long it took on this machine', async () => {
  await page.evaluate(() => performance.clearMeasures());
  const back = await spotOf('back', 'posterior-neck-right');
  await page.mouse.move(...back(0, 0));
  await page.mouse.down();
  for (let i = 0; i < 120; i++) await page.mouse.move(...back(Math.sin(i / 6), Math.cos(i / 9)));
  await page.mouse.up();
  await page.locator('.hypothesis[data-live]').first().waitFor({ state: 'detached' });
  const measured = (name: string): Promise<readonly number[]> =>
    page.evaluate(
      (named) =>
        performance
          .getEntriesByName(named)
          .map(({ duration }) => duration)
          .sort((a, b) => a - b),
      name,
    );
  const [hand, heard] = [await measured('stroke-to-bars'), await measured('event-to-bars')];
  assert.ok(hand.length > 20, `${hand.length} answers`);
  const at = (took: readonly number[], share: number): string =>
    (took[Math.floor(share * took.length)] ?? NaN).toFixed(1);
  console.log(
    `stroke to bars: ${hand.length} answers to 120 movements; from the hand p50 ${at(hand, 0.5)} ms, p95 ${at(hand, 0.95)} ms;` +
      ` from the page hearing of it p50 ${at(heard, 0.5)} ms, p95 ${at(heard, 0.95)} ms`,
  );
  await page.getByRole('button', { name: 'Undo' }).click();
});

void test('each bar has a span over redrawings, and those that cannot be told apart stand together', async () => {
  await page.locator('.probability__whisker').first().waitFor();
  const meter = page.locator('.hypothesis [role="meter"]').first();
  assert.match(
    (await meter.getAttribute('aria-valuetext')) ?? '',
    /^\d+ %, over redrawings (< )?\d+ % to \d+ %$/,
  );
  await page.getByText('nine of ten redrawings of the same pain').waitFor();
  const group = page.locator('.one-of').first();
  assert.match(await group.innerText(), /^One of these (two|three|four|five)\./);
  assert.ok((await group.locator('.hypothesis').count()) >= 2);
  await untilSaved(page);
  await look('bars', page.locator('.one-of').first());
});

void test('drawn a second time: without the first, kept in the record, and with how well the two agree', async () => {
  const before = shares(await numbersOf('.hypothesis'));
  await page.getByRole('button', { name: 'Draw it again' }).click();
  await page.getByRole('heading', { name: 'Draw the same pain once more' }).waitFor();
  assert.equal(
    await page.locator('.hypothesis, .next, .top-strip, .reasons').count(),
    0,
    'no ranking beside it',
  );
  assert.equal(
    await page.locator('.drawing .body-map__paint path').count(),
    0,
    'the first drawing is hidden',
  );
  await page.getByText(/Still to draw: .*Head, right side/).waitFor();
  await lookAt(page, 'Head', 'Head, right side');
  await paintRegion(page, 'head-right', 'temple-right');
  await lookAt(page, 'Whole body', 'Back');
  await paintRegion(page, 'back', 'posterior-neck-right');
  await page.getByText('Every view of the first drawing was drawn again.').waitFor();
  await look('second-drawing', page.getByRole('heading', { name: 'Draw the same pain once more' }));
  await page.getByRole('button', { name: 'Second drawing is done' }).click();
  const agree = page.getByText(/^Your two drawings agree \d+ %$/);
  await agree.waitFor();
  const said = await agree.innerText();
  const [share] = shares([said]);
  assert.ok(share !== undefined && share > 0 && share < 100, said);
  await untilSaved(page);
  assert.notDeepEqual(shares(await numbersOf('.hypothesis')), before, 'it is evidence');
  await page.reload();
  await page.getByText(said).waitFor();
  await page.locator('.hypothesis').first().waitFor();
});

void test('what is no muscle is asked about on the screen; unanswered is unknown, never no (SR-90)', async () => {
  const row = page.locator('.other[data-explanation="cervicogenic-headache-right"]');
  await row.getByRole('button').first().click();
  const questions = row.locator('.question');
  await questions.first().waitFor();
  for (const text of await row.locator('.question [data-selected]').allInnerTexts())
    assert.equal(text, 'Unknown');
  assert.equal(await row.locator('.question__did').count(), 0);
  const muscles = await numbersOf('.hypothesis');
  const first = questions.first();
  await first.getByText('No', { exact: true }).click();
  const did = first.locator('.question__did');
  await did.waitFor();
  assert.match(await did.innerText(), /^No: \d+ % → \d+ %$/);
  await page.waitForFunction(
    (was) =>
      [...document.querySelectorAll('.hypothesis .probability__number')]
        .map((n) => (n as HTMLElement).innerText)
        .join() !== was,
    muscles.join(),
  );
  await untilSaved(page);
  await look('questions', row);
  await page.reload();
  const again = page.locator('.other[data-explanation="cervicogenic-headache-right"]');
  await again.getByText('1 answer').waitFor();
  await again.getByRole('button').first().click();
  assert.match(await again.locator('.question__did').innerText(), /^No: /);
  await again.locator('.question').first().getByText('Unknown', { exact: true }).click();
  await again.locator('.question__did').waitFor({ state: 'detached' });
  await again.locator('.question').first().getByText('Yes', { exact: true }).click();
  await again.locator('.question__did[data-answer="present"]').waitFor();
  await again.getByRole('button').first().click();
});

void test('palpate next: each answer says what it would do, is taken on the spot, and can be taken back', async () => {
  const next = page.getByRole('region', { name: 'Palpate next' });
  const name = await next.locator('.next__site .link').innerText();
  const present = next.getByRole('button', { name: /^Present/ });
  const [would] = shares([(await present.innerText()).replace('Present', '')]);
  await next.locator('.next__answer:not([aria-disabled="true"])').first().waitFor();
  // A second tap of the same hand answers nothing: the next proposal waits.
  await present.dblclick();
  await next.getByText(/^Recorded: .* present/).waitFor();
  const [muscle = ''] = name.split(',');
  const card = hypothesis(page, new RegExp(muscle));
  await card.locator('.moves li').first().waitFor();
  assert.equal(await page.locator('.moves li').count(), 1, 'one tap, one finding');
  const [now] = shares(await card.locator('.probability__number').allInnerTexts());
  assert.ok(Math.abs((now ?? 0) - (would ?? 0)) <= 1, `said ${would}, became ${now}`);
  await next.getByRole('button', { name: 'Take back' }).click();
  await page.locator('.moves li').first().waitFor({ state: 'detached' });
  await next.locator('.next__answer:not([aria-disabled="true"])').first().waitFor();
  await present.click();
  await page.locator('.moves li').first().waitFor();
  await untilSaved(page);
});

void test('what the leading ones would make hurt, against what was drawn: in patterns and in words', async () => {
  await page
    .getByRole('radiogroup', { name: 'Show on the map what is expected of' })
    .getByText('The leading')
    .click();
  const legend = page.locator('.legend');
  await legend.waitFor();
  assert.match(await legend.innerText(), /^If .+ or .+ were at work/);
  const counts = shares(await legend.locator('.legend__count').allInnerTexts());
  assert.equal(counts.length, 4);
  assert.ok((counts[0] ?? 0) > 0, 'something was expected and painted');
  assert.equal(
    await page.locator('.drawing .stage .meeting--both').count(),
    counts[0],
    'as many patterns as the legend says',
  );
  await legend.getByRole('button', { name: 'The same in words' }).click();
  await look('expected', legend);
  await page
    .getByRole('radiogroup', { name: 'Show on the map what is expected of' })
    .getByText('None', { exact: true })
    .click();
});

void test('two explanations side by side, with what would tell them apart', async () => {
  await page
    .locator('.hypothesis')
    .first()
    .getByRole('button', { name: /^Compare / })
    .click();
  await page.getByText(/choose a second one/).waitFor();
  const other = page.locator('.other[data-explanation="cervicogenic-headache-right"]');
  await other.getByRole('button').first().click();
  await other.getByRole('button', { name: /^Compare / }).click();
  const dialog = page.getByRole('dialog', { name: 'Side by side' });
  await dialog.getByText(/^If it is exactly one of the two, it is .+ in \d+ %/).waitFor();
  assert.equal(await dialog.getByRole('img', { name: /what .+ would make hurt/ }).count(), 2);
  assert.match(await dialog.innerText(), /would then be at .+ if yes, .+ if no/);
  await look('compare', dialog);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Choose none' }).click();
  await other.getByRole('button').first().click();
});

void test('looking back: step by step, marked as past, and nothing can be changed there (SR-91)', async () => {
  const now = await numbersOf('.hypothesis');
  await page.getByRole('button', { name: 'Look back' }).click();
  const past = page.getByRole('region', { name: 'Where in the visit' });
  await past.getByText('The past: nothing can be changed here').waitFor();
  const slider = page.getByRole('slider', { name: 'Step of the visit' });
  const steps = Number(await slider.getAttribute('max')) + 1;
  assert.ok(steps >= 5, `${steps} steps`);
  await slider.fill('0');
  await page.getByText(/Step 1 of \d+\. Painted: temple, right/).waitFor();
  await page.waitForFunction(
    (was) =>
      [...document.querySelectorAll('.hypothesis .probability__number')]
        .map((n) => (n as HTMLElement).innerText)
        .join() !== was,
    now.join(),
  );
  assert.equal(await page.getByRole('button', { name: 'Examine' }).count(), 0);
  assert.equal(await page.locator('.next, .tools, .examination').count(), 0);
  assert.equal(await page.getByRole('heading', { name: 'The drawing then' }).count(), 1);
  assert.equal(await page.locator('[data-mode="brush"]').count(), 0, 'the map takes no paint');
  await page.getByRole('button', { name: 'One step on' }).click();
  await page.getByText(/Step 2 of \d+\. Painted: /).waitFor();
  await look('past', past);
  await past.getByRole('group', { name: 'Shown and kept at' }).getByRole('button').first().click();
  await page.getByText('Computed again: the same to the last bit as what was shown.').waitFor();
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByRole('button', { name: 'Examine' }).first().waitFor();
});

void test('why: the sentence, the numbers, what else would explain it, and the 31 attributes one click away', async () => {
  const card = page.locator('.hypothesis').first();
  await card.getByRole('button', { name: 'Examine' }).click();
  const evidence = card.locator('.evidence');
  await evidence.getByText('In nine of ten redrawings').waitFor();
  const text = await evidence.innerText();
  for (const part of [
    'The numbers',
    'Before anything was painted',
    'Would explain',
    'In nine of ten redrawings',
    'Without “',
  ])
    assert.ok(text.includes(part), part);
  assert.match(text, /Also: .+ \d+ %/);
  assert.match(text, /odds ÷ \d+\.\d/);
  await look('why', evidence);
  await card.getByRole('button', { name: 'Examine' }).click();
  await page.getByRole('button', { name: 'What this ranking is made of' }).click();
  const dialog = page.getByRole('dialog', { name: 'What this ranking is made of' });
  await dialog.locator('[data-attribute="31"]').waitFor();
  assert.equal(await dialog.locator('[data-attribute]').count(), 31);
  assert.match(await dialog.locator('[data-attribute="18"]').innerText(), /Not done/);
  await look('attributes', dialog);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
});

void test('while the patient holds the screen nothing of the ranking is on it, and nothing is kept as seen (SR-92)', async () => {
  await page.getByRole('button', { name: 'The patient paints' }).click();
  await page.getByText('Your right').waitFor();
  let kept = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/rankings')) kept += 1;
  });
  await paintRegion(page, 'back', 'lumbar-left');
  await untilSaved(page);
  for (const size of Object.keys(SIZES) as Size[]) {
    await page.setViewportSize(SIZES[size]);
    const ranked =
      '.hypothesis, .ranking, .next, .reasons, .top-strip, .legend, .again, .body-map__markers li';
    assert.equal(await page.locator(ranked).count(), 0, size);
    assert.equal(await page.locator('.probability').count(), 0, size);
    assert.equal(await page.getByText(/\d %/).count(), 0, `${size}: a percentage`);
    assert.equal(
      await page.locator('a:visible:not(.shell__skip)').count(),
      0,
      `${size}: a way to another page`,
    );
  }
  await page.waitForTimeout(2_000);
  assert.equal(kept, 0, 'a ranking that nobody saw is not kept as seen');
  await look('patient', page.getByText('Your right'));
  await page.getByRole('button', { name: 'Painting is done' }).click();
  await page.locator('.hypothesis').first().waitFor();
});
