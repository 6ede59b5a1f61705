import { expect, test } from 'vitest';
import { seededRandom } from '../kit/random.ts';
import type { Instant } from '../kit/time.ts';
import { uuidv7 } from '../kit/uuid.ts';
import { CHAIN_START, chainEvents, verifyChain, type AuditEvent, type AuditLink } from './audit.ts';
import type { ActorId, ClinicId, PatientId } from './episode.ts';

const random = seededRandom(10);
const below = (n: number): number => Math.floor(random() * n);
const id = (n: number) => uuidv7(1_800_000_000_000 + n, new Uint8Array(10));

/** FNV-1a in 52 bits: no cryptography, but as good as any at telling small changes apart, and fast. */
const digest = (text: string): string => {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i) ^ (a >>> 7), 0x85ebca6b);
  }
  return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}`;
};

const events: readonly AuditEvent[] = Array.from({ length: 60 }, (_, n) => ({
  clinicId: id(1000) as string as ClinicId,
  id: id(n),
  at: `2030-01-01T00:00:${String(n).padStart(2, '0')}.000Z` as Instant,
  by: id(2000 + (n % 3)) as string as ActorId,
  action: n % 2 === 0 ? 'read' : 'write',
  what: 'chart',
  patientId: id(4000 + (n % 5)) as string as PatientId,
  records: [{ kind: 'drawing', id: id(3000 + n), version: n, digest: digest(String(n)) }],
}));
const links = chainEvents(CHAIN_START, events, digest);
const anchor = links.at(-1)!;
const byId = (list: readonly AuditEvent[]) => new Map(list.map((event) => [event.id as string, event]));

test('a chain that nobody touched has no faults, in whatever batches it was built', () => {
  const half = chainEvents(CHAIN_START, events.slice(0, 23), digest);
  const rest = chainEvents(half.at(-1)!, events.slice(23), digest);
  expect([...half, ...rest]).toEqual(links);
  expect(verifyChain({ links, events: byId(events) }, digest, anchor)).toEqual([]);
});

/** Every way to tamper with what is kept, each telling the position at which it must be found. */
const TAMPERS: readonly ((n: number) => readonly [readonly AuditLink[], readonly AuditEvent[], number])[] = [
  (n) => [links, events.map((e, i) => (i === n ? { ...e, by: id(9) as string as ActorId } : e)), n + 1],
  (n) => [
    links,
    events.map((e, i) => (i === n ? { ...e, at: '2029-12-31T00:00:00.000Z' as Instant } : e)),
    n + 1,
  ],
  (n) => [links, events.map((e, i) => (i === n ? { ...e, records: [] } : e)), n + 1],
  (n) => [
    links,
    events.map((e, i) => (i === n ? { ...e, action: e.action === 'read' ? 'write' : 'read' } : e)),
    n + 1,
  ],
  (n) => [links, events.filter((_, i) => i !== n), n + 1],
  (n) => [links.filter((_, i) => i !== n), events, n + 1],
  (n) => [links.slice(0, n), events.slice(0, n), n + 1],
  (n) => [links.map((l, i) => (i === n ? { ...l, digest: digest(l.digest) } : l)), events, n + 1],
];

test('each of 10,000 planted changes is found, and located to its place (SR-86)', () => {
  for (let planted = 0; planted < 10_000; planted++) {
    const n = below(events.length);
    const [keptLinks, keptEvents, position] = TAMPERS[planted % TAMPERS.length]!(n);
    const faults = verifyChain({ links: keptLinks, events: byId(keptEvents) }, digest, anchor);
    expect(
      faults.some((fault) => fault.position === position),
      `${planted}: place ${n}`,
    ).toBe(true);
    // Nothing far away is blamed: a changed digest also breaks the link after it, and a cut only the end.
    expect(faults.every((fault) => fault.position === position || fault.position === position + 1)).toBe(
      true,
    );
  }
});

test('a chain that was rewritten from some place on is found by the end that was noted elsewhere', () => {
  const forged = events.map((e, i) => (i >= 30 ? { ...e, by: id(9) as string as ActorId } : e));
  const rewritten = chainEvents(CHAIN_START, forged, digest);
  expect(verifyChain({ links: rewritten, events: byId(forged) }, digest)).toEqual([]);
  expect(verifyChain({ links: rewritten, events: byId(forged) }, digest, anchor)).toEqual([
    { position: 60, event: events[59]!.id, what: 'another chain' },
  ]);
});
