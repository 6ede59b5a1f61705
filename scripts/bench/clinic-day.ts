import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { DEMO_PEOPLE } from '../../src/server/demo/accounts.ts';
import { uuidv7 } from '../../src/kit/uuid.ts';

/** What one request came to. */
export interface Answer {
  /** 0 when there was none: a time-out or a broken connection. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Milliseconds after which a request counts as lost. */
const PATIENCE = 20_000;

/** A connection pool of its own size to one server, signed in as the demo physician. */
export class Visitors {
  readonly #agent: Agent;
  readonly #base: URL;
  #cookie = '';
  #made = 0;

  constructor(base: string, connections: number) {
    this.#base = new URL(base);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async signIn(): Promise<void> {
    const physician = DEMO_PEOPLE.find(({ role }) => role === 'physician');
    const { headers, status } = await this.send('POST', '/api/sign-in/demo', { id: physician?.id });
    if (status !== 200) throw new Error(`signing in: ${status}`);
    this.#cookie = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  }

  id(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(10));
    return uuidv7(Date.now() + this.#made++, bytes);
  }

  send(method: string, path: string, body?: unknown, version?: number): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve) => {
      const lost = (): void => resolve({ status: 0, headers: {}, body: '' });
      const asked = request(
        {
          agent: this.#agent,
          host: this.#base.hostname,
          port: this.#base.port,
          method,
          path,
          timeout: PATIENCE,
          headers: {
            cookie: this.#cookie,
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
              'idempotency-key': this.id(),
            }),
            ...(version !== undefined && { 'if-match': `"${version}"` }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', lost);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      asked.on('timeout', () => asked.destroy());
      asked.on('error', lost);
      asked.end(text);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** What one clinician does: opens charts with everything in them, and saves the drawing of a visit of their own. */
export interface Clinician {
  /** Open somebody's chart. */
  readonly open: () => Promise<Answer>;
  /** Save the next version of the own drawing, with its audit event. */
  readonly save: () => Promise<Answer>;
}

const REGIONS = ['temple-right', 'temple-left'];

/** Clinicians at work on one server, each with a patient of their own. */
export async function clinicians(visitors: Visitors, count: number): Promise<readonly Clinician[]> {
  const charts = await demoVisits(visitors);
  const all: Clinician[] = [];
  for (let i = 0; i < count; i++) {
    const [patient, visit] = [visitors.id(), visitors.id()];
    await visitors.send('POST', '/api/patients', { id: patient, label: `Load ${i}` });
    const day = '2030-01-02';
    await visitors.send('POST', `/api/patients/${patient}/visits`, { id: visit, patientId: patient, day });
    let [version, next] = [0, i];
    all.push({
      open: () => visitors.send('GET', `/api/visits/${charts[next++ % charts.length] ?? ''}`),
      save: async () => {
        const strokes = [
          {
            view: 'front',
            tool: 'brush',
            radius: 9,
            points: Array.from({ length: 30 }, (_, x) => [x, version]),
          },
        ];
        const body = { patientId: patient, strokes, regions: REGIONS.map((id) => ({ id, intensity: 5 })) };
        const answer = await visitors.send('PUT', `/api/visits/${visit}/drawing`, body, version);
        if (answer.status === 200) version++;
        return answer;
      },
    });
  }
  return all;
}

async function demoVisits(visitors: Visitors): Promise<readonly string[]> {
  const list = JSON.parse((await visitors.send('GET', '/api/patients')).body) as {
    patients: { patient: { id: string; synthetic?: true } }[];
  };
  const found: string[] = [];
  for (const { patient } of list.patients.filter((p) => p.patient.synthetic === true)) {
    const answer = await visitors.send('GET', `/api/patients/${patient.id}/visits`);
    found.push(...(JSON.parse(answer.body) as { visits: { id: string }[] }).visits.map((v) => v.id));
  }
  return found;
}

/** Milliseconds that requests of one kind took, and how often each status came. */
export class Tally {
  readonly milliseconds: number[] = [];
  readonly statuses = new Map<number, number>();

  async time(work: () => Promise<Answer>, from: number = performance.now()): Promise<Answer> {
    const answer = await work();
    this.milliseconds.push(performance.now() - from);
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    return answer;
  }

  count(test: (status: number) => boolean): number {
    return [...this.statuses].reduce((sum, [status, n]) => sum + (test(status) ? n : 0), 0);
  }
}

/** Seven of ten requests open a chart, three save a drawing. */
export const isOpening = (n: number): boolean => n % 10 < 7;
