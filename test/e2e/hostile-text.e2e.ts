import assert from 'node:assert/strict';
import test from 'node:test';
import { uuidv7 } from '../../src/kit/uuid.ts';
import { PAYLOADS } from './payloads.ts';
import { Server, Visitor, openBrowser } from './harness.ts';

/** Patients whose charts are filled with scripts; together they take every payload at least once. */
const PATIENTS = 8;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

interface Part {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly visitId?: string;
  readonly body: Json;
}

/** Kinds that the server writes from others, or that a switch keeps shut. */
const NOT_TYPED = ['note', 'imaging'];
const OF_PATIENT = ['identity', 'background', 'episodes', 'points', 'plan'];
const MANY = ['procedure'];

void test('scripts in every text field of every part of a chart run on no page, in no print and in no PDF (SR-67)', async () => {
  await using server = await Server.start();
  const browser = await openBrowser();
  const visitor = await Visitor.arrive(browser, server.base);
  try {
    const chart = new HostileChart(visitor, server.base);
    const page = await visitor.open('/');
    const hasRun = (): Promise<boolean> => page.evaluate(() => 'x' in window);
    const shown = new Set<string>();
    for (const patient of await chart.patients(PATIENTS)) {
      const visit = await chart.fill(patient);
      const pages = [
        ...['', '/identity', '/background', '/plan'].map((of) => `/patients/${patient}${of}`),
        ...['', '/examination', '/safety', '/procedure', '/note'].map((of) => `/visits/${visit}${of}`),
      ];
      for (const path of pages) {
        await page.goto(server.base + path);
        await page.locator('main :is(h1, .state--failed, .state--empty)').first().waitFor();
        assert.ok(await page.locator('h1').count(), `${path}: ${await page.locator('main').innerText()}`);
        await page.waitForTimeout(250);
        const said = await page.evaluate(() =>
          [
            document.body.innerText,
            document.title,
            ...[...document.querySelectorAll('input, textarea')].map(
              (field) => (field as HTMLInputElement).value,
            ),
          ].join('\n'),
        );
        for (const payload of chart.used) if (said.includes(payload)) shown.add(payload);
        assert.equal(await hasRun(), false, path);
      }
      // The last page is the note, which holds the texts of all the others.
      await page.emulateMedia({ media: 'print' });
      await page.pdf();
      assert.equal(await hasRun(), false, 'in print');
      await page.emulateMedia({ media: 'screen' });
      const pdf = await chart.notePdf(patient, visit);
      assert.match(pdf.subarray(0, 8).toString('latin1'), /^%PDF-/);
      assert.doesNotMatch(pdf.toString('latin1'), /\/(JavaScript|JS|Launch|EmbeddedFile)\b/);
    }
    process.stdout.write(
      `${chart.fields.size} text fields, ${chart.used.size} of ${PAYLOADS.length} scripts kept, ${shown.size} of them read as text\n`,
    );
    assert.ok(chart.fields.size >= 30, `only ${chart.fields.size} text fields were found`);
    // A payload of more characters than a field takes is refused there and goes into the next one.
    assert.equal(
      chart.used.size,
      new Set(PAYLOADS.map((text) => text.trim())).size,
      'not every script was kept',
    );
    assert.ok(shown.size >= 300, `only ${shown.size} scripts were seen as text: were the pages empty?`);
  } finally {
    await visitor.leave();
    await browser.close();
  }
});

/** Fills charts of the demo patients with scripts, through the same routes as the screens. */
class HostileChart {
  /** Text fields, by kind and way, lists without their index. */
  readonly fields = new Set<string>();
  readonly used = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #visitor: Visitor;
  readonly #base: string;
  #next = 0;
  #made = 0;

  constructor(visitor: Visitor, base: string) {
    this.#visitor = visitor;
    this.#base = base;
  }

  /** Demo patients with the fullest charts. */
  async patients(count: number): Promise<readonly string[]> {
    const { patients } = await this.#get<{ patients: { patient: { id: string } }[] }>('/api/patients');
    const sized: { id: string; size: number }[] = [];
    for (const { patient } of patients) {
      const { parts } = await this.#get<{ parts: Part[] }>(`/api/patients/${patient.id}/record`);
      sized.push({ id: patient.id, size: new Set(parts.map((p) => p.kind)).size });
    }
    return sized
      .sort((a, b) => b.size - a.size)
      .slice(0, count)
      .map(({ id }) => id);
  }

