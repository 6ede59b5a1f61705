import { sql } from 'kysely';
import type { ActorId } from '../../core/episode.ts';
import type { DoubleCount } from '../../core/examine/rates-review.ts';
import type { AcceptedRates } from '../../core/localise/accepted-rates.ts';
import type { Sign } from '../../core/localise/request.ts';
import type { RatesDecision } from '../../core/rates-decision.ts';
import type { Records } from '../store.ts';
import type { Session } from './engine.ts';
import { db, firstOf, rowsOf, written } from './query.ts';
import type { Tables } from './tables.ts';

type RatesRecords = Pick<Records, 'doubleExaminations' | 'ratesDecisions' | 'decideRates'>;

/** The part of `Records` about two examiners and the rates of signs. */
export function ratesOn(session: Session, clinic: string): RatesRecords {
  const decisions = db
    .selectFrom('rates_decision')
    .selectAll()
    .where('clinic_id', '=', clinic)
    .orderBy('number');
  return {
    doubleExaminations: async () => {
      const { sql: text, parameters } = pairsOf(clinic).compile(db);
      const { rows } = await session.query(text, parameters);
      return rows.map((row): DoubleCount => ({
        sign: String(row['sign']) as Sign,
        table: [Number(row['both']), Number(row['first']), Number(row['second']), Number(row['neither'])],
        visits: Number(row['visits']),
      }));
    },
    ratesDecisions: async () => (await rowsOf(session, decisions)).map(decisionFrom),
    decideRates: async ({ number, rates, by, name, at }) => {
      // Whoever decides next after a decision that another has just made is told.
      const last = decisions.clearOrderBy().orderBy('number', 'desc').limit(1);
      if (((await firstOf(session, last))?.number ?? 0) !== number - 1) return 'conflict';
      const insert = db
        .insertInto('rates_decision')
        .values({
          clinic_id: clinic,
          number,
          rates: rates === undefined ? null : JSON.stringify(rates),
          decided_by: by,
          decider: name,
          decided_at: at,
        })
        .onConflict((c) => c.columns(['clinic_id', 'number']).doNothing());
      return (await written(session, insert)) === 1 ? 'saved' : 'conflict';
    },
  };
}

/**
 * Pairs of answers, counted by sign. An examination counts as the second left it when they first said to be done: from
 * then on each sees the other's answers. The first's are those that were kept by that moment.
 */
const pairsOf = (clinic: string) => sql<Record<string, unknown>>`
  select s.sign,
         count(*) filter (where f.answer = 'present' and s.answer = 'present') as both,
         count(*) filter (where f.answer = 'present' and s.answer = 'absent') as first,
         count(*) filter (where f.answer = 'absent' and s.answer = 'present') as second,
         count(*) filter (where f.answer = 'absent' and s.answer = 'absent') as neither,
         count(distinct h.id) as visits
  from chart_part h
  join patient p on p.clinic_id = h.clinic_id and p.id = h.patient_id
  join patient_version w on w.clinic_id = p.clinic_id and w.id = p.id and w.version = p.version
  cross join lateral (
    select v.written_at, v.body -> 'second' -> 'found' as found
    from chart_part_version v
    where v.clinic_id = h.clinic_id and v.kind = h.kind and v.id = h.id
      and v.body -> 'second' ->> 'isDone' = 'true'
    order by v.version limit 1
  ) d
  cross join lateral (
    select max(v.version) as version from findings_version v
    where v.clinic_id = h.clinic_id and v.id = h.id and v.written_at <= d.written_at
  ) b
  cross join lateral jsonb_to_recordset(d.found) as s (site text, sign text, answer text)
  join finding f on f.clinic_id = h.clinic_id and f.id = h.id and f.version = b.version
    and f.site = s.site and f.sign = s.sign
  where h.clinic_id = ${clinic} and h.kind = 'examination' and not w.synthetic
    and f.answer in ('present', 'absent') and s.answer in ('present', 'absent')
  group by s.sign
  order by s.sign`;

const decisionFrom = (row: Tables['rates_decision']): RatesDecision => ({
  number: row.number,
  // The driver has read the JSON; the table's type is what is written.
  ...(row.rates === null ? {} : { rates: row.rates as unknown as AcceptedRates }),
  by: row.decided_by as ActorId,
  name: row.decider,
  at: row.decided_at,
});
