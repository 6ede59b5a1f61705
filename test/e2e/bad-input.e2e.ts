import assert from 'node:assert/strict';
import test from 'node:test';
import { Server, Visitor, openBrowser } from './harness.ts';

void test('bad input gets a clear answer, and what was typed stays', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/');
    await page.getByLabel('Year of birth').fill('61');
    await page.getByRole('button', { name: 'Add a patient' }).click();
    await page.getByText('Expected 1 to 80 characters, got nothing').waitFor();
    await page.getByText(/Expected a year from 1900 to \d{4}, got “61”/).waitFor();
    assert.equal(await page.getByLabel('Year of birth').inputValue(), '61');
    assert.equal(await page.getByLabel('Label', { exact: true }).getAttribute('aria-invalid'), 'true');

    for (const path of ['/patients/not-an-id', '/visits/01890a5d-ac96-7774-8cce-b302099a8999']) {
      await page.goto(server.base + path);
      await page
        .getByRole('alert')
        .getByText(/cannot be shown/)
        .waitFor();
    }
    await page.goto(`${server.base}/no/such/page`);
    await page.getByText('There is no such page').waitFor();

    // The server gone: the list says so, keeps the form, and comes back by itself when asked.
    await page.goto(server.base);
    await page.getByLabel('Label', { exact: true }).fill('Half typed');
    await server.kill9();
    await page.getByRole('button', { name: 'Add a patient' }).click();
    await page
      .getByText(/The server cannot be reached. Nothing you entered is lost/)
      .first()
      .waitFor();
    assert.equal(await page.getByLabel('Label', { exact: true }).inputValue(), 'Half typed');
    await server.start();
    await page.getByRole('button', { name: 'Add a patient' }).click();
    await page.getByRole('heading', { name: 'Half typed' }).waitFor();
  } finally {
    await visitor.leave().finally(() => browser.close());
  }
});
