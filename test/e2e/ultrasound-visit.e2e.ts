import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { DEMO_ACTOR } from '../../src/server/demo/clinic.ts';
import { openFile } from '../../src/web/features/ultrasound/dicom/open.ts';
import { nodeSources } from '../dicom/node-codecs.ts';
import { axe, openBrowser, Server, Visitor } from './harness.ts';
import { accept, NOTICE, OWNER, shoot, SHOTS } from './ultrasound-desk.ts';

/** A visit of the first patient who has one, asked of the server as the page would. */
const aVisit = async (): Promise<string> => {
  const { patients } = (await (await fetch('/api/patients')).json()) as {
    patients: { patient: { id: string }; visits: number }[];
  };
  const id = patients.find(({ visits }) => visits > 0)?.patient.id ?? '';
  const { visits } = (await (await fetch(`/api/patients/${id}/visits`)).json()) as {
    visits: { id: string }[];
  };
  return visits[0]?.id ?? '';
};

void test('from a visit: shown only where it is on, files snapshot, clip and measurements, and the clip is whole', async () => {
  mkdirSync(SHOTS, { recursive: true });
  await using server = await Server.start();
  const browser = await openBrowser();
  const clinician = await Visitor.arrive(browser, server.base, { theme: 'light', as: DEMO_ACTOR.id });
  const owner = await Visitor.arrive(browser, server.base, { theme: 'dark', as: OWNER });
  try {
    const page = await clinician.open('/');
    const visit = await page.evaluate(aVisit);
    await page.goto(`${server.base}/visits/${visit}`);
    await page.getByRole('navigation', { name: 'Pages of this chart' }).waitFor();
    assert.equal(
      await page.getByRole('link', { name: 'Ultrasound research' }).count(),
      0,
      'off: not in the chart',
    );

    // An owner accepts; the server keeps it for the whole clinic, not for a browser.
    const other = await owner.open('/ultrasound');
    await accept(other);
    await other.getByText(/Intended use, version 1, accepted by Demo owner/).waitFor();
    await other.getByRole('tab', { name: 'Record' }).click();
    await other.getByText('Opened by itself the workspace keeps nothing').waitFor();

    await page.reload();
    await page.getByRole('link', { name: 'Ultrasound research' }).click();
    await page.getByRole('button', { name: 'Simulated tissue' }).click();
    await page.getByText('Simulated tissue with a hard lump').waitFor({ timeout: 60_000 });
    await page.waitForTimeout(1_500);
    await page.keyboard.press('f');
    await page.getByRole('tab', { name: 'Record' }).click();
    await page.getByRole('button', { name: 'Record this picture' }).click();
    await page.getByText(/values recorded/).waitFor();
    await page.getByRole('button', { name: 'File snapshot' }).click();
    await page.getByText('Snapshot filed').waitFor();
    await page.getByRole('button', { name: 'File clip' }).click();
    await page.getByText(/^Clip \(.* in JPEG\) filed$/).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'File measurements' }).click();
    await page.getByText('Measurements filed').waitFor();
    const list = page.locator('.filed');
    await list.getByRole('listitem').nth(2).waitFor();
    await list.getByRole('img', { name: 'Raw picture and picture with overlays' }).waitFor();
    await list.getByText(NOTICE).waitFor();
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'visit-filed-light');

    // What was filed survives the page, and the clip that comes back is one that our own reader opens.
    await page.reload();
    const clip = page.locator('.filed__item', { hasText: 'Clip' });
    const saved = page.waitForEvent('download');
    await clip.getByRole('button', { name: 'Save to this computer' }).click();
    const path = join(SHOTS, 'filed-clip.dcm');
    await (await saved).saveAs(path);
    const bytes = readFileSync(path);
    assert.ok(bytes.length <= 3_000_000, `${bytes.length} bytes`);
    const opened = openFile(bytes, { sources: nodeSources });
    assert.ok(opened.ok);
    const { info } = opened.value;
    assert.deepEqual([info.packing, info.width, info.height], ['jpeg', 480, 360 + 28]);
    assert.ok(info.frames >= 20, `${info.frames} frames`);
    const pixel = { x: 0.0625, y: 0.0625, source: 'region' };
    assert.deepEqual(info.regions.tissue, [{ rect: { x: 0, y: 0, width: 480, height: 360 }, pixel }]);
    assert.ok(bytes.includes(NOTICE), 'the notice is in the file');

    // The whole cine to disk loses nothing.
    await page.getByRole('button', { name: 'Simulated tissue' }).click();
    await page.getByText('Simulated tissue with a hard lump').waitFor({ timeout: 60_000 });
    await page.keyboard.press('f');
    const whole = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Clip', exact: true }).click();
    const wholePath = join(SHOTS, 'cine.dcm');
    await (await whole).saveAs(wholePath);
    const cine = openFile(readFileSync(wholePath), { sources: nodeSources });
    assert.ok(cine.ok);
    assert.equal(cine.value.info.packing, 'native');
    const shown = await page.locator('.transport__time').innerText();
    assert.equal(cine.value.info.frames, Number(/\/(\d+)/.exec(shown)?.[1]));
    // The last frame of the file is what the frozen raw pane shows, pixel for pixel.
    const raw = await page
      .locator('.scan__canvas')
      .first()
      .evaluate((c: HTMLCanvasElement) => {
        const { data } = c.getContext('2d')?.getImageData(0, 0, c.width, c.height) ?? { data: [] };
        return Array.from({ length: data.length / 4 }, (_, n) => data[4 * n] ?? 0);
      });
    const last = await cine.value.frame(cine.value.info.frames - 1);
    assert.ok(last.ok);
    assert.deepEqual([...last.value.grey.subarray(0, raw.length)], raw);

    // Switched off again nothing is taken, but what was filed stays readable.
    await other.getByRole('button', { name: 'Switch off' }).click();
    await other.getByRole('heading', { name: 'Intended use' }).waitFor();
    await page.getByRole('tab', { name: 'Record' }).click();
    await page.getByRole('button', { name: 'File snapshot' }).click();
    await page.getByText('Not filed').waitFor();
    await page.reload();
    await page
      .getByText('Only an owner of the clinic can switch it on')
      .or(page.getByText('Accept and switch on'))
      .waitFor();
    await page.locator('.filed__item').nth(2).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    assert.deepEqual(await axe(page), []);
    await shoot(page, 'visit-filed-phone');
    await clinician.leave();
    await owner.leave();
  } finally {
    await browser.close();
  }
});
