import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { questions } from '../../src/content/decide/rules.ts';
import { uuidv7 } from '../../src/kit/uuid.ts';
import { axe, openBrowser, Server, SIZES, untilSaved, Visitor, type Look, type Size } from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screens');

let server: Server;
let browser: Browser;

before(async () => {
  mkdirSync(SHOTS, { recursive: true });
  [server, browser] = await Promise.all([Server.start(), openBrowser()]);
});

after(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const newId = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
const today = (): string => new Date().toISOString().slice(0, 10);

const LEFT = [
  'trapezius-descending-1-left',
  'supraspinatus-1-left',
  'infraspinatus-1-left',
  'levator-scapulae-1-left',
];

/** A patient who was weighed, screened and examined, with a visit of today. */
async function examined(
  visitor: Visitor,
  { kg = 70, sites = LEFT }: { readonly kg?: number | undefined; readonly sites?: readonly string[] } = {},
): Promise<{ readonly patient: string; readonly visit: string }> {
  const [patient, visit] = [newId(), newId()];
  const day = today();
  const send = async (method: 'POST' | 'PUT', path: string, data: object): Promise<void> => {
    const answer = await visitor.context.request.fetch(server.base + path, {
      method,
      data,
      headers: { 'idempotency-key': randomUUID(), ...(method === 'PUT' && { 'if-match': '"0"' }) },
    });
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
  };
  const asked = Object.fromEntries(questions.map((q) => [q.id, { answer: 'absent', asked: day }]));
  const background = {
    ...(kg > 0 && { weights: [{ value: kg, day }] }),
    heights: [{ value: 172, day }],
    allergies: { taken: day, list: [] },
    medicines: { taken: day, medicines: [] },
    pregnancy: { asked: day, answer: 'absent' },
    surgery: { taken: day, list: [] },
    reactions: { taken: day, list: [] },
  };
  await send('POST', '/api/patients', { id: patient, label: 'Blue 7', birthYear: 1980 });
  await send('POST', `/api/patients/${patient}/visits`, { id: visit, patientId: patient, day });
  await send('PUT', `/api/patients/${patient}/identity`, {
    patientId: patient,
    body: { born: '1980-05-05' },
  });
  await send('PUT', `/api/patients/${patient}/background`, { patientId: patient, body: background });
  await send('PUT', `/api/visits/${visit}/screening`, {
    patientId: patient,
    body: { answers: asked, sites, overrides: [] },
  });
  await send('PUT', `/api/visits/${visit}/findings`, {
    patientId: patient,
    findings: sites.map((site) => ({ site, sign: 'spot-tenderness', answer: 'present' })),
  });
  return { patient, visit };
}

async function arrive(look: Look = {}): Promise<Visitor> {
  return Visitor.arrive(browser, server.base, look);
}

/** Counts what a hand does: each tap, and each run of keys that a person types without stopping. */
class Hand {
  count = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async tap(what: Locator): Promise<void> {
    await what.click();
    this.count++;
  }

  /** What a person or a scanner types, with Enter. A field that has not the focus already is tapped first, which counts. */
  async keys(field: Locator, text: string): Promise<void> {
    await field.waitFor();
    if (!(await field.evaluate((e) => e === document.activeElement))) await this.tap(field);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
    this.count++;
  }
}

const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
const radio = (page: Page | Locator, group: string | RegExp, name: string): Locator =>
  page
    .getByRole('radiogroup', { name: group, ...(typeof group === 'string' && { exact: true }) })
    .getByRole('radio', { name, exact: true });

const EXPIRY = `${Number(today().slice(2, 4)) + 1}1231`;
const SCAN = `]d2010950400005910117${EXPIRY}10LOT-77`;

/** Everything before the first site. */
async function prepare(page: Page, hand: Hand): Promise<void> {
  await hand.tap(button(page, 'Injection'));
  await hand.keys(page.getByLabel('Name of who consents'), 'Blue Seven');
  await hand.tap(button(page, 'All four said aloud, and right'));
  await hand.tap(radio(page, 'Pain now, before', '7'));
  await hand.tap(radio(page, 'In the syringe', 'Lidocaine 1 %'));
  await hand.keys(page.getByLabel('Vial of Lidocaine 1 %: scan, or type the lot'), SCAN);
  await hand.tap(radio(page, 'For each site, mL', '1'));
  await hand.tap(radio(page, 'Needle', '25 G × 25 mm'));
  await hand.tap(radio(page, 'Skin preparation', 'Chlorhexidine 2 % in alcohol'));
}

const depth = (page: Page, mm: string): Locator => radio(page, 'Depth of the tip, mm', mm);
const cross = (page: Page, name: string): Locator => button(page, `Add ${name}`).first();
const closing = (page: Page, n: string): Locator => radio(page, 'Aspirated, nothing came. Twitches seen:', n);

/** Everything after the last site. */
async function conclude(page: Page, hand: Hand, needles: number): Promise<void> {
  const counted = page.getByRole('radiogroup', { name: /^Count the needles/ });
  await hand.tap(counted.getByRole('radio', { name: `Needles out: ${needles}`, exact: true }));
  await hand.tap(radio(page, 'Pain now, after', '3'));
  await hand.tap(button(page, 'No, watched for'));
  const call = page.getByLabel('Given. Whom to call');
  if ((await call.inputValue()) === '') await hand.keys(call, '555 0100');
  else await hand.tap(button(page, 'Given out'));
  await hand.tap(button(page, 'Finish the procedure'));
}

const FOUR = [
  'Upper trapezius, left',
  'Supraspinatus, left',
  'Infraspinatus, left',
  'Levator scapulae, left',
];

/** The four muscles from the set-up to the last twitch, with a look at each size on the way. */
async function injectFour(page: Page, hand: Hand): Promise<void> {
  for (const [i, name] of FOUR.entries()) {
    await hand.tap(cross(page, name));
    if (i === 0) await hand.tap(depth(page, '15'));
    await hand.tap(closing(page, i === 0 ? 'None' : String(i)));
  }
}

/** Pictures at every size in both themes; nothing scrolls sideways, and axe finds nothing. */
async function look(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const size of Object.keys(SIZES) as Size[]) {
      await page.setViewportSize(SIZES[size]);
      await page.screenshot({ path: join(SHOTS, `${name}-${size}-${theme}.png`), fullPage: true });
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      assert.equal(isWider, false, `${name} at ${size} needs sideways scrolling`);
    }
    assert.deepEqual(await axe(page), [], `${name} ${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(SIZES.desktop);
}

void test('four muscles are injected in at most 25 taps and groups of keys', async () => {
  const visitor = await arrive();
  try {
    const { visit } = await examined(visitor);
    const page = await visitor.open(`/visits/${visit}/procedure`);
    await page.getByRole('heading', { name: 'Begin a procedure' }).waitFor();
    await look(page, 'procedure-choose');
    const hand = new Hand(page);
    await prepare(page, hand);
    await injectFour(page, hand);
    await look(page, 'procedure-open');
    await conclude(page, hand, 4);
    await page.getByRole('heading', { name: 'Finished', exact: true }).waitFor();
    await untilSaved(page);
    // 4 × 10 mg of 300 mg at 70 kg: 13.3 %, rounded up.
    await page.getByText('14 % of the maximum').waitFor();
    await look(page, 'procedure-finished');
    const untilFinished = hand.count;
    await hand.tap(page.getByRole('link', { name: 'To the note' }));
    await hand.tap(button(page, 'Sign and lock'));
    await page.getByRole('heading', { name: 'Signed and locked' }).waitFor();
    await page.getByText('20553').first().waitFor();
    process.stdout.write(
      `taps: ${hand.count} from open to signed, ${untilFinished} of them until finished\n`,
    );
    assert.ok(hand.count <= 25, `${hand.count} taps`);
  } finally {
    await visitor.leave();
  }
});

void test('SR-118 a procedure in the making survives a killed server', async () => {
  const visitor = await arrive();
  try {
    const { visit } = await examined(visitor);
    const page = await visitor.open(`/visits/${visit}/procedure`);
    const hand = new Hand(page);
    await prepare(page, hand);
    await hand.tap(cross(page, FOUR[0] ?? ''));
    await hand.tap(depth(page, '15'));
    await untilSaved(page);
    await server.kill9();
    // Offline in the procedure room: the work goes on, and says that it is not saved.
    await hand.tap(closing(page, '2'));
    await hand.tap(cross(page, FOUR[1] ?? ''));
    await hand.tap(closing(page, 'None'));
    await page.locator('.save[data-state="waiting"]').waitFor();
    await server.start();
    await page.reload();
    await untilSaved(page);
    const list = page.getByRole('list', { name: 'Sites so far' });
    assert.deepEqual(
      (await list.getByRole('button').allInnerTexts()).map((t) => t.replace(/\s+/g, ' ').trim()),
      ['1. Upper trapezius, left · Recorded', '2. Supraspinatus, left · Recorded'],
    );
    await list.getByRole('button').first().click();
    assert.equal(await closing(page, '2').isChecked(), true);
  } finally {
    await visitor.leave();
  }
});

void test('both sides of the chest, a dose above the maximum and an unknown weight are refused', async () => {
  const visitor = await arrive();
  try {
    const right = 'infraspinatus-1-right';
    const { visit, patient } = await examined(visitor, { sites: ['infraspinatus-1-left', right] });
    const page = await visitor.open(`/visits/${visit}/procedure`);
    const hand = new Hand(page);
    await prepare(page, hand);
    await hand.tap(cross(page, 'Infraspinatus, left'));
    await hand.tap(cross(page, 'Infraspinatus, right'));
    await page.getByText('Both sides of the chest in one session: do not.').waitFor();
    assert.equal(await page.locator('.procedure__list li').count(), 1);
    await look(page, 'procedure-both-lungs');

    // 300 mg at 70 kg are 30 mL of 1 %: the stepper stops there, and no second site finds room.
    const volume = page.getByRole('group', { name: /^1\. Infraspinatus/ }).getByLabel(/^Lidocaine 1 % mL/);
    await volume.fill('30');
    await page.getByText('100 % of the maximum').waitFor();
    await page.getByRole('searchbox', { name: 'Find a muscle' }).fill('masseter left');
    await page.keyboard.press('Enter');
    await page.getByText('There is room for 0.0 mL of Lidocaine').waitFor();
    await volume.fill('30.1');
    await page
      .getByText(/Above the maximum/)
      .first()
      .waitFor();
    await page.getByText('at most one whole maximum dose over all agents').waitFor();
    assert.equal(await button(page, 'Finish the procedure').isDisabled(), true);
    // Whatever the screen does, the server reckons again.
    await untilSaved(page);
    const chart = (await (
      await visitor.context.request.get(`${server.base}/api/visits/${visit}`)
    ).json()) as { parts: { kind: string; id: string; version: number; body: object }[] };
    const kept = chart.parts.find((p) => p.kind === 'procedure');
    assert.ok(kept);
    const forced = await visitor.context.request.put(
      `${server.base}/api/visits/${visit}/procedure/${kept.id}`,
      {
        data: { patientId: patient, body: { ...kept.body, state: 'finished' } },
        headers: { 'idempotency-key': randomUUID(), 'if-match': `"${kept.version}"` },
      },
    );
    assert.equal(forced.status(), 400);
    assert.match(await forced.text(), /one whole maximum/);
    // The rescue card is one tap away.
    await hand.tap(button(page, 'Toxicity: rescue'));
    await page.getByText('Bolus 100 mL').waitFor();
    await look(page, 'procedure-rescue');
    await hand.tap(button(page, 'Close'));

    const unweighed = await examined(visitor, { kg: 0 });
    await page.goto(`${server.base}/visits/${unweighed.visit}/procedure`);
    await prepare(page, hand);
    await hand.tap(cross(page, FOUR[0] ?? ''));
    await page.getByText('Without a body weight from 3 to 350 kg there is no dose answer').waitFor();
    assert.equal(await page.locator('.procedure__list li').count(), 0);
  } finally {
    await visitor.leave();
  }
});

void test('by keyboard alone, and with one hand on a tablet', async () => {
  const visitor = await arrive({ size: 'tablet' });
  try {
    const { visit } = await examined(visitor, { sites: ['masseter-superficial-1-left'] });
    const page = await visitor.open(`/visits/${visit}/procedure`);
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await button(page, 'Dry needling').focus();
    await press('Enter');
    // Nobody types before the field is there; a program does.
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Blue Seven');
    await press('Enter');
    await button(page, 'All four said aloud, and right').focus();
    await press('Enter');
    await radio(page, 'Pain now, before', '0').focus();
    await press('ArrowRight', 'ArrowRight', 'Space');
    await radio(page, 'Technique', 'Pistoning').focus();
    await press('Space');
    await radio(page, 'Needle', '36 G × 25 mm').focus();
    await press('Space');
    await radio(page, 'Skin preparation', 'Alcohol 70 %').focus();
    await press('Space');
    await page.getByRole('searchbox', { name: 'Find a muscle' }).focus();
    await page.keyboard.type('masseter left');
    await press('Enter');
    await depth(page, '10').focus();
    await press('Space');
    const sheet = page.getByRole('group', { name: /^1\. .*left$/i });
    await sheet.getByLabel('Depth mm').focus();
    await press('ArrowUp', 'ArrowUp', 'ArrowDown');
    assert.equal(await sheet.getByLabel('Depth mm').inputValue(), '11');
    await radio(page, 'Needle out. Twitches seen:', '1').focus();
    await press('Space');
    await page.getByRole('radio', { name: 'Needles out: 1', exact: true }).focus();
    await press('Space');
    await radio(page, 'Pain now, after', '1').focus();
    await press('Space');
    await button(page, 'No, watched for').focus();
    await press('Enter');
    await page.locator('.procedure__call input:focus').waitFor();
    await page.keyboard.type('555 0100');
    await press('Enter');
    await button(page, 'Finish the procedure').focus();
    await press('Enter');
    await page.getByRole('heading', { name: 'Finished', exact: true }).waitFor();
    await untilSaved(page);
    // One hand on a tablet: whatever is tapped at a site is at least 44 px high and wide. Markers on the map are smaller;
    // the list and the finder reach the same sites.
    await button(page, 'Open it again').click();
    const small = await page
      .locator('.procedure__work :is(button, input):visible, .procedure__finder :is(button, input):visible')
      .evaluateAll((all) =>
        all
          .map((e) => ({
            name: e.getAttribute('aria-label') ?? e.textContent,
            box: e.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
          .map(({ name, box }) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`),
      );
    assert.deepEqual(small, []);
  } finally {
    await visitor.leave();
  }
});
