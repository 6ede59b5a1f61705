import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { fileOf } from '../dicom/files.ts';
import { tinyModel } from '../onnx/tiny-model.ts';
import { axe, openBrowser, Server, Visitor } from './harness.ts';
import { accept, OWNER, shoot, SHOTS } from './ultrasound-desk.ts';

const [WIDTH, HEIGHT] = [320, 240];

/** How much of a layer is painted, and the mean of its alpha there. */
const painted = (page: Page, name: string): Promise<{ share: number; alpha: number }> =>
  page.locator(name).evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let [count, sum] = [0, 0];
    for (let n = 3; n < data.length; n += 4)
      if ((data[n] ?? 0) > 0) [count, sum] = [count + 1, sum + (data[n] ?? 0)];
    return { share: count / (canvas.width * canvas.height), alpha: sum / Math.max(1, count) };
  });

void test('a model of the clinic: its confidence is shown, one key hides it, the raw picture stays, and nothing is fetched from elsewhere (SR-98)', async () => {
  mkdirSync(SHOTS, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'tautband-onnx-'));
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base, { theme: 'dark', as: OWNER });
  try {
    const page = await visitor.open('/ultrasound');
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await accept(page);

    // Left half grey 204, right half grey 51: 0.8 and 0.2.
    const halves = new Uint8Array(WIDTH * HEIGHT);
    for (let n = 0; n < halves.length; n++) halves[n] = n % WIDTH < WIDTH / 2 ? 204 : 51;
    const rect = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
    const shown = { width: WIDTH, height: HEIGHT, frames: [halves], rect };
    const dicom = join(folder, 'halves.dcm');
    writeFileSync(dicom, fileOf(shown, '1.2.840.10008.1.2.1', { colours: 'MONOCHROME2' }, halves));
    await page.getByLabel('DICOM file or clip').setInputFiles(dicom);
    await page.getByText('halves.dcm, 1 frames').waitFor();
    await page.getByRole('tab', { name: 'Model' }).click();
    await page.getByText('No model').waitFor();
    assert.equal(fetched.filter((url) => /ort|onnx/.test(url)).length, 0, 'no runtime before a model');

    const open = async (name: string, bytes: Uint8Array): Promise<void> => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await page.getByLabel('ONNX model file').setInputFiles(path);
    };
    const model = { width: WIDTH, height: HEIGHT, k: 2, output: 'background|bright' };
    await open('bright.onnx', tinyModel(model));
    // 1 / (1 + e^(−2 × 2 × 0.3)) = 1 / (1 + e^−1.2) = 0.7685; at 0.2 it is 0.2315, which is background.
    await page.getByText('77 % sure, 50 % of the picture').waitFor();
    await page.getByText('Nobody here has tested it').waitFor();
    const layer = await painted(page, '.scan__model');
    assert.ok(Math.abs(layer.share - 0.5) < 0.001, `${layer.share} painted`);
    // 0.7685 × 255 = 196, × 0.55 = 107.8.
    assert.ok(Math.abs(layer.alpha - 108) < 1.5, `alpha ${layer.alpha}`);
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'model-dark');

    // One key hides it; the raw picture was never covered.
    await page.locator('h1').click();
    await page.keyboard.press('m');
    await page.waitForFunction(
      () => document.querySelector('.scan__model')?.getAttribute('data-shown') === 'false',
    );
    assert.equal((await painted(page, '.scan__model')).share, 0);
    const raw = await page
      .locator('.scan__canvas')
      .first()
      .evaluate((c: HTMLCanvasElement) => [
        ...(c.getContext('2d')?.getImageData(10, 10, 1, 1).data ?? []),
        ...(c.getContext('2d')?.getImageData(300, 10, 1, 1).data ?? []),
      ]);
    assert.deepEqual(raw, [204, 204, 204, 255, 51, 51, 51, 255]);
    await page.keyboard.press('m');
    await page.waitForFunction(
      () => document.querySelector('.scan__model')?.getAttribute('data-shown') === 'true',
    );
    assert.ok((await painted(page, '.scan__model')).share > 0.4);
    await page.keyboard.press('o');
    await page.waitForFunction(
      () => document.querySelector('.scan__model')?.getAttribute('data-shown') === 'false',
    );
    await page.keyboard.press('o');

    // It never counts for a path: the site is still without a pleura.
    await page.getByRole('tab', { name: 'Path' }).click();
    await page.getByText('Nothing is drawn. That does not mean that nothing is there.').waitFor();

    // What does not fit is refused with what was expected, and the workspace goes on.
    await page.getByRole('tab', { name: 'Model' }).click();
    await open('raw.onnx', tinyModel({ ...model, isRaw: true }));
    await page.getByText('What the model says are no probabilities').waitFor();
    assert.equal((await painted(page, '.scan__model')).share, 0, 'nothing of a refused model is shown');
    await open('small.onnx', tinyModel({ ...model, width: 8 }));
    await page.getByText('The model does not fit').waitFor();
    await open('junk.onnx', new Uint8Array(500).fill(7));
    await page.getByText('This is not a model that can be read').waitFor();
    await open('bright.onnx', tinyModel(model));
    await page.getByText('77 % sure, 50 % of the picture').waitFor();

    // On a moving picture it follows.
    await page.getByRole('button', { name: 'Simulated tissue' }).click();
    await page.getByText('Simulated tissue with a hard lump').waitFor({ timeout: 60_000 });
    await page.locator('.classes .number', { hasText: '% sure' }).waitFor();
    await page.keyboard.press('f');
    await shoot(page, 'model-phantom-dark');

    const foreign = fetched.filter((url) => !url.startsWith(server.base) && !/^(blob|data):/.test(url));
    assert.deepEqual(foreign, [], 'nothing from elsewhere');
    assert.ok(
      fetched.some((url) => url.endsWith('.wasm') && url.includes('ort')),
      'the runtime is our own file',
    );
    await visitor.leave();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
