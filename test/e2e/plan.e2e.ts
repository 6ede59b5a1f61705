import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { SIZES, Server, Visitor, axe, openBrowser, type Size } from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screens');

const saved = (page: Page): Promise<void> => page.locator('.save[data-state="saved"]').waitFor();
const advice = (page: Page, code: string) => page.locator(`.plan__advice li[data-code="${code}"]`);

void test('a plan: what it lacks is said, a pathway fills it, goals, tasks, a series that is questioned, a payer, letters', async () => {
  mkdirSync(SHOTS, { recursive: true });
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/');
    await page.getByLabel('Label', { exact: true }).fill('Wanda');
    await page.getByRole('button', { name: 'Add a patient' }).click();
    await page.getByRole('heading', { name: /Wanda/ }).first().waitFor();
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.getByText('Nothing is planned yet').waitFor();

    // Needles alone are said to be too little, and silence about mood is named.
    await page.getByRole('button', { name: 'Add a part' }).click();
    await page.getByLabel('Kind').selectOption('needling');
    await page.getByLabel('What', { exact: true }).first().fill('Upper trapezius');
    await page.getByLabel('Who sees to it').first().fill('Physician');
    await page.getByLabel('How much and how often').fill('weekly');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await advice(page, 'needle-only').waitFor();
    await advice(page, 'distress-not-asked').waitFor();
    await advice(page, 'no-goal').waitFor();
    await saved(page);

    // A pathway fills it; what was there stays.
    await page.getByRole('button', { name: 'Take up Neck and shoulder' }).click();
    await page.getByText('Upper trapezius', { exact: true }).waitFor();
    await advice(page, 'needle-only').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add a goal' }).click();
    await page.getByRole('textbox', { name: 'Activity' }).fill('Playing the violin');
    for (const [group, n] of [
      ['Now, 0 to 10', 2],
      ['Goal, 0 to 10', 8],
    ] as const)
      await page
        .getByRole('radiogroup', { name: group })
        .getByRole('radio', { name: String(n), exact: true })
        .click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('from 2 to 8 of 10').waitFor();
    await advice(page, 'no-goal').waitFor({ state: 'detached' });
    const takesPart = page.getByRole('radiogroup', {
      name: /The patient takes part in Neck and shoulder blade/,
    });
    await takesPart.getByRole('radio', { name: 'Yes' }).click();

    // A task with owner and day, done with one tap.
    const task = page.getByRole('form', { name: 'Add a task' });
    await task.getByLabel('What', { exact: true }).fill('Order a headset');
    await task.getByLabel('Who sees to it').fill('Patient');
    await task.getByRole('button', { name: 'Add a task' }).click();
    await page.getByRole('checkbox', { name: /Order a headset/ }).check();
    await page.getByText(/Patient · done/).waitFor();

    // A series begins with its own limits; a payer says what is met, missing and not known.
    await page.getByRole('button', { name: 'Plan a series' }).click();
    await page.locator('.plan__series[data-say="go-on"]').waitFor();
    await page.getByLabel('Rules of').selectOption('noridian-l34211-2024');
    await page.getByText('0 of 3 sessions used').waitFor();
    const clock = page.locator('.plan__clock');
    await clock.getByText('The patient takes part in an active programme.').waitFor();
    await saved(page);
    await page.reload();
    await page.getByText('Playing the violin').waitFor();

    // Letters and evidence are tagged PDF; a letter names what is asked of its reader.
    const api = visitor.context.request;
    for (const link of [page.getByRole('link', { name: 'Evidence on one page: PDF, A4' })]) {
      const address = await link.getAttribute('href');
      const answer = await api.get(server.base + (address ?? ''));
      assert.equal(answer.status(), 200);
      assert.ok((await answer.body()).toString('latin1').includes('/StructTreeRoot'));
      assert.match((await answer.body()).toString('latin1'), /\/Type \/Pages[^>]*\/Count 1\b/, 'one page');
    }
    const letter = page.getByRole('link', { name: 'Physiotherapist: PDF, A4' });
    const refused = await api.get(server.base + ((await letter.getAttribute('href')) ?? ''));
    assert.equal(refused.status(), 409, 'a letter tells of a visit, and there is none yet');

    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const size of Object.keys(SIZES) as Size[]) {
        await page.setViewportSize(SIZES[size]);
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(SHOTS, `plan-${size}-${theme}.png`), fullPage: true });
        const isWider = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        assert.equal(isWider, false, `the plan at ${size} needs sideways scrolling`);
      }
      assert.deepEqual(await axe(page), [], theme);
    }
    await page.setViewportSize(SIZES.desktop);

    // Two windows change the plan at once: the second is shown both, field by field.
    const second = await visitor.context.newPage();
    await second.goto(page.url());
    await second.getByText('Playing the violin').waitFor();
    await page.bringToFront();
    await page.getByRole('button', { name: 'Remove Upper trapezius' }).click();
    await saved(page);
    await second.bringToFront();
    await second.getByRole('button', { name: 'Remove Playing the violin' }).click();
    const conflict = second.getByRole('alert');
    await conflict.or(second.locator('.save[data-state="saved"]')).first().waitFor();
    if (await conflict.isVisible()) {
      await second.getByRole('button', { name: 'Go on with this window' }).click();
      await saved(second);
    }
    await second.close();
  } finally {
    await visitor.leave().finally(() => browser.close());
  }
});
