import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { Server, Visitor, openBrowser, untilSaved } from './harness.ts';

/** Press Tab until the focused element carries this name. */
async function tabTo(page: Page, name: RegExp, most = 80): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''} ${
        element instanceof HTMLInputElement
          ? [...(element.labels ?? [])].map((l) => l.textContent).join()
          : ''
      }`;
    });
    if (name.test(focused)) return;
  }
  assert.fail(`${String(name)} cannot be reached by Tab`);
}

void test('without a mouse: add a patient, mark a region, rate it, examine, and look up a muscle', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/');
    await page.getByLabel('Label', { exact: true }).waitFor();
    await tabTo(page, /^ +Label$/);
    await page.keyboard.type('Keyboard only');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Keyboard only' }).waitFor();
    await tabTo(page, /Start a visit today/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Where does it hurt?' }).waitFor();

    await tabTo(page, /Mark by list or keyboard/);
    await page.keyboard.press('Enter');
    await page.getByRole('treegrid', { name: 'Regions of the body' }).waitFor();
    await tabTo(page, /Head/);
    // Into the head, and to the temple by typing its name.
    await page.keyboard.press('ArrowRight');
    await page.getByRole('row', { name: 'Temple, right' }).waitFor();
    await page.keyboard.type('temple, right');
    await page.getByRole('row', { name: 'Temple, right' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: 'Temple, right, pain 6 of 10' }).waitFor();
    await page.keyboard.press('8');
    await page.getByRole('row', { name: 'Temple, right, pain 8 of 10' }).waitFor();
    await page.getByText('Temple on the right, 8 of 10.').first().waitFor();

    await page.locator('.hypothesis').first().waitFor();
    await tabTo(page, /^ *Examine/);
    await page.keyboard.press('Enter');
    await tabTo(page, /Present|Absent|Unknown/);
    // Recognised pain is the second row; its answer stands on Unknown, and Present is two to the left.
    await tabTo(page, /Present|Absent|Unknown/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page
      .locator('.moves')
      .getByText(/Recognised pain present: .+ → .+/)
      .waitFor();
    await untilSaved(page);

    // Taking the mark away again leaves a blank drawing, which is missing data.
    await page.getByRole('row', { name: 'Temple, right, pain 8 of 10' }).focus();
    await page.keyboard.press('Delete');
    await page.getByText('No drawing, no ranking').waitFor();

    await page.goto(`${server.base}/atlas`);
    await page.getByRole('searchbox', { name: 'Find a muscle or a place' }).focus();
    await page.keyboard.type('soleus');
    await tabTo(page, /Soleus/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: /Soleus/ }).waitFor();
  } finally {
    await visitor.leave().finally(() => browser.close());
  }
});
