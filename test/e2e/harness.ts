import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { bodyView } from '../../src/content/bodymap/neutral.ts';
import { DEMO_ACTOR } from '../../src/server/demo/clinic.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The real server with a data folder of its own, on a port of its own. */
export class Server {
  readonly base: string;
  /** What it printed since it started. */
  said = '';
  readonly #port: number;
  readonly #data: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, data: string) {
    this.#port = port;
    this.#data = data;
    this.base = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<Server> {
    const server = new Server(await freePort(), mkdtempSync(join(tmpdir(), 'tautband-e2e-')));
    await server.start();
    return server;
  }

  /** Start, or start again with the same data, and wait until it says that it is ready. */
  async start(): Promise<void> {
    const started = spawn(process.execPath, ['src/server/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, PORT: String(this.#port), TAUTBAND_DATA: this.#data, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = started;
    this.said = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.said += chunk.toString();
        if (this.said.includes('Tautband is ready')) resolve();
      };
      started.stdout.on('data', hear);
      started.stderr.on('data', hear);
      started.once('exit', (code) =>
        reject(new Error(`the server ended with ${String(code)}:\n${this.said}`)),
      );
    });
  }

  /** What a power cut or an impatient person does. */
  async kill9(): Promise<void> {
    const running = this.#process;
    if (running === undefined || running.exitCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill9();
    rmSync(this.#data, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Debian's Chromium without its calls home. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Two windows are two people: neither may wait because the other is in front.
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      ...more,
    ],
  });
}

export const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
} as const;
export type Size = keyof typeof SIZES;
export type Theme = 'light' | 'dark';

/** How a window looks. */
export interface Look {
  readonly size?: Size;
  readonly theme?: Theme;
  readonly contrast?: 'more';
  readonly forcedColors?: 'active';
  /** Comes without being signed in. Everyone else is the demo physician. */
  readonly isStranger?: boolean;
  /** A demo account other than the physician's. */
  readonly as?: string;
}

/** A person's browser: windows of one context share what the device keeps. */
export class Visitor {
  readonly context: BrowserContext;
  readonly #base: string;
  readonly #faults: string[] = [];

  private constructor(context: BrowserContext, base: string) {
    this.context = context;
    this.#base = base;
  }

  static async arrive(browser: Browser, base: string, look: Look = {}): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: SIZES[look.size ?? 'desktop'],
      colorScheme: look.theme ?? 'light',
      reducedMotion: 'reduce',
      ...(look.contrast !== undefined && { contrast: look.contrast }),
      ...(look.forcedColors !== undefined && { forcedColors: look.forcedColors }),
    });
    context.setDefaultTimeout(60_000);
    const visitor = new Visitor(context, base);
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(base) && !/^(data|blob|about):/.test(url)) visitor.#faults.push(`foreign: ${url}`);
    });
    context.on('weberror', (error) => visitor.#faults.push(`error: ${error.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error' && message.text().startsWith('CSP '))
        visitor.#faults.push(message.text());
    });
    if (look.isStranger !== true) {
      const entered = await context.request.post(`${base}/api/sign-in/demo`, {
        data: { id: look.as ?? DEMO_ACTOR.id },
      });
      assert.equal(entered.status(), 200);
    }
    return visitor;
  }

  /** Open a window at an address of the app. */
  async open(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.#base + path);
    return page;
  }

  /** No script failed, nothing broke the content security policy, and nothing was asked of another host. */
  async leave(): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.#faults, []);
  }
}

/** What a newcomer does first: one click, as the demo physician. */
export async function enterDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Enter as Dr Demo/ }).click();
  await page.getByRole('heading', { name: 'Patients', level: 1 }).waitFor();
}

/** A new patient with a visit of today, opened in the window. */
export async function startVisit(page: Page, label: string): Promise<void> {
  await page.getByLabel('Label', { exact: true }).fill(label);
  await page.getByRole('button', { name: 'Add a patient' }).click();
  await page.getByRole('heading', { name: label }).waitFor();
  await page.getByRole('button', { name: 'Start a visit today' }).click();
  await page.getByRole('heading', { name: 'Where does it hurt?' }).waitFor();
}

/** Look at another view of the body by its thumbnail. */
export async function lookAt(page: Page, group: string, view: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Views of the body' }).getByText(group).click();
  await page.getByRole('radiogroup', { name: group }).getByText(view, { exact: true }).click();
}

/** Rub the finger over the middle of a region on the view that is shown. */
export async function paintRegion(page: Page, viewId: string, region: string): Promise<void> {
  const view = bodyView(viewId);
  const shown = view.regions.get(region);
  assert.ok(shown, `${viewId} shows ${region}`);
  const [x, y, radius] = shown.pole;
  // A window behind another draws one frame a second, and every movement waits for one.
  await page.bringToFront();
  const svg = page.locator('.drawing .body-map__svg');
  await svg.scrollIntoViewIfNeeded();
  const box = await svg.boundingBox();
  assert.ok(box);
  const at = (dx: number, dy: number): [number, number] => [
    box.x + ((x + dx * radius) / view.width) * box.width,
    box.y + ((y + dy * radius) / view.height) * box.height,
  ];
  await page.mouse.move(...at(-0.4, -0.4));
  await page.mouse.down();
  for (const [dx, dy] of [
    [0.4, -0.4],
    [0.4, 0],
    [-0.4, 0],
    [-0.4, 0.4],
    [0.4, 0.4],
  ] as const)
    await page.mouse.move(...at(dx, dy), { steps: 4 });
  await page.mouse.up();
}

/** Wait until the server has everything. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('.save[data-state="saved"]').waitFor();
}

/** The hypotheses in order, as a person reads them: `Upper trapezius Right`. */
export async function hypotheses(page: Page): Promise<readonly string[]> {
  await page.locator('.hypothesis').first().waitFor();
  const names = await page.locator('.hypothesis h3').allInnerTexts();
  return names.map((name) => name.replace(/\s+/g, ' ').trim());
}

/** The card of one muscle. */
export function hypothesis(page: Page, name: RegExp): Locator {
  return page.locator('.hypothesis', { has: page.getByRole('heading', { level: 3, name }) }).first();
}

/** What axe finds wrong, as lines; none when the page is accessible as far as a machine can tell. */
export async function axe(page: Page, except: readonly string[] = []): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: false, elementRef: false })
    .disableRules([...except])
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
