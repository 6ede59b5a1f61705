import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Clinic, Patient } from '../../src/core/episode.ts';
import type { Instant } from '../../src/kit/time.ts';
import { postgresEngine } from '../../src/store/postgres/engine.ts';
import { migrate } from '../../src/store/sql/migrate.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import type { RequestKey, Store } from '../../src/store/store.ts';
import { enrolled, id, oneOfEach } from './contract.ts';
import { postgresBin, startCluster, type Cluster } from './postgres-cluster.ts';

/** Many at once, where it is really at once: on a server with a pool of connections. */
const KEYS = 2_000;
const EDITS = 10_000;
const AT_ONCE = 16;
const AT = '2030-01-02T03:04:05.678Z' as Instant;

const bin = postgresBin();
if (bin === undefined)
  describe.skip('PostgreSQL (POSTGRES_BIN is empty)', () => test('skipped', () => undefined));
else
  describe('many at once on PostgreSQL', () => {
    let cluster: Cluster;
    let store: Store;
    let clinic: Clinic;
    let actor: Actor;
    beforeAll(async () => {
      cluster = startCluster(bin);
      // The limits on waiting are for clinicians; here sixteen wait for each other on purpose.
      const engine = postgresEngine({ url: cluster.database(), connections: AT_ONCE, answer: 60_000 });
      await migrate(engine);
      store = sqlStore(engine);
      ({ clinic, actor } = await enrolled(store));
    });
    afterAll(async () => {
      await store.close();
      cluster.stop();
    });

    test(`${KEYS} keys, each sent ${AT_ONCE} times in parallel, have ${KEYS} effects`, async () => {
      let effects = 0;
      for (let key = 0; key < KEYS; key++) {
        const { patient } = oneOfEach(clinic, actor);
        const request: RequestKey = { actor: actor.id, key: `key-${key}`, hash: 'h', at: AT };
        const sent = await Promise.all(
          Array.from({ length: AT_ONCE }, () =>
            store.transaction(clinic.id, async (records) => {
              const earlier = await records.claim(request);
              if (earlier !== 'claimed') return earlier.body;
              expect(await records.save(patient)).toBe('saved');
              await records.answer(request, { hash: 'h', status: 201, version: 1, body: patient.id });
              effects++;
              return patient.id;
            }),
          ),
        );
        expect(new Set(sent)).toEqual(new Set([patient.id]));
      }
      expect(effects).toBe(KEYS);
      const kept = await store.transaction(clinic.id, (records) => records.patients());
      expect(kept).toHaveLength(KEYS);
    }, 900_000);

    test('SR-116 whoever holds a patient has it alone: what is reckoned over several parts cannot be passed by two at once', async () => {
      const { patient, visit, background } = oneOfEach(clinic, actor);
      await store.transaction(clinic.id, async (records) => {
        await records.save(patient);
        await records.save(visit);
      });
      // Each adds a part only while there are fewer than five: sixteen at once must leave five.
      await Promise.all(
        Array.from({ length: AT_ONCE }, () =>
          store.transaction(clinic.id, async (records) => {
            await records.holdPatient(patient.id);
            if ((await records.partsOf(patient.id)).length < 5)
              await records.save({ ...background, id: id(), visitId: visit.id });
          }),
        ),
      );
      const parts = await store.transaction(clinic.id, (records) => records.partsOf(patient.id));
      expect(parts).toHaveLength(5);
    });

    test(`${EDITS} racing edits lose none: each that was saved is a version, each other was told`, async () => {
      const { patient } = oneOfEach(clinic, actor);
      await store.transaction(clinic.id, (records) => records.save(patient));
      const saved: Patient[] = [];
      let told = 0;
      for (let round = 0; round < EDITS / AT_ONCE; round++)
        await Promise.all(
          Array.from({ length: AT_ONCE }, () =>
            store.transaction(clinic.id, async (records) => {
              const seen = await records.latest('patient', patient.id);
              if (seen === undefined) throw new Error('the patient is gone');
              const mine: Patient = { ...seen, version: seen.version + 1, label: id() };
              return { outcome: await records.save(mine), mine };
            }),
          ).map(async (edit) => {
            const { outcome, mine } = await edit;
            if (outcome === 'saved') saved.push(mine);
            else {
              expect(outcome).toBe('conflict');
              told++;
            }
          }),
        );
      expect(saved.length + told).toBe(EDITS);
      const history = await store.transaction(clinic.id, (records) => records.history('patient', patient.id));
      expect(history.slice(1)).toEqual(saved.sort((a, b) => a.version - b.version));
      process.stdout.write(`${EDITS} racing edits: ${saved.length} saved, ${told} told\n`);
    }, 900_000);
  });
