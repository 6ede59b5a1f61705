import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { phantomFrames, writeY4m } from './fake-camera.ts';
import { axe, openBrowser, Server, Visitor } from './harness.ts';
import { accept, OWNER, reading, shoot, SHOTS, until } from './ultrasound-desk.ts';

const FRAMES = phantomFrames(480, 360, 24);

const browserOf = (video: string): Promise<Browser> =>
  openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ]);

/** What a browser lacks that has to take the next way: applied before the page's own scripts. */
const LACKS = {
  nothing: () => undefined,
  // A browser that cannot hand a stream of frames, or a track, to a worker.
  streamsForWorkers: () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its worker below
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: never[]) {
      const kind = typeof message === 'object' && message !== null && 'kind' in message ? message.kind : '';
      if (kind === 'stream' || kind === 'track') throw new DOMException('not here', 'DataCloneError');
      post.call(this, message, ...rest);
    } as typeof post;
  },
  // Firefox: frames can be read from a canvas only.
  trackProcessors: () => {
    Reflect.deleteProperty(globalThis, 'MediaStreamTrackProcessor');
  },
} as const;

const TIERS = [
  ['nothing', 'Frames go straight to the analysis'],
  ['streamsForWorkers', 'Frames pass through the window'],
  ['trackProcessors', 'Frames are read back from a canvas'],
] as const;

void test('live video by each of its three ways: the frames of the device, counted and measured', async () => {
  mkdirSync(SHOTS, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'tautband-tiers-'));
  const video = join(folder, 'probe.y4m');
  writeY4m(video, FRAMES, 30);
  await using server = await Server.start();
  const browser = await browserOf(video);
  try {
    for (const [lack, words] of TIERS) {
      const visitor = await Visitor.arrive(browser, server.base, { theme: 'dark', as: OWNER });
      await visitor.context.addInitScript(LACKS[lack]);
      const page = await visitor.open('/ultrasound');
      if (lack === 'nothing') await accept(page);
      await page.getByRole('button', { name: 'Live video' }).click();
      await page.getByText(words).waitFor();
      await until(page, 'Unique frames', (text) => /^\d+ fps$/.test(text) && Number.parseInt(text) >= 12);
      await until(page, 'Pairs combined', (text) => Number(text) >= 2);
      const size = await page
        .locator('.scan__canvas')
        .first()
        .evaluate((c: HTMLCanvasElement) => [c.width, c.height]);
      assert.deepEqual(size, [480, 360], lack);
      await page.getByRole('tab', { name: 'Needle' }).click();
      await until(page, 'Tip depth', (text) => text.endsWith('px'));
      if (lack === 'nothing') {
        await page.setViewportSize({ width: 390, height: 844 });
        await shoot(page, 'live-phone-dark');
        assert.deepEqual(await axe(page), []);
      }
      await visitor.leave();
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

void test('a device that sends every picture twice: half the rate is true, the rest is counted as repeated, and twitches are refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-twice-'));
  const video = join(folder, 'twice.y4m');
  writeY4m(
    video,
    FRAMES.flatMap((frame) => [frame, frame]),
    30,
  );
  await using server = await Server.start();
  const browser = await browserOf(video);
  const visitor = await Visitor.arrive(browser, server.base, { theme: 'light', as: OWNER });
  try {
    const page = await visitor.open('/ultrasound');
    await accept(page);
    await page.getByRole('button', { name: 'Live video' }).click();
    await until(page, 'Repeated', (text) => Number(text) >= 20);
    await until(page, 'Unique frames', (text) => Number.parseInt(text) >= 5 && Number.parseInt(text) <= 18);
    // A speed needs a scale: two clicks 100 px apart that are 10 mm.
    await page.getByRole('tab', { name: 'Picture' }).click();
    await page.getByRole('button', { name: 'Two clicks' }).click();
    await press(page, 0.1, 0.5);
    await press(page, 0.5, 0.5);
    await page.getByRole('button', { name: 'Set scale' }).click();
    await until(page, 'Scale', (text) => text.includes('two clicks'));
    await page.getByRole('tab', { name: 'Twitch' }).click();
    await page.getByText('Look for local twitches').click();
    await page.getByText('Refused: fewer than 30 different frames a second cannot show a twitch').waitFor();
    await visitor.leave();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

void test('with several capture devices the right one can be chosen', async () => {
  await using server = await Server.start();
  const browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream=device-count=2',
  ]);
  const visitor = await Visitor.arrive(browser, server.base, { theme: 'light', as: OWNER });
  try {
    const page = await visitor.open('/ultrasound');
    await accept(page);
    await page.getByRole('button', { name: 'Live video' }).click();
    const choice = page.getByRole('combobox', { name: 'Capture device' });
    await choice.waitFor();
    const names = await choice.locator('option').allInnerTexts();
    assert.equal(names.length, 2);
    const now = await choice.inputValue();
    const other = await choice
      .locator('option')
      .evaluateAll(
        (all, value) => (all as HTMLOptionElement[]).find((o) => o.value !== value)?.label ?? '',
        now,
      );
    await choice.selectOption({ label: other });
    await page.locator('.source-bar__state', { hasText: other }).waitFor();
    assert.notEqual(await choice.inputValue(), now);
    await until(page, 'Unique frames', (text) => Number.parseInt(text) >= 5);
    assert.deepEqual(await axe(page), []);
    await visitor.leave();
  } finally {
    await browser.close();
  }
});

/** Press a place of the right picture, as parts of its width and height. */
async function press(page: Page, x: number, y: number): Promise<void> {
  const pane = page.locator('.scan__layers');
  const box = await pane.boundingBox();
  assert.ok(box);
  await pane.click({ position: { x: box.width * x, y: box.height * y } });
}

/** Record the fake capture device for three seconds; undefined when this browser cannot write the format. */
const recorded = (type: string): Promise<string | undefined> =>
  (async () => {
    if (!MediaRecorder.isTypeSupported(type)) return undefined;
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: 8_000_000 });
    const parts: Blob[] = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    recorder.stop();
    await stopped;
    for (const track of stream.getTracks()) track.stop();
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  })();

