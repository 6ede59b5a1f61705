import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PEOPLE } from '../../src/server/demo/accounts.ts';
import { SIZES, Server, Visitor, axe, openBrowser, untilSaved, type Size } from './harness.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screens');
/** Pictures of which the dark one is looked at by axe as well: the richest of each page. */
const DARK: readonly string[] = ['background', 'identity', 'overview'];

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

/** A picture on a phone, a tablet and a desk, one of them dark; nothing scrolls sideways, and axe finds nothing. */
async function look(page: Page, name: string): Promise<void> {
  for (const size of Object.keys(SIZES) as Size[]) {
    const theme = size === 'desktop' ? 'dark' : 'light';
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize(SIZES[size]);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(SHOTS, `${name}-${size}-${theme}.png`), fullPage: true });
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    assert.equal(isWider, false, `${name} at ${size} needs sideways scrolling`);
    if (size === 'phone' || (size === 'desktop' && DARK.includes(name)))
      assert.deepEqual(await axe(page), [], `${name} at ${size}`);
  }
  await page.setViewportSize(SIZES.desktop);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

interface Listed {
  readonly patient: { readonly id: string; readonly label: string };
}

/** The id of an invented patient. */
async function idOf(page: Page, number: string): Promise<string> {
  const { patients } = (await (await page.request.get(`${server.base}/api/patients`)).json()) as {
    patients: Listed[];
  };
  const found = patients.find(({ patient }) => patient.label.startsWith(`Synthetic ${number} `));
  assert.ok(found, number);
  return found.patient.id;
}

const backgroundOf = async (page: Page, id: string): Promise<Record<string, unknown>> => {
  const record = (await (await page.request.get(`${server.base}/api/patients/${id}/record`)).json()) as {
    parts: { kind: string; body: Record<string, unknown> }[];
  };
  return record.parts.find((part) => part.kind === 'background')?.body ?? {};
};

void test('a patient on apixaban: found by name, told at the top of every page, with what is open', async () => {
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/');
    await page.getByLabel('Find by label, name or number').fill('esche detlef');
    await look(page, 'patients-found');
    await page.getByRole('link', { name: /Synthetic 04/ }).click();
    await page.getByRole('heading', { name: 'Episode' }).waitFor();
    const banner = page.locator('.chart__who');
    await banner.getByText('Invented-Esche, Detlef').waitFor();
    await banner.getByText('Anticoagulant', { exact: true }).waitFor();
    await banner.getByText(/82 kg/).waitFor();
    assert.match(await page.title(), /^Synthetic 04 .* · Tautband$/);
    await page.getByText('Left calf pulls when he climbs').waitFor();
    await look(page, 'overview');
    await page.goto(`${server.base}/patients/${await idOf(page, '39')}`);
    await page.getByRole('heading', { name: 'Safety at the latest visit' }).waitFor();
    await page.getByText('Do not', { exact: true }).first().waitFor();
    await look(page, 'overview-heart');
  } finally {
    await visitor.leave();
  }
});

void test('the background is filled with the keyboard alone; none and not asked never look alike', async () => {
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const page = await visitor.open('/');
    const id = await idOf(page, '05');
    await page.goto(`${server.base}/patients/${id}/background`);
    await page.getByRole('heading', { name: 'Background', level: 1 }).waitFor();
    const section = (name: string) => page.getByRole('region', { name, exact: true });
    await section('Allergies').getByText('Not asked', { exact: true }).waitFor();
    await look(page, 'background-blank');

    // Type, Enter, type, Enter: each is recognised, or said not to be, as soon as it stands there.
    await page.getByLabel('Medicine', { exact: true }).focus();
    for (const name of ['Eliquis 5 mg', 'metformin', 'Brandnameol']) {
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
    }
    const medicine = (name: string) => section('Medicines').getByRole('listitem').filter({ hasText: name });
    await medicine('Eliquis').getByText('Anticoagulant').waitFor();
    await medicine('metformin')
      .getByText(/Known, of none/)
      .waitFor();
    await medicine('Brandnameol')
      .getByText(/Not recognised/)
      .waitFor();
    // A code tells what the name does not.
    await medicine('Brandnameol').getByLabel('ATC or RxNorm').fill('b01ac04');
    await medicine('Brandnameol').getByText('Antiplatelet').waitFor();

    // Asked, none: one press of the space bar, and it reads otherwise than not asked.
    const none = section('Allergies').getByRole('button', { name: 'Asked: none' });
    await none.focus();
    await page.keyboard.press('Space');
    await section('Allergies')
      .getByText(/^Asked on .*: none$/)
      .waitFor();

    await page.getByLabel('Weight, kg').focus();
    await page.keyboard.type('71.5');
    await page.keyboard.press('Enter');
    await section('Weight and height').getByText('71.5 kg').waitFor();
    await page.getByLabel('Weight, kg').fill('715');
    await section('Weight and height').getByText('Expected 1 to 400').waitFor();
    await page.getByLabel('Weight, kg').fill('');

    await page.getByLabel('What was tried').focus();
    await page.keyboard.type('Heat');
    await page.keyboard.press('Enter');
    await section('Conditions that matter at the needle')
      .getByRole('button', { name: 'All others: asked, no' })
      .click();
    await untilSaved(page);
    const kept = await backgroundOf(page, id);
    assert.deepEqual((kept['medicines'] as { medicines: object[] }).medicines, [
      { name: 'Eliquis 5 mg' },
      { name: 'metformin' },
      { name: 'Brandnameol', atc: 'B01AC04' },
    ]);
    assert.deepEqual((kept['allergies'] as { list: object[] }).list, []);
    assert.equal(kept['reactions'], undefined, 'what was not asked is not there');
    assert.equal((kept['weights'] as { value: number }[])[0]?.value, 71.5);
    await page.locator('.chart__who').getByText('Anticoagulant', { exact: true }).waitFor();
    await page.locator('.chart__who').getByText('No allergies').waitFor();
    await look(page, 'background');
  } finally {
    await visitor.leave();
  }
});

