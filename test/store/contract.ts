import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  Actor,
  ActorId,
  Attachment,
  Clinic,
  ClinicId,
  Drawing,
  EpisodeRecord,
  Findings,
  PartRecord,
  Patient,
  PatientId,
  RankingId,
  RankingShown,
  Visit,
  VisitId,
} from '../../src/core/episode.ts';
import { SIGNS } from '../../src/core/localise/request.ts';
import { ANSWERS } from '../../src/core/answer.ts';
import type { AuditEvent } from '../../src/core/audit.ts';
import type { Probability } from '../../src/kit/probability.ts';
import { seededRandom } from '../../src/kit/random.ts';
import type { Day, Instant } from '../../src/kit/time.ts';
import { uuidv7, type Uuid } from '../../src/kit/uuid.ts';
import type { Answered, Records, RequestKey, Store } from '../../src/store/store.ts';
import { accountsContract } from './accounts-contract.ts';
import { registryContract } from './registry-contract.ts';

const random = seededRandom(20_261_121);
let tick = 0;

/** A fresh id, the same in every run. */
// Ids differ only in their brand, which the place that asks for one knows best.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the result is branded by its use
export function id<T extends string = Uuid>(): T {
  const bytes = Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256));
  return uuidv7(1_700_000_000_000 + ++tick, bytes) as string as T;
}

/** A clinic with one clinician, enrolled. */
export async function enrolled(store: Store): Promise<{ clinic: Clinic; actor: Actor }> {
  const clinic: Clinic = { id: id<ClinicId>(), name: 'Clinic' };
  const actor: Actor = { id: id<ActorId>(), clinicId: clinic.id, name: 'Clinician', role: 'physician' };
  await store.enrol(clinic, [actor]);
  return { clinic, actor };
}

const AT = '2030-01-02T03:04:05.678Z' as Instant;

// A type and not an interface, so that its values can be listed.
type OneOfEach = {
  readonly patient: Patient;
  readonly visit: Visit;
  readonly drawing: Drawing;
  readonly findings: Findings;
  readonly ranking: RankingShown;
  readonly background: PartRecord<'background'>;
};

/** First versions of one of each record, belonging together. */
export function oneOfEach(clinic: Clinic, actor: Actor): OneOfEach {
  const kept = { clinicId: clinic.id, version: 1, at: AT, by: actor.id };
  const patient: Patient = {
    kind: 'patient',
    id: id<PatientId>(),
    ...kept,
    label: 'Blue 7',
    birthYear: 1969,
  };
  const visit: Visit = {
    kind: 'visit',
    id: id<VisitId>(),
    ...kept,
    patientId: patient.id,
    day: '2030-01-02' as Day,
  };
  const below = { id: visit.id, ...kept, patientId: patient.id };
  const drawing: Drawing = {
    kind: 'drawing',
    ...below,
    strokes: [
      {
        view: 'back',
        tool: 'brush',
        radius: 12.5,
        points: [
          [1.25, 2],
          [3, 4.0625],
        ],
        intensity: 6,
      },
      { view: 'back', tool: 'eraser', radius: 4, points: [[1, 2]] },
    ],
    regions: [
      { id: 'temple-left', intensity: 6, coverage: 0.1 + 0.2, words: ['electric', 'dull'] },
      // Not asked how it feels, and asked where none of the words fitted: two things.
      { id: 'nape-left' },
      { id: 'nape-right', words: [] },
    ],
    asked: ['temple-left', 'nape-left', 'nape-right'],
    again: {
      strokes: [{ view: 'back', tool: 'lasso', radius: 0, points: [[0.1, 0.2]], intensity: 5 }],
      regions: [{ id: 'temple-left', coverage: 0.7 + 0.1, words: ['burning'] }],
      asked: ['temple-left'],
    },
  };
  const findings: Findings = {
    kind: 'findings',
    ...below,
    findings: [
      { site: 'temporalis-1-left', sign: 'referred-pain', answer: 'present', regions: ['temple-left'] },
      { site: 'temporalis-1-left', sign: 'taut-band', answer: 'unknown' },
    ],
    answers: [
      { explanation: 'root-c2-left', item: 'ask-1', answer: 'absent' },
      { explanation: 'root-c2-left', item: 'examine-2', answer: 'unknown' },
    ],
  };
  const ranking: RankingShown = {
    kind: 'ranking',
    ...kept,
    id: id<RankingId>(),
    visitId: visit.id,
    patientId: patient.id,
    request: { regions: drawing.regions, findings: findings.findings },
    versions: { content: '0.1.0', engine: '1', parameters: '1' },
    sites: [{ site: 'temporalis-1-left', probability: 0.7000000000000001 as Probability }],
  };
  const background: PartRecord<'background'> = {
    kind: 'background',
    id: patient.id,
    ...kept,
    patientId: patient.id,
    body: {
      occupation: 'roofer, “up high” 屋根',
      weights: [{ value: 71.3, day: '2030-01-02' as Day }],
      conditions: { diabetes: { answer: 'absent', asked: '2030-01-02' as Day } },
      allergies: { taken: '2030-01-02' as Day, list: [] },
    },
  };
  return { patient, visit, drawing, findings, ranking, background };
}

