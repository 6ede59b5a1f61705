import { medicines } from '../../../content/decide/medicines.ts';
import { latestOn, weightOn, WEIGHT_HOLDS, type Background } from '../../../core/decide/background.ts';
import { answersOfVisit } from '../../../core/decide/visit-candidacy.ts';
import type { AnyPart, Patient } from '../../../core/episode.ts';
import { ageOn, bornOn, disagrees, type Identity } from '../../../core/identity.ts';
import type { Day } from '../../../kit/time.ts';
import { partOf } from '../../api/parts.ts';
import { words } from './words.ts';

/** One thing that must not be missed about a patient. `unknown` is shown as such and never as "no". */
export interface Fact {
  readonly id: string;
  readonly text: string;
  readonly tone: 'alert' | 'unknown' | 'plain';
}

/** What stands at the top of every page about a patient. */
export function factsAbout(
  patient: Patient,
  parts: readonly AnyPart[] | undefined,
  identity: Identity | undefined,
  today: Day,
): readonly Fact[] {
  return [
    ...whoFacts(patient, identity, today),
    ...(parts === undefined ? [] : chartFacts(patient, parts, today)),
  ];
}

function whoFacts(patient: Patient, identity: Identity | undefined, today: Day): readonly Fact[] {
  const born = bornOn(identity, patient.birthYear);
  const isExact = identity?.born !== undefined;
  const facts: Fact[] = [
    {
      id: 'age',
      text:
        born === undefined
          ? words.bornUnknown
          : isExact
            ? words.bornOn(born, ageOn(born, today))
            : words.born(Number(born.slice(0, 4))),
      tone: 'plain',
    },
  ];
  if (identity?.sex !== undefined) facts.push({ id: 'sex', text: words.sexes[identity.sex], tone: 'plain' });
  if (identity !== undefined && disagrees(identity, patient.birthYear))
    facts.push({ id: 'disagrees', text: words.disagrees, tone: 'alert' });
  if (identity?.interpreter === true)
    facts.push({ id: 'interpreter', text: words.interpreter(identity.language), tone: 'plain' });
  return facts;
}

function chartFacts(patient: Patient, parts: readonly AnyPart[], today: Day): readonly Fact[] {
  const background = partOf(parts, 'background', patient.id)?.body ?? {};
  const answers = answersOfVisit({ background, sites: [], today }, medicines);
  const of = (id: string, said: { readonly yes: string; readonly unknown: string }): readonly Fact[] => {
    const answer = answers.get(id) ?? 'unknown';
    if (answer === 'absent') return [];
    return [
      {
        id,
        text: answer === 'present' ? said.yes : said.unknown,
        tone: answer === 'present' ? 'alert' : 'unknown',
      },
    ];
  };
  return [
    weightFact(background, today),
    allergyFact(background),
    ...of('anticoagulant', words.anticoagulant),
    ...of('antiplatelet', { yes: words.antiplatelet, unknown: '' }).filter((f) => f.tone === 'alert'),
    ...of('pregnant', words.pregnant),
    ...ALERTS.flatMap((id) =>
      of(id, { yes: words.alerts[id], unknown: '' }).filter((f) => f.tone === 'alert'),
    ),
  ];
}

/** Conditions that stop or change what a needle or a current may do: always in sight. */
const ALERTS = [
  'bleeding-disorder',
  'electronic-implant',
  'heart-valve',
  'needle-fear',
  'bad-reaction-before',
] as const;

function weightFact(background: Background, today: Day): Fact {
  const latest = latestOn(background.weights, today);
  if (latest === undefined) return { id: 'weight', text: words.weightUnknown, tone: 'unknown' };
  const counts = weightOn(background, today) !== undefined;
  return {
    id: 'weight',
    text: counts
      ? words.weight(latest.value, latest.day)
      : words.weightOld(latest.value, latest.day, WEIGHT_HOLDS),
    tone: counts ? 'plain' : 'unknown',
  };
}

function allergyFact({ allergies }: Background): Fact {
  const text = words.allergies(allergies?.list.map((a) => a.to));
  const tone = allergies === undefined ? 'unknown' : allergies.list.length > 0 ? 'alert' : 'plain';
  return { id: 'allergies', text, tone };
}
