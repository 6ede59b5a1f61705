import type { Answer } from '../answer.ts';
import type { Parameters, SignRates } from './parameters.ts';
import type { Sign } from './request.ts';

/** P(these answers | what the site is). */
export interface Likelihood {
  readonly active: number;
  readonly latent: number;
  readonly none: number;
}

/** What was found at one site: sign and answer, `unknown` ones included or not. */
export type Answers = readonly { readonly sign: Sign; readonly answer: Answer }[];

/** Nothing was found out. */
export const NO_EXAMINATION: Likelihood = { active: 1, latent: 1, none: 1 };

/**
 * Likelihood of what one palpation answered.
 *
 * Signs at one site are not independent: a finger beside the site, or a patient who is sore everywhere, moves all
 * of them together. One hidden skill factor stands for that. With probability `skill` the palpation told about the
 * site and the signs are independent given what it is; otherwise they are independent of it, at their `uninformed`
 * rates. The informed rates are set so that each sign by itself keeps its stated rates exactly.
 */
export function likelihood(parameters: Parameters, answers: Answers): Likelihood {
  const known = answers.filter(({ answer }) => answer !== 'unknown');
  return together(
    parameters.skill.value,
    known.map(({ sign, answer }) => ({
      rates: ratesOf(parameters, sign),
      isPresent: answer === 'present',
    })),
  );
}

/** One answer with the rates at which it is present. */
export interface Answered {
  readonly rates: Omit<SignRates, 'sign' | 'source' | 'status'>;
  readonly isPresent: boolean;
}

/** Likelihood of several answers about one cause that one hidden skill factor holds together. */
export function together(skill: number, answers: readonly Answered[]): Likelihood {
  if (answers.length === 0) return NO_EXAMINATION;
  const given = (state: 'active' | 'latent' | 'none'): number => {
    let [informed, uninformed] = [skill, 1 - skill];
    for (const { rates, isPresent } of answers) {
      const rate = (rates[state] - (1 - skill) * rates.uninformed) / skill;
      informed *= isPresent ? rate : 1 - rate;
      uninformed *= isPresent ? rates.uninformed : 1 - rates.uninformed;
    }
    return informed + uninformed;
  };
  return { active: given('active'), latent: given('latent'), none: given('none') };
}

/** The rates of one sign. Throws when the parameters lack it: they are ours. */
export function ratesOf(parameters: Parameters, sign: Sign): SignRates {
  const rates = parameters.signs.find((row) => row.sign === sign);
  if (rates === undefined) throw new Error(`parameters ${parameters.version} have no rates for ${sign}`);
  return rates;
}

/** P(answers | not active), for a site that is latent with the given probability when not active. */
export function whenInactive({ latent, none }: Likelihood, pLatent: number): number {
  return (1 - pLatent) * none + pLatent * latent;
}