/** The next version of a record. */
const next = <R extends EpisodeRecord>(record: R, change: Partial<R> = {}): R => ({
  ...record,
  version: record.version + 1,
  at: '2030-01-02T03:05:00.000Z' as Instant,
  ...change,
});

const saveAll = async (records: Records, all: readonly EpisodeRecord[]): Promise<void> => {
  for (const record of all) expect(await records.save(record), record.kind).toBe('saved');
};

/** What every store promises. Run against each implementation that we ship. */
export function storeContract(
  name: string,
  open: () => Promise<{ store: Store; close: () => Promise<void> }>,
): void {
  describe(name, () => {
    let store: Store;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ store, close } = await open());
    });
    afterAll(async () => {
      await close();
    });

    accountsContract(() => store);
    registryContract(() => store);

    test('what was saved is read back as it was, to the bit', async () => {
      const { clinic, actor } = await enrolled(store);
      const all = Object.values(oneOfEach(clinic, actor));
      await store.transaction(clinic.id, (records) => saveAll(records, all));
      await store.transaction(clinic.id, async (records) => {
        for (const record of all) {
          expect(await records.latest(record.kind, record.id)).toEqual(record);
          expect(await records.history(record.kind, record.id)).toEqual([record]);
        }
      });
    });

    test('what was not given stays absent', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient, visit, drawing, findings } = oneOfEach(clinic, actor);
      const without = <R extends EpisodeRecord>(record: R, key: string): R =>
        Object.fromEntries(Object.entries(record).filter(([name]) => name !== key)) as R;
      const bare: readonly EpisodeRecord[] = [
        without(patient, 'birthYear'),
        visit,
        { ...without(without(drawing, 'asked'), 'again'), strokes: [], regions: [] },
        { ...without(findings, 'answers'), findings: [] },
      ];
      await store.transaction(clinic.id, async (records) => {
        await saveAll(records, bare);
        for (const record of bare) expect(await records.latest(record.kind, record.id)).toEqual(record);
        expect(await records.latest('patient', id())).toBeUndefined();
        expect(await records.history('drawing', id())).toEqual([]);
      });
    });

    test('any probability, coverage and coordinate keeps its bits', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient, visit, drawing, ranking } = oneOfEach(clinic, actor);
      await store.transaction(clinic.id, (records) => saveAll(records, [patient, visit]));
      const share = fc.double({ min: Number.MIN_VALUE, max: 1, noNaN: true });
      const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true }).map((v) => v + 0);
      let version = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(share, { minLength: 1 }),
          fc.array(coordinate, { minLength: 2 }),
          async (shares, xs) => {
            const shown: RankingShown = {
              ...ranking,
              id: id<RankingId>(),
              sites: shares.map((p, i) => ({ site: `site-${i}`, probability: p as Probability })),
            };
            const drawn: Drawing = {
              ...drawing,
              version: ++version,
              strokes: [{ view: 'front', tool: 'lasso', radius: 0, points: xs.map((x) => [x, -x] as const) }],
              regions: shares.map((coverage, i) => ({ id: `region-${i}`, coverage })),
            };
            const read = await store.transaction(clinic.id, async (records) => {
              await saveAll(records, [shown, drawn]);
              return [await records.latest('ranking', shown.id), await records.latest('drawing', drawn.id)];
            });
            // JSON has no minus zero, and a body map needs none.
            expect(read).toEqual(JSON.parse(JSON.stringify([shown, drawn])));
          },
        ),
        { numRuns: 30 },
      );
    });

    test('versions are appended and every one can be read again', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient, visit, drawing, findings, background } = oneOfEach(clinic, actor);
      const second = [
        next(patient, { label: 'Blue 8' }),
        next(visit, { day: '2030-01-03' as Day }),
        next(drawing, { regions: [{ id: 'nape-left', coverage: 1 }] }),
        next(findings, { findings: [] }),
        next(background, { body: {} }),
      ];
      await store.transaction(clinic.id, (records) =>
        saveAll(records, [patient, visit, drawing, findings, background, ...second]),
      );
      await store.transaction(clinic.id, async (records) => {
        for (const [i, first] of [patient, visit, drawing, findings, background].entries()) {
          expect(await records.latest(first.kind, first.id)).toEqual(second[i]);
          expect(await records.history(first.kind, first.id)).toEqual([first, second[i]]);
        }
      });
    });

    test('of two edits that start from the same version the second is told', async () => {
      const { clinic, actor } = await enrolled(store);
      const all = oneOfEach(clinic, actor);
      await store.transaction(clinic.id, (records) => saveAll(records, Object.values(all)));
      await store.transaction(clinic.id, async (records) => {
        for (const record of [all.patient, all.visit, all.drawing, all.findings, all.background]) {
          expect(await records.save(record), 'a new one with an id that is taken').toBe('conflict');
          expect(await records.save({ ...record, version: 3 }), 'a version is skipped').toBe('conflict');
          expect(await records.save(next(record))).toBe('saved');
          expect(await records.save(next(record)), 'too late').toBe('conflict');
        }
        expect(await records.save(all.ranking)).toBe('conflict');
      });
    });

    test('a hundred racing edits of one drawing lose none: each version has one author', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient, visit, drawing } = oneOfEach(clinic, actor);
      await store.transaction(clinic.id, (records) => saveAll(records, [patient, visit, drawing]));
      const attempts = await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          store.transaction(clinic.id, async (records) => {
            const seen = await records.latest('drawing', visit.id);
            if (seen === undefined) throw new Error('the drawing is gone');
            const mine = next(seen, { regions: [{ id: `mine-${i}` }] });
            return { saved: await records.save(mine), mine };
          }),
        ),
      );
      const won = attempts.filter((a) => a.saved === 'saved').map((a) => a.mine);
      expect(new Set(attempts.map((a) => a.saved)).size).toBeLessThanOrEqual(2);
      expect(won.length).toBeGreaterThan(0);
      await store.transaction(clinic.id, async (records) => {
        const history = await records.history('drawing', visit.id);
        expect(history.slice(1)).toEqual([...won].sort((a, b) => a.version - b.version));
      });
    });

    test('nothing is kept for a patient or visit that is not there, or of a visit of somebody else', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient, visit, drawing, findings, ranking, background } = oneOfEach(clinic, actor);
      await store.transaction(clinic.id, async (records) => {
        expect(await records.save(visit)).toBe('orphan');
        expect(await records.save(background)).toBe('orphan');
        expect(await records.save(drawing)).toBe('orphan');
        await saveAll(records, [patient, visit]);
        const other = id<PatientId>();
        const ofVisit = { ...background, id: id(), visitId: visit.id };
        for (const record of [drawing, findings, ranking, ofVisit])
          expect(await records.save({ ...record, patientId: other }), record.kind).toBe('orphan');
        expect(await records.rankingsOf(visit.id)).toEqual([]);
      });
    });

    test('bytes beside a visit are kept once, of this visit and clinic alone, and the same again changes nothing', async () => {
      const [mine, theirs] = [await enrolled(store), await enrolled(store)];
      const { patient, visit } = oneOfEach(mine.clinic, mine.actor);
      // SHA-256 of no bytes, as everyone knows it.
      const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
      const attachment: Attachment = {
        clinicId: mine.clinic.id,
        id: id(),
        patientId: patient.id,
        visitId: visit.id,
        at: AT,
        by: mine.actor.id,
        type: 'image/png',
        sha256,
        data: '',
      };
      await store.transaction(mine.clinic.id, async (records) => {
        expect(await records.attach(attachment)).toBe('orphan');
        await saveAll(records, [patient, visit]);
        expect(await records.attach({ ...attachment, patientId: id<PatientId>() })).toBe('orphan');
        expect(await records.attach(attachment)).toBe('saved');
        const later = { ...attachment, at: '2031-01-01T00:00:00.000Z' as Instant };
        expect(await records.attach(later), 'the same again').toBe('saved');
        expect(await records.attach({ ...attachment, sha256: '0'.repeat(64) }), 'others').toBe('conflict');
        expect(await records.attachment(visit.id, attachment.id)).toEqual(attachment);
        expect(await records.attachment(id<VisitId>(), attachment.id)).toBeUndefined();
        expect(await records.attachmentDigest(attachment.id)).toBe(sha256);
      });
      await store.transaction(theirs.clinic.id, async (records) => {
        expect(await records.attachment(visit.id, attachment.id)).toBeUndefined();
        expect(await records.attachmentDigest(attachment.id)).toBeUndefined();
        await expect((async () => records.attach(attachment))()).rejects.toThrow(theirs.clinic.id);
      });
    });

    test('decisions about the ultrasound workspace follow one another, each clinic by itself', async () => {
      const [mine, theirs] = [await enrolled(store), await enrolled(store)];
      const { id: by, name } = mine.actor;
      const on = { number: 1, isOn: true, text: 1, by, name, at: AT };
      await store.transaction(mine.clinic.id, async (records) => {
        expect(await records.imagingUse()).toBeUndefined();
        expect(await records.decideImaging({ ...on, number: 2 })).toBe('conflict');
        expect(await records.decideImaging(on)).toBe('saved');
        expect(await records.decideImaging({ ...on, isOn: false })).toBe('conflict');
        expect(await records.imagingUse()).toEqual(on);
        expect(await records.decideImaging({ ...on, number: 2, isOn: false })).toBe('saved');
        expect(await records.imagingUse()).toEqual({ ...on, number: 2, isOn: false });
      });
      await store.transaction(theirs.clinic.id, async (records) => {
        expect(await records.imagingUse()).toBeUndefined();
      });
    });

    test('work that fails leaves nothing behind', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient, visit } = oneOfEach(clinic, actor);
      const half = store.transaction(clinic.id, async (records) => {
        await saveAll(records, [patient, visit]);
        throw new Error('in the middle');
      });
      await expect(half).rejects.toThrow('in the middle');
      await store.transaction(clinic.id, async (records) => {
        expect(await records.latest('patient', patient.id)).toBeUndefined();
        await saveAll(records, [patient, visit]);
      });
    });

    test('one clinic never sees, changes or attaches to what is another clinic’s (H-11)', async () => {
      const [mine, theirs] = [await enrolled(store), await enrolled(store)];
      const all = oneOfEach(theirs.clinic, theirs.actor);
      await store.transaction(theirs.clinic.id, (records) => saveAll(records, Object.values(all)));
      await store.transaction(mine.clinic.id, async (records) => {
        for (const record of Object.values(all)) {
          expect(await records.latest(record.kind, record.id)).toBeUndefined();
          expect(await records.history(record.kind, record.id)).toEqual([]);
        }
        expect(await records.patients()).toEqual([]);
        expect(await records.visitsOf(all.patient.id)).toEqual([]);
        expect(await records.rankingsOf(all.visit.id)).toEqual([]);
        expect(await records.partsOf(all.patient.id)).toEqual([]);
        const stolen = { ...all.visit, id: id<VisitId>(), clinicId: mine.clinic.id, by: mine.actor.id };
        expect(await records.save(stolen)).toBe('orphan');
        // The same id may exist in both clinics: keys begin with the clinic.
        const own = { ...all.patient, clinicId: mine.clinic.id, by: mine.actor.id, label: 'Ours' };
        expect(await records.save(own)).toBe('saved');
      });
      await expect(
        store.transaction(mine.clinic.id, (records) => records.save(next(all.patient))),
      ).rejects.toThrow();
      await store.transaction(theirs.clinic.id, async (records) => {
        expect(await records.latest('patient', all.patient.id)).toEqual(all.patient);
      });
    });

    test('patients are listed with their visits, those seen last first', async () => {
      const { clinic, actor } = await enrolled(store);
      const [a, b, c] = [oneOfEach(clinic, actor), oneOfEach(clinic, actor), oneOfEach(clinic, actor)];
      const visits = [
        { ...a.visit, day: '2030-01-02' as Day },
        { ...a.visit, id: id<VisitId>(), day: '2030-03-01' as Day },
        { ...b.visit, day: '2030-02-01' as Day },
      ];
      await store.transaction(clinic.id, async (records) => {
        await saveAll(records, [
          a.patient,
          b.patient,
          c.patient,
          ...visits,
          next(visits[2]!, { day: '2031-01-01' as Day }),
        ]);
        expect(await records.patients()).toEqual([
          { patient: b.patient, visits: 1, lastVisit: '2031-01-01' },
          { patient: a.patient, visits: 2, lastVisit: '2030-03-01' },
          { patient: c.patient, visits: 0 },
        ]);
        expect((await records.visitsOf(a.patient.id)).map((v) => v.day)).toEqual([
          '2030-03-01',
          '2030-01-02',
        ]);
      });
    });

    test('rankings of a visit come oldest first', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient, visit, ranking } = oneOfEach(clinic, actor);
      const later = { ...ranking, id: id<RankingId>(), at: '2030-01-02T03:04:05.679Z' as Instant };
      await store.transaction(clinic.id, async (records) => {
        await saveAll(records, [patient, visit, later, ranking]);
        expect(await records.rankingsOf(visit.id)).toEqual([ranking, later]);
      });
    });

    test('the parts of a patient are read together, each in its current version', async () => {
      const { clinic, actor } = await enrolled(store);
      const [mine, other] = [oneOfEach(clinic, actor), oneOfEach(clinic, actor)];
      const second = next(mine.background, { body: { occupation: 'retired' } });
      const ofVisit = { ...mine.background, id: id(), visitId: mine.visit.id };
      await store.transaction(clinic.id, async (records) => {
        for (const each of [mine, other]) await saveAll(records, [each.patient, each.visit, each.background]);
        await saveAll(records, [ofVisit, second]);
        expect(await records.partsOf(mine.patient.id)).toEqual([ofVisit, second]);
        expect(await records.latest('background', ofVisit.id)).toEqual(ofVisit);
        // A version of another patient's part never follows.
        expect(await records.save({ ...next(second), patientId: other.patient.id })).not.toBe('saved');
      });
    });

    test('who the patients are is listed for all, or only for whom an actor treats, nobody treats, or there is an emergency', async () => {
      const { clinic, actor } = await enrolled(store);
      const colleague: Actor = { ...actor, id: id<ActorId>() };
      await store.enrol(clinic, [colleague]);
      const all = ['mine', 'theirs', 'nobody’s'].map((family) => {
        const { patient } = oneOfEach(clinic, actor);
        const kept = { clinicId: clinic.id, version: 1, at: AT, by: actor.id };
        const identity: PartRecord<'identity'> = {
          kind: 'identity',
          id: patient.id,
          ...kept,
          patientId: patient.id,
          body: { family },
        };
        return { patient, identity };
      });
      const [mine, theirs] = all;
      if (mine === undefined || theirs === undefined) throw new Error('two patients');
      await store.transaction(clinic.id, async (records) => {
        for (const one of all) await saveAll(records, [one.patient, one.identity]);
        await records.save({ ...next(mine.identity), body: { family: 'mine, married' } });
        await records.join(mine.patient.id, actor.id, actor.id, AT);
        await records.join(theirs.patient.id, colleague.id, colleague.id, AT);
        const names = async (seenBy?: { actor: ActorId; at: Instant }) =>
          (await records.identities(seenBy)).map((i) => i.body.family).sort();
        expect(await names()).toEqual(['mine, married', 'nobody’s', 'theirs']);
        expect(await names({ actor: actor.id, at: AT })).toEqual(['mine, married', 'nobody’s']);
        await records.openEmergency({
          id: id(),
          patientId: theirs.patient.id,
          actorId: actor.id,
          reason: 'fainted in the waiting room',
          beganAt: AT,
          endsAt: '2030-01-02T04:04:05.678Z' as Instant,
        });
        expect(await names({ actor: actor.id, at: AT })).toEqual(['mine, married', 'nobody’s', 'theirs']);
        // An hour later it is over.
        const later = '2030-01-02T04:04:05.678Z' as Instant;
        expect(await names({ actor: actor.id, at: later })).toEqual(['mine, married', 'nobody’s']);
      });
      const { clinic: other } = await enrolled(store);
      await store.transaction(other.id, async (records) => expect(await records.identities()).toEqual([]));
    });

    test('an audit event is kept with the work that it tells of, and is gone with work that fails', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient } = oneOfEach(clinic, actor);
      const event = (n: number): AuditEvent => ({
        clinicId: clinic.id,
        id: id(),
        at: AT,
        by: actor.id,
        action: n % 2 === 0 ? 'read' : 'write',
        what: 'chart',
        patientId: patient.id,
        records: n % 2 === 0 ? [] : [{ kind: 'patient', id: patient.id, version: n, digest: 'd' }],
      });
      const [first, second] = [event(0), event(1)];
      await store.transaction(clinic.id, async (records) => {
        await records.audit(first);
        await records.audit(second);
      });
      const failed = store.transaction(clinic.id, async (records) => {
        await records.audit(event(2));
        throw new Error('refused');
      });
      await expect(failed).rejects.toThrow('refused');
      await store.transaction(clinic.id, async (records) => {
        expect(await records.auditOf(patient.id)).toEqual([second, first]);
        expect(await records.auditOf(id())).toEqual([]);
      });
    });

    test('a key is answered once, however many ask at the same time', async () => {
      const { clinic, actor } = await enrolled(store);
      const request: RequestKey = { actor: actor.id, key: 'k', hash: 'h', at: AT };
      const answered: Answered = { hash: 'h', status: 201, version: 1, body: '{"a":"é😀"}' };
      let effects = 0;
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, () =>
          store.transaction(clinic.id, async (records) => {
            const earlier = await records.claim(request);
            if (earlier !== 'claimed') return earlier;
            effects++;
            await records.answer(request, answered);
            return answered;
          }),
        ),
      );
      expect(outcomes).toEqual(Array.from({ length: 16 }, () => answered));
      expect(effects).toBe(1);
    });

    test('a key whose work failed is free again', async () => {
      const { clinic, actor } = await enrolled(store);
      const request: RequestKey = { actor: actor.id, key: 'k', hash: 'h', at: AT };
      const failed = store.transaction(clinic.id, async (records) => {
        await records.claim(request);
        throw new Error('refused');
      });
      await expect(failed).rejects.toThrow('refused');
      const again = await store.transaction(clinic.id, (records) => records.claim(request));
      expect(again).toBe('claimed');
    });

    test('keys of different actors and clinics are different keys', async () => {
      const [one, two] = [await enrolled(store), await enrolled(store)];
      const answered: Answered = { hash: 'h', status: 200, version: 1, body: '{}' };
      const take = (who: { clinic: Clinic; actor: Actor }) =>
        store.transaction(who.clinic.id, async (records) => {
          const request: RequestKey = { actor: who.actor.id, key: 'same', hash: 'h', at: AT };
          const earlier = await records.claim(request);
          if (earlier === 'claimed') await records.answer(request, answered);
          return earlier;
        });
      expect([await take(one), await take(two), await take(one)]).toEqual(['claimed', 'claimed', answered]);
    });

    test('a clinic that is enrolled twice is there once', async () => {
      const { clinic, actor } = await enrolled(store);
      await store.enrol(clinic, [actor]);
      expect((await store.clinics()).filter((c) => c.id === clinic.id)).toEqual([clinic]);
    });

    test('every sign and answer that the examination knows can be kept', async () => {
      const { clinic, actor } = await enrolled(store);
      const { patient, visit, findings } = oneOfEach(clinic, actor);
      const every = SIGNS.flatMap((sign) =>
        ANSWERS.map((answer, i) => ({ site: `site-${i}-left`, sign, answer })),
      );
      await store.transaction(clinic.id, async (records) => {
        await saveAll(records, [patient, visit, { ...findings, findings: every }]);
        expect((await records.latest('findings', visit.id))?.findings).toEqual(every);
      });
    });
  });
}
