import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { SIZES, Server, Visitor, axe, openBrowser, type Size } from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screens');

const level = (page: Page, modality: string): Locator =>
  page.locator('.bedside__level').filter({ has: page.getByRole('heading', { name: modality, exact: true }) });

void test('the bedside: silence defers, a red flag stops, the dose is refused without a weight and above its maximum', async () => {
  mkdirSync(SHOTS, { recursive: true });
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/bedside');
    await page.getByText('Nothing on this page is kept').waitFor();

    // Silence is not reassurance.
    for (const modality of ['Injection', 'Dry needling', 'Manual', 'Electrical'])
      await level(page, modality).getByText('Defer', { exact: true }).waitFor();

    // With everything asked and answered no, nothing stands against it; one saddle numbness stops all of it.
    for (const button of await page.getByRole('button', { name: 'All others here: asked, no' }).all())
      await button.click();
    await level(page, 'Injection').getByText('Nothing stands against it').waitFor();
    const saddle = page.getByRole('radiogroup', { name: /Numbness or altered feeling between the legs/ });
    await saddle.getByRole('radio', { name: 'Yes' }).click();
    for (const modality of ['Injection', 'Dry needling', 'Manual', 'Electrical']) {
      await level(page, modality).getByText('Do not', { exact: true }).waitFor();
      await level(page, modality).getByText('Emergency now').waitFor();
    }

    // Without a weight there is no dose; 70 kg and 31 mL of 1 % lidocaine are 310 of 300 mg.
    const add = page.getByRole('button', { name: 'Add a site' });
    assert.equal(await add.isDisabled(), true);
    await page.getByLabel('Body weight, kg').fill('70');
    await page.getByText('30.0 mL, rounded down').waitFor();
    await page.getByLabel('Volume of one site, mL').fill('30');
    await add.click();
    await page.getByText('100 % of one whole maximum').waitFor();
    await page.getByText('0.0 mL, rounded down').waitFor();
    await page.getByLabel('Volume of one site, mL').fill('1');
    await add.click();
    await page.getByText('Above the maximum. Do not give this.').waitFor();

    // The rescue volumes follow the weight: 50 kg, 75 mL; the clock runs.
    await page.getByText('Bolus 100 mL').waitFor();
    await page.getByLabel('Body weight, kg').fill('50');
    await page.getByText('Bolus 75 mL').waitFor();
    await page.getByText('never more than 600 mL in all').waitFor();
    await page.getByRole('button', { name: 'Start the clock' }).click();
    await page.getByRole('timer').getByText('0:01').waitFor();

    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const size of Object.keys(SIZES) as Size[]) {
        await page.setViewportSize(SIZES[size]);
        await page.screenshot({ path: join(SHOTS, `bedside-${size}-${theme}.png`), fullPage: true });
        const isWider = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        assert.equal(isWider, false, `the bedside at ${size} needs sideways scrolling`);
      }
      assert.deepEqual(await axe(page), [], theme);
    }
  } finally {
    await visitor.leave().finally(() => browser.close());
  }
});
