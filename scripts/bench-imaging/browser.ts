import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from '../../src/imaging/frame.ts';
import { phantomFrames, writeY4m } from '../../test/e2e/fake-camera.ts';
import { openBrowser, Server, Visitor } from '../../test/e2e/harness.ts';

/**
 * The live workspace in Chromium with strain and needle on, fed by a fake capture device of 640 by 480. Prints one line of
 * JSON for each rate of the device: frames that were shown per second, and the delay from a frame's arrival to the picture
 * that carries its overlay. A device of 30 frames a second can show at most 30; one of 60 shows what there is room for.
 * Needs a built app: `node scripts/boot.mjs bench` builds it.
 */
const OWNER = '019b76da-a800-7000-8000-000000000107';
const SECONDS = 15;
const RATES = [30, 60] as const;

const folder = mkdtempSync(join(tmpdir(), 'tautband-bench-'));
await using server = await Server.start();
try {
  const frames = phantomFrames(640, 480, 60);
  for (const rate of RATES) await measure(frames, rate);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(frames: readonly Frame[], rate: (typeof RATES)[number]): Promise<void> {
  const video = join(folder, `probe-${rate}.y4m`);
  writeY4m(video, frames, rate);
  const browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ]);
  try {
    const visitor = await Visitor.arrive(browser, server.base, { theme: 'dark', as: OWNER });
    const page = await visitor.open('/ultrasound');
    const live = page.getByRole('button', { name: 'Live video' });
    const hasRead = page.getByRole('switch', { name: 'I have read all of this' });
    await live.or(hasRead).waitFor();
    // An owner accepts once for the whole clinic.
    if (await hasRead.isVisible()) {
      await hasRead.check();
      await page.getByRole('button', { name: 'Accept and switch on' }).click();
    }
    await live.click();
    await page.getByText('Frames go straight to the analysis').waitFor();
    await page.waitForTimeout(3_000);
    const delays = await page.evaluate(async (seconds) => {
      performance.clearMeasures();
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      return performance.getEntriesByName('ultrasound.delay').map(({ duration }) => duration);
    }, SECONDS);
    const readings = await page.locator('.readings').innerText();
    const sorted = delays.toSorted((a, b) => a - b);
    const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? NaN);
    const line = {
      bench: 'live pipeline, 640 x 480, strain and needle',
      deviceFps: rate,
      shownPerSecond: Number((delays.length / SECONDS).toFixed(1)),
      delayMs: { median: at(0.5), p95: at(0.95), worst: at(1) },
      readings: readings.replaceAll('\n', ' '),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    await visitor.leave();
  } finally {
    await browser.close();
  }
}
