import type { ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import { ANSWERS } from '../../../core/answer.ts';
import {
  classify,
  DELPHI_DEFAULT,
  type Criteria,
  type DelphiSettings,
} from '../../../core/examine/criteria.ts';
import {
  CRITERIA_IDS,
  criteriaFor,
  criteriaSets,
  JAW_QUESTIONS,
  signsAt,
  type Examination,
  type JawQuestion,
} from '../../../core/examine/examination.ts';
import { wouldSettle } from '../../../core/examine/settle.ts';
import type { ExaminationSign } from '../../../core/examine/signs.ts';
import type { Answers, QuestionId } from '../../../core/logic.ts';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { StatusBadge } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { ANSWER_WORDS, SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Notice } from '../../ui/states.tsx';
import type { ExaminationWork } from './use-examination.ts';
import { verdictIn, words } from './words.ts';

interface JudgementProps {
  readonly site: Site;
  readonly exam: ExaminationWork;
  readonly atlas: Atlas;
  readonly nerveSigns: boolean;
  readonly onNerves: () => void;
}

/** What the criteria make of the site, by which rule, and which sign would settle it. */
export function Judgement({ site, exam, atlas, nerveSigns, onNerves }: JudgementProps): ReactElement {
  const { findings, examination } = exam.found;
  const signs = signsAt(site.id, findings, examination);
  const criteria = criteriaFor(examination, site.muscle.id);
  const { verdict } = classify(criteria, signs);
  return (
    <div className="judgement" data-verdict={verdict}>
      <p className="judgement__verdict" aria-live="polite">
        <span className="verdict" data-verdict={verdict}>
          {verdictIn(verdict, criteria.id)}
        </span>
        <span>{criteria.name}</span>
      </p>
      <p className="judgement__rule">
        {criteria.rule} <StatusBadge status={criteria.status} />
      </p>
      <Settle criteria={criteria} signs={signs} />
      {nerveSigns && (
        <Notice tone="danger">
          {words.judge.nerve}{' '}
          <Button look="quiet" onPress={onNerves}>
            {words.judge.nerveTo}
          </Button>
        </Notice>
      )}
      <Expander title={words.judge.title}>
        <Choices examination={examination} site={site} signs={signs} atlas={atlas} exam={exam} />
      </Expander>
    </div>
  );
}

const nameOf = (sign: QuestionId): string =>
  sign in SIGN_WORDS ? SIGN_WORDS[sign as ExaminationSign].name : words.jaw[sign as JawQuestion];

/** Settling signs shown: more is a list that nobody reads. */
const MOST_SETTLE = 2;

function Settle({
  criteria,
  signs,
}: {
  readonly criteria: Criteria;
  readonly signs: Answers;
}): ReactElement | null {
  const { verdict, missing } = classify(criteria, signs);
  if (verdict !== 'not-enough-known') return null;
  const would = wouldSettle(criteria, signs).slice(0, MOST_SETTLE);
  if (would.length === 0)
    return <p className="judgement__settle">{words.judge.missing(missing.map(nameOf).join(', '))}</p>;
  return (
    <div className="judgement__settle">
      <p>{words.judge.settle}</p>
      <ul>
        {would.map(({ sign, ifPresent, ifAbsent }) => (
          <li key={sign}>
            {words.judge.each(
              nameOf(sign),
              verdictIn(ifPresent, criteria.id),
              verdictIn(ifAbsent, criteria.id),
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ChoicesProps {
  readonly examination: Examination;
  readonly site: Site;
  readonly signs: Answers;
  readonly atlas: Atlas;
  readonly exam: ExaminationWork;
}

/** The choices of this visit, and what the other sets say of the same signs. */
function Choices({ examination, site, signs, atlas, exam }: ChoicesProps): ReactElement {
  const settings = examination.delphi ?? DELPHI_DEFAULT;
  const sets = criteriaSets(examination);
  const change = (more: Partial<Examination>): void =>
    exam.change((found) => ({ ...found, examination: { ...found.examination, ...more } }));
  const setDelphi = (delphi: DelphiSettings): void => change({ delphi });
  const others = CRITERIA_IDS.filter(
    (id) =>
      id !== criteriaFor(examination, site.muscle.id).id &&
      (sets[id].muscles === undefined || sets[id].muscles.includes(site.muscle.id)),
  );
  return (
    <div className="choices">
      <p>{words.judge.by}</p>
      <Segmented
        label={words.judge.by}
        options={CRITERIA_IDS.map((id) => ({ id, text: words.criteria[id] }))}
        value={examination.criteria}
        onChange={(criteria) => change({ criteria })}
      />
      {examination.criteria === 'delphi-2018' && (
        <>
          <p>{words.judge.threshold}</p>
          <Segmented
            label={words.judge.threshold}
            options={(['2', '3'] as const).map((id) => ({ id, text: words.judge.thresholds[id] }))}
            value={settings.threshold === 2 ? '2' : '3'}
            onChange={(id) => setDelphi({ ...settings, threshold: id === '2' ? 2 : 3 })}
          />
          <p>{words.judge.within}</p>
          <Segmented
            label={words.judge.within}
            options={(['yes', 'no'] as const).map((id) => ({ id, text: words.judge.withinWords[id] }))}
            value={settings.spotInBand ? 'yes' : 'no'}
            onChange={(id) => setDelphi({ ...settings, spotInBand: id === 'yes' })}
          />
          <p className="choices__text">{words.judge.thresholdText}</p>
        </>
      )}
      {examination.criteria === 'dc-tmd-myalgia' && (
        <>
          <p className="choices__text">{words.judge.jawOnly}</p>
          {JAW_QUESTIONS.map((id) => (
            <div key={id}>
              <p>{words.jaw[id]}</p>
              <Segmented
                label={words.jaw[id]}
                options={ANSWERS.map((a) => ({ id: a, text: ANSWER_WORDS[a] }))}
                value={examination.jaw?.[id] ?? 'unknown'}
                onChange={(answer) => change({ jaw: { ...examination.jaw, [id]: answer } })}
              />
            </div>
          ))}
        </>
      )}
      <p>{words.judge.other}</p>
      <ul className="choices__others">
        {others.map((id) => (
          <li key={id}>
            {sets[id].name}: {verdictIn(classify(sets[id], signs).verdict, id).toLowerCase()}
          </li>
        ))}
      </ul>
      <p className="choices__text">{words.judge.notPain}</p>
      <SourceList facts={Object.values(sets)} sources={atlas.sources} />
    </div>
  );
}
