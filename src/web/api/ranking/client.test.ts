import { expect, test } from 'vitest';
import { RankingClient, type Answered, type Asked } from './client.ts';
import type { FromWorker, ToWorker } from './shared.ts';

/** A thread that answers when it is told to. */
class SlowThread {
  readonly got: ToWorker[] = [];
  #hear: ((event: MessageEvent<FromWorker>) => void) | undefined;
  readonly addEventListener = (type: string, hear: unknown): void => {
    if (type === 'message') this.#hear = hear as (event: MessageEvent<FromWorker>) => void;
  };
  readonly postMessage = (message: ToWorker): void => void this.got.push(message);
  readonly terminate = (): void => undefined;
  say(said: FromWorker): void {
    this.#hear?.({ data: said } as MessageEvent<FromWorker>);
  }
  get lastTicket(): number {
    const last = this.got.at(-1);
    return last === undefined || last.kind === 'use' ? 0 : last.ticket;
  }
}

const asking = (region: string): Asked => ({
  kind: 'follow',
  request: { regions: [{ id: region }], findings: [] },
});
const bars = (ticket: number): FromWorker => ({ kind: 'bars', ticket, bars: { ok: true, value: [] } });

function open(): { thread: SlowThread; client: RankingClient; heard: Answered[] } {
  const thread = new SlowThread();
  const heard: Answered[] = [];
  const on = { answer: (a: Answered) => void heard.push(a), broken: () => undefined };
  return { thread, client: new RankingClient(thread, on), heard };
}

test('of a hundred movements during one answer only the last is asked: nothing queues up', () => {
  const { thread, client, heard } = open();
  for (let i = 0; i < 100; i++) client.ask(asking(`region-${i}`));
  expect(thread.got.length).toBe(1);
  thread.say(bars(thread.lastTicket));
  expect(thread.got.length).toBe(2);
  thread.say(bars(thread.lastTicket));
  expect(heard.map(({ asked }) => asked.request.regions[0]?.id)).toEqual(['region-0', 'region-99']);
});

test('what comes later about the same question is heard, about an older one is not', () => {
  const { thread, client, heard } = open();
  client.ask({ ...asking('a'), kind: 'ask' });
  const first = thread.lastTicket;
  thread.say(bars(first));
  thread.say({ kind: 'intervals', ticket: first, intervals: new Map() });
  expect(heard.map(({ said }) => said.kind)).toEqual(['bars', 'intervals']);
  client.ask(asking('b'));
  thread.say({ kind: 'intervals', ticket: first, intervals: new Map() });
  expect(heard.length).toBe(2);
});

test('rates are told to the worker before the question that they are for, and again only when they change', () => {
  const { thread, client } = open();
  const own = { name: 'own-2030-01-02-0123abcd', from: '5', signs: [] };
  const answer = (): void => thread.say(bars(thread.lastTicket));
  client.ask(asking('a'));
  answer();
  client.ask({ ...asking('b'), rates: own });
  answer();
  // The same set after the chart was read again is another object.
  client.ask({ ...asking('c'), rates: { ...own } });
  answer();
  void client.tellApart({ request: asking('c').request }, ['x', 'y']);
  client.ask({ ...asking('d'), rates: own });
  const told = thread.got.map((message) =>
    message.kind === 'use' ? (message.rates?.name ?? 'shipped') : message.kind,
  );
  expect(told).toEqual(['follow', own.name, 'follow', 'follow', 'shipped', 'apart', own.name, 'follow']);
});
