import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where screenshots of the workspace are kept. */
export const SHOTS = join(import.meta.dirname, '../../artifacts/ultrasound');
/** An owner of the demo clinic. */
export const OWNER = '019b76da-a800-7000-8000-000000000107';
/** What stands on the screen and in everything that leaves it. */
export const NOTICE = 'Research use only: not for diagnosis or needle guidance';

/** Keep a screenshot of the whole page. */
export const shoot = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });

/** Read the intended use and switch the workspace on, as an owner. */
export async function accept(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Intended use' }).waitFor();
  await page.getByRole('switch', { name: 'I have read all of this' }).check();
  await page.getByRole('button', { name: 'Accept and switch on' }).click();
  await page.getByRole('button', { name: 'Live video' }).waitFor();
}

/** A reading by its label, as it stands now. */
export const reading = async (page: Page, name: string): Promise<string> =>
  page.locator('.figure', { hasText: name }).first().locator('dd').innerText();

/** Wait until a reading satisfies; say what it was when it never does. */
export async function until(page: Page, name: string, isGood: (text: string) => boolean): Promise<void> {
  let last = '';
  for (let tries = 0; tries < 150; tries++) {
    last = await reading(page, name);
    if (isGood(last)) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`${name} stayed ${last}`);
}