  /** Replace every text of every part by a script, and return the visit to look at. */
  async fill(patient: string): Promise<string> {
    const { parts, visits } = await this.#get<{ parts: Part[]; visits: { id: string }[] }>(
      `/api/patients/${patient}/record`,
    );
    const latest = visits[0]?.id;
    assert.ok(latest !== undefined);
    const typed = parts.filter((p) => !NOT_TYPED.includes(p.kind)).map(longer);
    for (const part of typed) {
      const isMany = MANY.includes(part.kind);
      // What is finished is locked; the same once more, still open, is not.
      const open = isMany ? { ...(part.body as object), state: 'open' } : part.body;
      const target = isMany ? { ...part, id: this.#id(), version: 0, visitId: latest } : part;
      await this.#poison(patient, { ...target, body: strip(open) });
    }
    return typed.find((p) => p.visitId !== undefined)?.visitId ?? latest;
  }

  async notePdf(patient: string, visit: string): Promise<Buffer> {
    const path = `/api/visits/${visit}/note/${this.#id()}`;
    const payload = PAYLOADS[this.#next++ % PAYLOADS.length] ?? '';
    const draft = { state: 'draft', assessment: payload, codes: [] };
    assert.equal(await this.#put(path, patient, draft, 0), 200);
    this.used.add(payload.trim());
    const answer = await this.#visitor.context.request.get(`${this.#base}${path}/pdf`);
    assert.equal(answer.status(), 200);
    return answer.body();
  }

  /** One field after another, so that one that is no text, or takes no more, costs nothing but itself. */
  async #poison(patient: string, part: Part): Promise<void> {
    const path = OF_PATIENT.includes(part.kind)
      ? `/api/patients/${patient}/${part.kind}`
      : `/api/visits/${part.visitId ?? ''}/${part.kind}${MANY.includes(part.kind) ? `/${part.id}` : ''}`;
    let { body, version } = part;
    for (const way of texts(body)) {
      const field = `${part.kind} ${way.map((w) => (typeof w === 'number' ? '*' : w)).join('.')}`;
      if (this.#refused.has(field)) continue;
      const payload = PAYLOADS[this.#next % PAYLOADS.length] ?? '';
      const poisoned = put(body, way, payload);
      if ((await this.#put(path, patient, poisoned, version)) !== 200) {
        // A field that never took a script is no text: an id, a day, a choice.
        if (!this.fields.has(field)) this.#refused.add(field);
        continue;
      }
      this.#next++;
      this.used.add(payload.trim());
      this.fields.add(field);
      body = poisoned;
      version++;
    }
  }

  async #put(path: string, patient: string, body: Json, version: number): Promise<number> {
    const answer = await this.#visitor.context.request.put(this.#base + path, {
      data: { patientId: patient, body },
      headers: { 'idempotency-key': this.#id(), 'if-match': `"${version}"` },
    });
    return answer.status();
  }

  async #get<T>(path: string): Promise<T> {
    const answer = await this.#visitor.context.request.get(this.#base + path);
    assert.equal(answer.status(), 200, path);
    return (await answer.json()) as T;
  }

  #id(): string {
    return uuidv7(1_900_000_000_000 + ++this.#made, new Uint8Array(10));
  }
}

/** With lists in the background that are long enough for every script. */
function longer(part: Part): Part {
  if (part.kind !== 'background') return part;
  const factors = Array.from({ length: 45 }, () => ({ what: 'posture', modifiable: true }));
  return { ...part, body: { ...(part.body as object), factors } };
}

/** Without what the server writes itself. */
function strip(body: Json): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body as Record<string, Json>).filter(([name]) => name !== 'held'));
}

/** The ways to every string in a value. */
function texts(value: Json, way: Path = []): readonly Path[] {
  if (typeof value === 'string') return [way];
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((v, i) => [i, v] as const)
    : Object.entries(value as Record<string, Json>);
  return entries.flatMap(([key, inner]) => texts(inner, [...way, key]));
}

/** The value with another string at the end of a way. */
function put(value: Json, [first, ...rest]: Path, text: string): Json {
  if (first === undefined) return text;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((inner, i) => (i === first ? put(inner, rest, text) : inner));
  const fields = value as Readonly<Record<string, Json>>;
  return { ...fields, [first]: put(fields[String(first)] ?? null, rest, text) };
}
