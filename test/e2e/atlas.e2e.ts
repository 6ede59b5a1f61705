import assert from 'node:assert/strict';
import test from 'node:test';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import { bodyView } from '../../src/content/bodymap/neutral.ts';
import { Server, Visitor, openBrowser } from './harness.ts';

const atlas = shippedAtlas();

void test('the atlas: from a muscle to its sites, heat, facts and sources, and from a place to what refers there', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/atlas');
    await page.getByText('Choose a muscle, or tap a place on the body').waitFor();
    await page.getByRole('searchbox').fill('infraspinatus');
    await page.getByRole('option', { name: /Infraspinatus/ }).click();
    await page.getByRole('heading', { level: 2, name: 'Infraspinatus' }).waitFor();

    const muscle = atlas.muscles.find(({ id }) => id === 'infraspinatus');
    assert.ok(muscle);
    const facts = page.locator('.atlas__facts');
    for (const text of [muscle.latin, muscle.attachments, muscle.nerve, muscle.action])
      await facts.getByText(text).first().waitFor();
    for (const { label, provokes, beneath } of muscle.sites) {
      await facts.getByRole('heading', { name: label }).first().waitFor();
      await facts.getByText(provokes).first().waitFor();
      for (const { structure } of beneath) await facts.getByText(structure).first().waitFor();
    }
    assert.equal(
      (await page.locator('.body-map__heat path').count()) > 0,
      true,
      'the referral is on the map',
    );
    // Every fact says how far it can be trusted and where it comes from, one click away.
    const source = facts.locator('.provenance a').first();
    await source.click();
    const target = new URL(page.url()).hash;
    await page.locator(target).waitFor();

    // A place: the list is ranked, and each muscle opens.
    await page.goto(`${server.base}/atlas?region=temple-right`);
    await page.getByRole('heading', { level: 2, name: 'What can refer to: Temple, right' }).waitFor();
    const shares = await page.locator('.atlas__facts > .referrals .referrals__strength').allInnerTexts();
    const numbers = shares.map((text) => Number(/\d+/.exec(text)?.[0]));
    assert.ok(numbers.length >= 5);
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => b - a),
    );

    // Tapping the map looks up what lies under the finger.
    await page.goto(`${server.base}/atlas`);
    const svg = page.locator('.atlas__map .body-map__svg');
    const view = bodyView('front');
    const shown = view.regions.get('thigh-anterior-upper-left');
    assert.ok(shown);
    await svg.waitFor();
    const { width, height } = (await svg.boundingBox()) ?? { width: 0, height: 0 };
    const [x, y] = shown.pole;
    await svg.click({ position: { x: (x / view.width) * width, y: (y / view.height) * height } });
    await page
      .getByRole('heading', { level: 2, name: 'What can refer to: Upper thigh, front, left' })
      .waitFor();

    // An address that names nothing says so.
    await page.goto(`${server.base}/atlas?muscle=nonsense`);
    await page.getByText('The atlas has nothing called “nonsense”').waitFor();
  } finally {
    await visitor.leave().finally(() => browser.close());
  }
});

void test('every muscle of the atlas can be shown', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/atlas');
    const options = page.getByRole('option');
    await options.first().waitFor();
    assert.equal(await options.count(), atlas.muscles.length);
  } finally {
    await visitor.leave().finally(() => browser.close());
  }
});
