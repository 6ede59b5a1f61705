import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { SIZES, Server, Visitor, axe, openBrowser, startVisit, type Size } from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screens');

async function shots(page: Page, name: string, sizes = Object.keys(SIZES) as Size[]): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(SIZES[size]);
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(SHOTS, `${name}-${size}-${theme}.png`), fullPage: true });
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      assert.equal(isWider, false, `${name} at ${size} needs sideways scrolling`);
    }
    assert.deepEqual(await axe(page), [], `${name}, ${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(SIZES.desktop);
}

const rate = async (page: Page, group: string | RegExp, n: number): Promise<void> =>
  page
    .getByRole('radiogroup', { name: group })
    .getByRole('radio', { name: String(n), exact: true })
    .click();

void test('scores, then a note that is written from the chart, signed, locked, amended and printed', async () => {
  mkdirSync(SHOTS, { recursive: true });
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/');
    await startVisit(page, 'Note, 屋根');
    const visit = page.url();
    const id = visit.split('/').at(-1) ?? '';

    // Scores: a skipped item is no score, and severe distress says what to do before anything else.
    await page.getByRole('link', { name: 'Scores' }).click();
    await page.getByRole('heading', { name: 'Scores', level: 1 }).waitFor();
    await rate(page, /^Now/, 7);
    await rate(page, /^Item 1: average pain/, 7);
    await rate(page, /^Item 2: enjoyment/, 6);
    await page.getByText('No score until all three items are answered').waitFor();
    await rate(page, /^Item 3: general/, 5);
    await page.getByText('6 of 10, moderate').waitFor();
    for (const item of [/^Item 1, anxiety/, /^Item 2, anxiety/, /^Item 3, low/, /^Item 4, low/])
      await rate(page, item, 3);
    await page.getByText('Severe distress. Before anything else today').waitFor();
    await page.getByText('does not ask about thoughts of self-harm').waitFor();
    await page.locator('.save[data-state="saved"]').waitFor();
    await shots(page, 'scores');

    // The note says what was recorded, and names what was not.
    await page.getByRole('link', { name: 'Note', exact: true }).click();
    const paper = page.locator('.paper');
    await paper.getByText('Pain (NRS, 0 to 10): now 7, average not asked, worst not asked.').waitFor();
    await paper.getByText('Allergies: not asked.').waitFor();
    await paper.getByText('This note is not signed. It may still change.').waitFor();
    await page.getByLabel('Assessment').fill('Tender paraspinals.');
    await page.getByText('expected each muscle by its name').waitFor();
    await page.getByLabel('Assessment').fill('Neck pain, distress comes first.');
    await page.getByLabel('Code', { exact: true }).fill('F41.9');
    await page.getByLabel('Reason', { exact: true }).fill('positive screen for anxiety');
    await page.getByRole('button', { name: 'Add the code' }).click();
    await paper.getByText('F41.9: added: positive screen for anxiety.').waitFor();
    await page.locator('.save[data-state="saved"]').waitFor();
    await shots(page, 'note-draft');

    // Another window changes a source: the signature is refused until the signer has read the new text.
    const other = await visitor.context.newPage();
    await other.goto(`${visit}/scores`);
    await rate(other, /^Now/, 3);
    await other.locator('.save[data-state="saved"]').waitFor();
    await other.close();
    await page.bringToFront();
    await page.getByRole('button', { name: 'Sign and lock' }).click();
    await page.getByText('The chart changed while you were reading').waitFor();
    await paper.getByText('now 3, average not asked').waitFor();
    await page.getByRole('button', { name: 'Sign and lock' }).click();
    await page.getByRole('heading', { name: 'Signed and locked' }).waitFor();
    const hash = await page.locator('.note__hash dd').innerText();
    assert.match(hash, /^[0-9a-f]{64}$/);
    await shots(page, 'note-signed');

    // A second window with the signed note: the slower amendment is told.
    const second = await visitor.context.newPage();
    await second.goto(`${visit}/note`);
    await second.getByRole('heading', { name: 'Signed and locked' }).waitFor();
    await page.bringToFront();
    await page.getByLabel('What is to be added or corrected').fill('The left side, not the right.');
    await page.getByLabel('Why').fill('misread the drawing');
    await page.getByRole('button', { name: 'Add to the note' }).click();
    await paper.getByText('The left side, not the right.').waitFor();
    await second.bringToFront();
    await second.getByLabel('What is to be added or corrected').fill('Referred today.');
    await second.getByLabel('Why').fill('forgotten');
    await second.getByRole('button', { name: 'Add to the note' }).click();
    // Either its list was read anew on coming to the front, or it is told and adds after reading.
    const told = second.getByText('Somebody added to this note meanwhile');
    const added = second.locator('.paper').getByText('Referred today.');
    await told.or(added).first().waitFor();
    if (await told.isVisible()) await second.getByRole('button', { name: 'Add to the note' }).click();
    await added.waitFor();
    assert.equal(
      await second.locator('.note__hash dd').innerText(),
      hash,
      'the note itself stays as it was signed',
    );

    // After signing the chart goes on, and the note says so.
    await second.goto(`${visit}/scores`);
    await rate(second, /^Now/, 2);
    await second.locator('.save[data-state="saved"]').waitFor();
    await second.getByRole('link', { name: 'Note', exact: true }).click();
    await second.getByText('The chart went on after signing').waitFor();
    await second.locator('.paper').getByText('now 3, average not asked').waitFor();

    // Nothing but an amendment is taken, whatever is sent.
    const api = visitor.context.request;
    const patientId = (
      (await (await api.get(`${server.base}/api/visits/${id}`)).json()) as { patient: { id: string } }
    ).patient.id;
    for (const body of [
      { state: 'draft', codes: [] },
      { state: 'sign', codes: [], seen: [] },
    ]) {
      const answer = await api.put(`${server.base}/api/visits/${id}/note/${id}`, {
        data: { patientId, body },
        headers: { 'idempotency-key': crypto.randomUUID(), 'if-match': '"4"' },
      });
      assert.ok([409, 412].includes(answer.status()), `${body.state} was answered with ${answer.status()}`);
    }

    // On paper: tagged, in both sizes, with a mark for what the font lacks.
    for (const size of ['a4', 'letter'] as const) {
      const answer = await api.get(`${server.base}/api/visits/${id}/note/${id}/pdf?paper=${size}`);
      assert.equal(answer.status(), 200);
      const bytes = await answer.body();
      const text = bytes.toString('latin1');
      for (const needed of ['%PDF-1.7', '/MarkInfo', '/StructTreeRoot', '/Lang (en)', '/Outlines'])
        assert.ok(text.includes(needed), `${size} has no ${needed}`);
      const file = join(SHOTS, `note-${size}.pdf`);
      writeFileSync(file, bytes);
      const read = spawnSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
      if (read.error !== undefined) continue;
      const words = read.stdout.replaceAll(/\s+/g, ' ');
      assert.ok(words.includes('Note, □□'), 'a name without signs leaves marks');
      assert.match(words, /no sign for U\+5C4B.*U\+6839/, 'and says which they are');
      assert.ok(words.includes(hash));
    }

    // Copied text is the same document.
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await second.bringToFront();
    await second.getByRole('button', { name: 'Copy as text' }).click();
    await second.getByText('Copied').waitFor();
    const copied = await second.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes('Neck pain, distress comes first.') && copied.includes(hash));
    await second.emulateMedia({ media: 'print' });
    await second.screenshot({ path: join(SHOTS, 'note-print.png'), fullPage: true });
    assert.equal(await second.locator('.chart__top').isVisible(), false, 'on paper stands the note alone');
  } finally {
    await visitor.leave().finally(() => browser.close());
  }
});
