import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ANSWERS, type Answer } from '../../../core/answer.ts';
import { SIGNS, type Sign, type SiteFinding } from '../../../core/localise/request.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { words } from './words.ts';

interface ExaminationProps {
  readonly about: string;
  readonly findings: readonly SiteFinding[];
  /** Where the other signs are recorded; absent when there is no visit. */
  readonly visitId: string | undefined;
  readonly onAnswer: (sign: Sign, answer: Answer) => void;
}

/** The five signs that move the ranking, each present, absent or unknown. Unknown is where each begins, and is not absent. */
export function Examination({ about, findings, visitId, onAnswer }: ExaminationProps): ReactElement {
  return (
    <div className="examination" role="group" aria-label={`${words.site.findings}: ${about}`}>
      {SIGNS.map((sign) => (
        <div key={sign} className="examination__sign">
          <div>
            <p className="examination__name">{words.signs[sign].name}</p>
            <p className="examination__help">{words.signs[sign].help}</p>
          </div>
          <div className="examination__answer">
            <Segmented
              label={`${words.signs[sign].name}, ${about}`}
              options={ANSWERS.map((answer) => ({
                id: answer,
                text: <span data-answer={answer}>{words.answers[answer]}</span>,
              }))}
              value={findings.find((f) => f.sign === sign)?.answer ?? 'unknown'}
              onChange={(answer) => onAnswer(sign, answer)}
            />
          </div>
        </div>
      ))}
      {visitId !== undefined && (
        <p className="examination__help">
          {words.site.otherSigns}{' '}
          <Link to="/visits/$visitId/examination" params={{ visitId }}>
            {words.site.examination}
          </Link>
        </p>
      )}
    </div>
  );
}
