import fastify from 'fastify';
import { expect, test } from 'vitest';
import { guardAgainstOverload } from './overload.ts';

test('beyond what can be done at once requests are turned away with the time to come again, and none is left waiting', async () => {
  const app = fastify();
  guardAgainstOverload(app, 3);
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reached = 0;
  app.get('/api/slow', async () => {
    reached++;
    await gate;
    return 'done';
  });
  app.get('/other', () => 'other');
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  const held = [1, 2, 3].map(() => fetch(`${base}/api/slow`));
  while (reached < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  const early = await Promise.all([4, 5].map(() => fetch(`${base}/api/slow`)));
  expect(early.map((r) => [r.status, r.headers.get('retry-after')])).toEqual([
    [503, '1'],
    [503, '1'],
  ]);
  expect((await fetch(`${base}/other`)).status, 'what is no API is never turned away').toBe(200);
  release();
  expect((await Promise.all(held)).map((r) => r.status)).toEqual([200, 200, 200]);
  expect((await fetch(`${base}/api/slow`)).status, 'and there is room again').toBe(200);
  await app.close();
});
