import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileOf, type Scene } from '../dicom/files.ts';
import { packJpegLs } from '../dicom/node-codecs.ts';
import { axe, openBrowser, Server, Visitor } from './harness.ts';
import { phantomFrames, writeY4m } from './fake-camera.ts';
import { accept, NOTICE, OWNER, reading, shoot, SHOTS, until } from './ultrasound-desk.ts';

void test('the workspace: off until accepted, live from a capture device, from a DICOM file, never without its notice', async () => {
  mkdirSync(SHOTS, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'tautband-us-'));
  const frames = phantomFrames(480, 360, 24);
  const video = join(folder, 'probe.y4m');
  writeY4m(video, frames, 30);
  await using server = await Server.start();
  const browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ]);
  const visitor = await Visitor.arrive(browser, server.base, { theme: 'dark', as: OWNER });
  try {
    const page = await visitor.open('/ultrasound');
    await page.locator('.research-only', { hasText: NOTICE }).waitFor();
    await page.getByRole('heading', { name: 'Intended use' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Live video' }).count(), 0, 'off by default');
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'intended-use-dark');
    await accept(page);
    await shoot(page, 'empty-dark');

    // Live, straight into the worker.
    await page.getByRole('button', { name: 'Live video' }).click();
    await page.getByText('Frames go straight to the analysis').waitFor();
    await until(page, 'Unique frames', (text) => /^\d+ fps$/.test(text) && Number.parseInt(text) >= 15);
    await until(page, 'Pairs combined', (text) => Number(text) >= 2);
    assert.match(await reading(page, 'Scale'), /px/, 'nothing is in millimetres without a calibration');
    await page.getByRole('tab', { name: 'Needle' }).click();
    await until(page, 'Tip depth', (text) => text.endsWith('px'));
    await page.keyboard.press('f');
    await shoot(page, 'live-dark');
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('o');
    await page.getByRole('button', { name: /All off/, pressed: true }).waitFor();
    assert.equal(await page.locator('.marks__needle').count(), 0, 'one key takes the overlays off');
    await page.keyboard.press('o');

    // A real DICOM file: JPEG-LS, a banner with a burned-in name, one tissue region.
    const rect = { x: 40, y: 60, width: 480, height: 360 };
    const whole = frames.map(({ data }) => {
      const picture = new Uint8Array(560 * 440);
      for (let x = 0; x < 560; x += 2) picture.fill(255, 20 * 560 + x, 20 * 560 + x + 1);
      for (let row = 0; row < 360; row++)
        picture.set(data.subarray(row * 480, row * 480 + 480), (row + 60) * 560 + 40);
      return picture;
    });
    const shown: Scene = { width: 560, height: 440, frames: whole, rect };
    const packed = [];
    for (const picture of whole)
      packed.push(await packJpegLs(picture, { width: 560, height: 440, components: 1 }));
    const file = join(folder, 'clip.dcm');
    writeFileSync(file, fileOf(shown, '1.2.840.10008.1.2.4.80', { colours: 'MONOCHROME2' }, packed));
    await page.getByLabel('DICOM file or clip').setInputFiles(file);
    await page.getByText('clip.dcm, 24 frames, jpeg-ls').waitFor();
    await until(page, 'Scale', (text) => text.startsWith('0.0625 mm/px'));
    await page.getByRole('button', { name: 'Replay' }).click();
    await until(page, 'Tip depth', (text) => text.endsWith('mm'));
    const size = await page
      .locator('.scan__canvas')
      .first()
      .evaluate((c: HTMLCanvasElement) => [c.width, c.height]);
    assert.deepEqual(size, [480, 360], 'what is outside the region is cut away');

    // Draw the pleura, sign it, set a target, ask for a path.
    await page.getByRole('tab', { name: 'Path' }).click();
    await page.waitForTimeout(300);
    const pane = page.locator('.scan__layers');
    const box = await pane.boundingBox();
    assert.ok(box);
    const press = (x: number, y: number): Promise<void> =>
      pane.click({ position: { x: box.width * x, y: box.height * y } });
    await page.getByRole('button', { name: 'Set target' }).click();
    await press(0.55, 0.45);
    await page.getByRole('button', { name: 'Find paths' }).click();
    await page.getByText('no pleura is drawn').waitFor();
    await page.getByLabel('Name of the structure').fill('Pleura');
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    for (const [x, y] of [
      [0.05, 0.93],
      [0.4, 0.9],
      [0.95, 0.94],
    ] as const)
      await press(x, y);
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByRole('button', { name: 'Find paths' }).click();
    await page.getByRole('table').waitFor();
    await shoot(page, 'dicom-path-dark');
    assert.deepEqual(await axe(page), []);

    // What leaves says what it is.
    await page.getByRole('tab', { name: 'Record' }).click();
    await page.getByRole('button', { name: 'Record this picture' }).click();
    await page.getByText(/values recorded/).waitFor();
    for (const [button, ending] of [
      ['CSV', 'csv'],
      ['DICOM SR', 'dcm'],
      ['Snapshot', 'png'],
    ] as const) {
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      const path = join(SHOTS, `export.${ending}`);
      await (await saved).saveAs(path);
      const text = readFileSync(path, 'latin1');
      if (ending !== 'png') assert.ok(text.includes(NOTICE), button);
    }
    await shoot(page, 'record-dark');

    // A damaged file says what is wrong and leaves the workspace working.
    const bad = join(folder, 'bad.dcm');
    writeFileSync(bad, Buffer.alloc(4000, 7));
    await page.getByLabel('DICOM file or clip').setInputFiles(bad);
    await page.getByText('This is not a DICOM file that can be read').waitFor();

    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByLabel('DICOM file or clip').setInputFiles(file);
    await until(page, 'Scale', (text) => text.startsWith('0.0625 mm/px'));
    await page.getByRole('tab', { name: 'Strain' }).click();
    await until(page, 'Pairs combined', (text) => Number(text) >= 2);
    await page.keyboard.press('f');
    await shoot(page, 'dicom-strain-light');
    assert.deepEqual(await axe(page), []);
    await page.locator('.research-only', { hasText: NOTICE }).waitFor();
    await visitor.leave();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
