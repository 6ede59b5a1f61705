import { shippedAtlas } from '../../src/content/atlas/load.ts';
import { VIEW_IDS } from '../../src/content/bodymap/neutral.ts';
import type { Instant } from '../../src/kit/time.ts';
import { buildApp } from '../../src/server/http/app.ts';
import { memoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import { id, NOW } from './clinics.ts';

/** What a browser was answered. */
export interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A browser that keeps its cookie. */
export interface Seat {
  get(url: string): Promise<Answer>;
  send(
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  readonly cookie: string;
}

/** A server with a clock that is moved by hand. */
export interface Bench {
  readonly store: Store;
  readonly now: () => Instant;
  wait(minutes: number): void;
  seat(): Seat;
  close(): Promise<void>;
}

export async function openBench(demo = false): Promise<Bench> {
  const store = memoryStore();
  let at = Date.parse(NOW);
  const now = (): Instant => new Date(at).toISOString() as Instant;
  const { http } = await buildApp({ store, atlas: shippedAtlas(), views: VIEW_IDS, now, demo });
  return {
    store,
    now,
    wait: (minutes) => (at += minutes * 60_000),
    close: () => http.close(),
    seat() {
      let cookie = '';
      const send = async (method: string, url: string, more: object = {}): Promise<Answer> => {
        const response = await http.inject({
          method: method as 'GET',
          url,
          headers: { host: 'localhost', cookie },
          ...more,
        });
        const set = response.headers['set-cookie'];
        if (typeof set === 'string') cookie = set.split(';')[0] ?? '';
        const json: unknown = response.body.startsWith('{') ? JSON.parse(response.body) : response.body;
        return { status: response.statusCode, json, headers: response.headers };
      };
      return {
        get: (url) => send('GET', url),
        send: (method, url, body, headers = {}) =>
          send(method, url, {
            headers: {
              host: 'localhost',
              cookie,
              'idempotency-key': id(),
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
              ...headers,
            },
            ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
          }),
        get cookie() {
          return cookie;
        },
      };
    },
  };
}
