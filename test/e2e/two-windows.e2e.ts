import assert from 'node:assert/strict';
import test from 'node:test';
import { Server, Visitor, lookAt, openBrowser, paintRegion, startVisit, untilSaved } from './harness.ts';

void test('two windows on one visit: both versions are kept and shown, and nothing is overwritten unseen', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const first = await visitor.open('/');
    await startVisit(first, 'Two windows');
    const address = new URL(first.url()).pathname;
    const second = await visitor.open(address);
    await second.getByRole('heading', { name: 'Where does it hurt?' }).waitFor();

    await lookAt(first, 'Whole body', 'Back');
    await paintRegion(first, 'back', 'lumbar-left');
    await untilSaved(first);
    await lookAt(second, 'Whole body', 'Back');
    await paintRegion(second, 'back', 'interscapular-right');

    const conflict = second.getByRole('alert', { name: /drawing was changed somewhere else/i });
    await conflict.waitFor();
    await conflict.getByText(/Between shoulder blade and spine on the right/i).waitFor();
    await conflict.getByText(/Low back on the left/i).waitFor();
    assert.equal(await second.locator('.save').getAttribute('data-state'), 'conflict');

    await conflict.getByRole('button', { name: 'Go on with this window' }).click();
    await untilSaved(second);

    // The record holds both: the version that was replaced and the one that replaced it.
    const visit = address.split('/').at(-1) ?? '';
    const { drawing } = (await (await first.request.get(`${server.base}/api/visits/${visit}`)).json()) as {
      drawing: { version: number; regions: { id: string }[] };
    };
    assert.ok(drawing.version >= 2);
    assert.ok(drawing.regions.some(({ id }) => id === 'interscapular-right'));
    assert.ok(!drawing.regions.some(({ id }) => id === 'lumbar-left'));

    // The other window notices in its turn, and can take its own version up again.
    await paintRegion(first, 'back', 'lumbar-right');
    const other = first.getByRole('alert', { name: /drawing was changed somewhere else/i });
    await other.getByRole('button', { name: 'Go on with the other' }).click();
    await untilSaved(first);
    await first
      .getByText(/Between shoulder blade and spine on the right/i)
      .first()
      .waitFor();
  } finally {
    await visitor.leave().finally(() => browser.close());
  }
});
