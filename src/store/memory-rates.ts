import type { EpisodeRecord, Findings, PartRecord, Patient } from '../core/episode.ts';
import { tableOf, type AnsweredTwice } from '../core/examine/agreement.ts';
import type { DoubleCount } from '../core/examine/rates-review.ts';
import { SIGNS } from '../core/localise/request.ts';
import type { RatesDecision } from '../core/rates-decision.ts';
import type { Records } from './store.ts';

/** What decides about rates of signs, in memory. */
export interface RatesShelf {
  /** Oldest first. */
  readonly rates: RatesDecision[];
}

type Versions = (kind: 'patient' | 'findings' | 'examination', id: string) => readonly EpisodeRecord[];
type RatesRecords = Pick<Records, 'doubleExaminations' | 'ratesDecisions' | 'decideRates'>;

/** The part of `Records` about two examiners and the rates of signs. */
export function ratesOn(
  { rates }: RatesShelf,
  examinations: () => readonly PartRecord<'examination'>[],
  versions: Versions,
): RatesRecords {
  return {
    doubleExaminations: () => {
      const visits = examinations().map((current) => pairsAt(current, versions));
      const counts = SIGNS.flatMap((sign): readonly DoubleCount[] => {
        const pairs = visits.map((visit) => visit.filter((pair) => pair.sign === sign));
        const seen = pairs.filter((visit) => visit.length > 0).length;
        return seen === 0 ? [] : [{ sign, table: tableOf(pairs.flat()), visits: seen }];
      });
      return Promise.resolve(counts.sort((a, b) => (a.sign < b.sign ? -1 : 1)));
    },
    ratesDecisions: () => Promise.resolve([...rates]),
    decideRates: (decision) => {
      if (decision.number !== rates.length + 1) return Promise.resolve('conflict');
      rates.push(JSON.parse(JSON.stringify(decision)) as RatesDecision);
      return Promise.resolve('saved');
    },
  };
}

function pairsAt({ id, patientId }: PartRecord<'examination'>, versions: Versions): readonly AnsweredTwice[] {
  const patient = versions('patient', patientId).at(-1) as Patient | undefined;
  const all = versions('examination', id) as readonly PartRecord<'examination'>[];
  const done = all.find(({ body }) => body.second?.isDone === true);
  const second = done?.body.second;
  if (done === undefined || second === undefined || patient?.synthetic === true) return [];
  const found = (versions('findings', id) as readonly Findings[]).filter(({ at }) => at <= done.at).at(-1);
  return second.found.flatMap(({ site, sign, answer }): readonly AnsweredTwice[] => {
    const first = found?.findings.find((f) => f.site === site && f.sign === sign)?.answer;
    return first === undefined || first === 'unknown' ? [] : [{ site, sign, first, second: answer }];
  });
}
