import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test from 'node:test';
import { axe, openBrowser, Server, Visitor } from './harness.ts';
import { accept, NOTICE, OWNER, reading, shoot, SHOTS } from './ultrasound-desk.ts';

void test('practice: a virtual needle by keyboard alone and by pointer, scored, and honest about what a score is', async () => {
  mkdirSync(SHOTS, { recursive: true });
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base, { theme: 'light', as: OWNER });
  try {
    const page = await visitor.open('/ultrasound');
    await accept(page);
    await page.getByRole('button', { name: 'Practise' }).click();
    await page.getByRole('heading', { name: 'Practice' }).waitFor();
    await page.getByText('Nobody has shown that this score says anything').waitFor();
    assert.equal(await reading(page, 'Tip visible'), '–', 'no deed, no score');

    // By keyboard: entry, angle, three pushes, the probe follows.
    const slider = (name: string): ReturnType<typeof page.getByRole> => page.getByRole('slider', { name });
    await slider('Entry').focus();
    for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
    assert.equal(await slider('Entry').getAttribute('aria-valuetext'), '5.0 mm');
    await slider('Angle').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await slider('Angle').getAttribute('aria-valuetext'), '41 °');
    await page.getByRole('button', { name: 'In 5 mm' }).focus();
    for (let n = 0; n < 2; n++) await page.keyboard.press('Enter');
    await page.getByText('10.0 mm in').waitFor();
    assert.ok(await slider('Entry').isDisabled(), 'a needle that is in has its entry');
    assert.equal(await reading(page, 'Passes'), '1');
    assert.match(await reading(page, 'Tip visible'), /^\d+ %$/);
    await slider('Slide').focus();
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'training-light');

    // Another pass: back until it can be aimed again, this time by pointer on the picture.
    await page.getByRole('button', { name: 'Back 5 mm' }).click();
    await page.getByRole('button', { name: 'Aim at a place on the picture' }).click();
    const pane = page.locator('.scan__layers');
    const box = await pane.boundingBox();
    assert.ok(box);
    // 30 by 22.5 mm: 17 mm to the right of the entry and 12 mm deep is atan(12 / 17) = 35.2 degrees.
    await pane.click({ position: { x: (box.width * 22) / 30, y: (box.height * 12) / 22.5 } });
    await page.waitForFunction(() => document.querySelectorAll('input[type=range]').length > 0);
    const aimed = await slider('Angle').getAttribute('aria-valuetext');
    assert.ok(Math.abs(Number.parseFloat(aimed ?? '') - 35.2) < 1.5, `aimed at ${aimed}`);
    await page.getByRole('button', { name: 'In 1 mm' }).click();
    assert.equal(await reading(page, 'Passes'), '2');
    assert.equal(
      await page.locator('.figure', { hasText: 'Nearest to target' }).count(),
      0,
      'told at the end',
    );
    await page.getByRole('button', { name: 'Finish and show the truth' }).click();
    assert.match(await reading(page, 'Nearest to target'), /^\d+\.\d mm/);
    assert.match(await reading(page, 'Nearest to pleura'), /mm/);
    assert.equal(await page.locator('.marks__truth').count(), 1);
    await page.locator('.research-only', { hasText: NOTICE }).waitFor();
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'training-truth-light');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'training-phone-dark');
    await page.getByRole('button', { name: 'Leave the practice' }).click();
    await page.getByRole('tab', { name: 'Strain' }).waitFor();
    await visitor.leave();
  } finally {
    await browser.close();
  }
});