void test('the front desk keeps who a patient is, finds by name, and sees no chart', async () => {
  const desk = DEMO_PEOPLE.find((p) => p.role === 'front-desk');
  assert.ok(desk);
  const visitor = await Visitor.arrive(browser, server.base, { as: desk.id });
  try {
    const page = await visitor.open('/');
    const id = await idOf(page, '06');
    await page.getByLabel('Find by label, name or number').fill('DEMO-0006');
    await page.getByRole('link', { name: /Synthetic 06/ }).click();
    const ways = page.getByRole('navigation', { name: 'Pages of this chart' });
    await ways.getByRole('link', { name: 'Identity' }).click();
    assert.deepEqual(await ways.getByRole('link').allInnerTexts(), ['Overview', 'Identity']);
    await page.getByLabel('Family name').fill('Invented-Renamed');
    await page.getByLabel('Date of birth').fill('1978-03-30');
    await page.getByText(/The label says born 1979/).waitFor();
    await untilSaved(page);
    await page.locator('.chart__who').getByText('Birth date and label disagree: right patient?').waitFor();
    await look(page, 'identity');
    await page.goto(server.base);
    await page.getByLabel('Find by label, name or number').fill('renamed');
    await page.getByRole('link', { name: /Synthetic 06/ }).waitFor();
    assert.equal((await page.request.get(`${server.base}/api/patients/${id}/record`)).status(), 403);
  } finally {
    await visitor.leave();
  }
});

void test('SR-108 with two patients open in two windows, no write lands in the wrong chart', async () => {
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const one = await visitor.open('/');
    const [mine, other] = [await idOf(one, '07'), await idOf(one, '09')];
    const before = { mine: await backgroundOf(one, mine), other: await backgroundOf(one, other) };
    await one.goto(`${server.base}/patients/${mine}/background`);
    const two = await visitor.open(`/patients/${other}/background`);
    await two.getByRole('heading', { name: 'Background', level: 1 }).waitFor();
    // Each window says whose chart it is, in its title and at its top.
    await one.getByRole('heading', { name: 'Background', level: 1 }).waitFor();
    assert.match(await one.title(), /^Synthetic 07 /);
    assert.match(await two.title(), /^Synthetic 09 /);

    // Typed in the first window while the second, opened later, is in front of it.
    await one.getByLabel('Occupation').fill('written in the first window');
    await untilSaved(one);
    assert.equal((await backgroundOf(one, mine))['occupation'], 'written in the first window');
    assert.deepEqual(await backgroundOf(one, other), before.other);

    // A window that was left behind on one chart and sends to the address of another is refused, and nothing changes.
    await one.route('**/api/patients/*/background', (route) =>
      route.continue({ url: route.request().url().replace(mine, other) }),
    );
    await one.getByLabel('Occupation').fill('meant for the first patient');
    await one.locator('.save[data-state="conflict"], .save[data-state="refused"]').waitFor();
    assert.deepEqual(await backgroundOf(one, other), before.other);
    assert.equal((await backgroundOf(one, mine))['occupation'], 'written in the first window');
    await one.unroute('**/api/patients/*/background');
  } finally {
    await visitor.leave();
  }
});