void test('recorded clips: nothing is saved before the region is marked, and then nothing from outside of it (SR-97)', async () => {
  mkdirSync(SHOTS, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'tautband-clips-'));
  const video = join(folder, 'probe.y4m');
  writeY4m(video, FRAMES, 30);
  await using server = await Server.start();
  const browser = await browserOf(video);
  const visitor = await Visitor.arrive(browser, server.base, { theme: 'light', as: OWNER });
  try {
    const page = await visitor.open('/ultrasound');
    await accept(page);
    let played = 0;
    for (const [ending, type] of [
      ['webm', 'video/webm;codecs=vp8'],
      ['mp4', 'video/mp4;codecs=avc1.42E01E'],
      ['mp4', 'video/mp4;codecs=vp9'],
    ] as const) {
      const text = await page.evaluate(recorded, type);
      if (text === undefined) {
        process.stdout.write(`this browser does not record ${type}\n`);
        continue;
      }
      const name = `clip-${played}.${ending}`;
      writeFileSync(join(folder, name), Buffer.from(text, 'base64'));
      await page.getByLabel('DICOM file or clip').setInputFiles(join(folder, name));
      await page.getByText(new RegExp(`^${name}`)).waitFor();
      await until(page, 'Unique frames', (read) => Number.parseInt(read) >= 8);
      await page.getByText(`${name}, at its end`).waitFor();
      await page.getByRole('button', { name: 'Replay' }).click();
      await page.getByText(`${name}, at its end`).waitFor();
      assert.match(await reading(page, 'Scale'), /px/);
      played++;
    }
    assert.ok(played >= 1, 'no clip was played');

    // Text around the picture may name the patient.
    for (const button of ['Snapshot', 'Clip'])
      assert.ok(await page.getByRole('button', { name: button, exact: true }).isDisabled(), button);
    await page.getByText('Mark the image region first').waitFor();
    await page.getByRole('tab', { name: 'Picture' }).click();
    await page.getByRole('button', { name: 'Mark region' }).click();
    await press(page, 0.25, 0.25);
    await press(page, 0.75, 0.75);
    await page.getByRole('button', { name: 'Keep this region' }).click();
    await page.getByRole('button', { name: 'Replay' }).click();
    const canvas = page.locator('.scan__canvas').first();
    const sizeOf = (): Promise<number[]> => canvas.evaluate((c: HTMLCanvasElement) => [c.width, c.height]);
    for (let tries = 0; tries < 100 && (await sizeOf())[0] === 480; tries++) await page.waitForTimeout(50);
    const [width = 0, height = 0] = await sizeOf();
    assert.ok(Math.abs(width - 240) <= 4 && Math.abs(height - 180) <= 4, `${width} × ${height}`);
    await page.keyboard.press('f');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Snapshot', exact: true }).click();
    const path = join(folder, 'snapshot.png');
    await (await saved).saveAs(path);
    // Width and height of a PNG stand at bytes 16 and 20: two panes of the region and the strip with the words.
    const png = readFileSync(path);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * width, height + 44]);
    await shoot(page, 'clip-region-light');
    assert.deepEqual(await axe(page), []);
    await visitor.leave();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

void test('a DICOM file that somebody else wrote opens, and without a region nothing of it is in millimetres or saved', async () => {
  mkdirSync(SHOTS, { recursive: true });
  // Test data of a decoder that we use: a picture of another machine, JPEG lossless.
  const home = dirname(createRequire(import.meta.url).resolve('jpeg-lossless-decoder-js/package.json'));
  const file = join(home, 'tests/data/jpeg_lossless_sel1.dcm');
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base, { theme: 'dark', as: OWNER });
  try {
    const page = await visitor.open('/ultrasound');
    await accept(page);
    await page.getByLabel('DICOM file or clip').setInputFiles(file);
    await page.getByText('jpeg_lossless_sel1.dcm, 1 frames, jpeg-lossless').waitFor();
    await page.locator('.scan__panes:not([data-empty])').waitFor();
    assert.match(await reading(page, 'Scale'), /none: px/);
    assert.ok(await page.getByRole('button', { name: 'Snapshot', exact: true }).isDisabled());
    await shoot(page, 'dicom-foreign-dark');
    assert.deepEqual(await axe(page), []);
    await visitor.leave();
  } finally {
    await browser.close();
  }
});
