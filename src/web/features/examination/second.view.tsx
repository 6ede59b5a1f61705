import { useMemo, useState, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import { ANSWERS, type Answer } from '../../../core/answer.ts';
import { agreement, LEAST_PAIRS, type AnsweredTwice } from '../../../core/examine/agreement.ts';
import type { SecondExamination } from '../../../core/examine/examination.ts';
import { EXAMINATION_SIGNS, type ExaminationSign } from '../../../core/examine/signs.ts';
import { Button } from '../../ui/button.tsx';
import { ANSWER_WORDS, SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Empty, Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { answerAt, type Found } from './edit.ts';
import type { ExaminationWork } from './use-examination.ts';
import { words } from './words.ts';

interface SecondProps {
  readonly exam: ExaminationWork;
  readonly atlas: Atlas;
}

/** A second examiner, blind to the first; when done, how far the two agree. */
export function SecondExaminer({ exam, atlas }: SecondProps): ReactElement {
  const { second } = exam.found.examination;
  const [name, setName] = useState('');
  const set = (next: SecondExamination): void =>
    exam.change((found) => ({ ...found, examination: { ...found.examination, second: next } }));
  return (
    <section className="second card" aria-labelledby="second-title">
      <h2 id="second-title">{words.second.title}</h2>
      <p className="points__text">{words.second.text}</p>
      {second === undefined && exam.judged.length === 0 && <Empty title={words.second.none} />}
      {second === undefined && exam.judged.length > 0 && (
        <form
          className="movement__own"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') set({ examiner: name.trim(), found: [], isDone: false });
          }}
        >
          <TextField label={words.second.name} value={name} onChange={setName} maxLength={120} />
          <Button type="submit" look="main">
            {words.second.start}
          </Button>
        </form>
      )}
      {second?.isDone === false && <Blind second={second} exam={exam} atlas={atlas} onChange={set} />}
      {second?.isDone === true && (
        <>
          <Report second={second} found={exam.found} />
          <Button onPress={() => set({ ...second, isDone: false })}>{words.second.again}</Button>
        </>
      )}
    </section>
  );
}

interface BlindProps extends SecondProps {
  readonly second: SecondExamination;
  readonly onChange: (next: SecondExamination) => void;
}

/** The second's own answers and nothing of the first's. */
function Blind({ second, exam, atlas, onChange }: BlindProps): ReactElement {
  const sites = useMemo(() => new Map(atlas.sites.map((s) => [s.id, s])), [atlas]);
  const answer = (site: SiteId, sign: ExaminationSign, given: Answer): void => {
    const others = second.found.filter((f) => f.site !== site || f.sign !== sign);
    onChange({
      ...second,
      found: given === 'unknown' ? others : [...others, { site, sign, answer: given }],
    });
  };
  return (
    <>
      {exam.judged.map(({ site: id }) => {
        const site = sites.get(id);
        return site === undefined ? null : (
          <div key={id} className="second__site">
            <h3>{siteName(site)}</h3>
            {EXAMINATION_SIGNS.map((sign) => (
              <div key={sign} className="autonomic__row">
                <p>{SIGN_WORDS[sign].name}</p>
                <Segmented
                  label={`${SIGN_WORDS[sign].name}, ${siteName(site)}`}
                  options={ANSWERS.map((a) => ({ id: a, text: ANSWER_WORDS[a] }))}
                  value={second.found.find((f) => f.site === id && f.sign === sign)?.answer ?? 'unknown'}
                  onChange={(given) => answer(id, sign, given)}
                />
              </div>
            ))}
          </div>
        );
      })}
      <Button look="main" onPress={() => onChange({ ...second, isDone: true })}>
        {words.second.done}
      </Button>
    </>
  );
}

function Report({
  second,
  found,
}: {
  readonly second: SecondExamination;
  readonly found: Found;
}): ReactElement {
  const pairs = second.found.flatMap(({ site, sign, answer }): readonly AnsweredTwice[] => {
    const first = answerAt(found, site, sign);
    return first === 'unknown' ? [] : [{ site, sign, first, second: answer }];
  });
  const rows = [
    { name: words.second.agreement, pairs },
    ...EXAMINATION_SIGNS.map((sign) => ({
      name: SIGN_WORDS[sign].name,
      pairs: pairs.filter((p) => p.sign === sign),
    })).filter((r) => r.pairs.length > 0),
  ];
  return (
    <>
      <Notice tone="calm">
        {words.second.few} {words.second.pooled}
      </Notice>
      <table className="sides">
        <thead>
          <tr>
            <th scope="col">{words.second.sign}</th>
            <th scope="col">{words.second.both}</th>
            <th scope="col">{words.second.same}</th>
            <th scope="col">{words.second.kappa}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, pairs: of }) => {
            const { n, same, kappa, interval } = agreement(of);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="number">{n}</td>
                <td className="number">{same}</td>
                <td className="number">
                  {kappa === undefined || interval === undefined
                    ? n < LEAST_PAIRS
                      ? words.second.tooFew(LEAST_PAIRS)
                      : words.second.noKappa
                    : `${kappa.toFixed(2)} (${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
