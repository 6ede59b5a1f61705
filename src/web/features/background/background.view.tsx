import type { ReactElement, ReactNode } from 'react';
import { questions } from '../../../content/decide/rules.ts';
import type { Background } from '../../../core/decide/background.ts';
import type { Episodes } from '../../../core/decide/care-episodes.ts';
import { BACKGROUND_SECTIONS, notAsked, type BackgroundSection } from '../../../core/decide/gaps.ts';
import type { Day } from '../../../kit/time.ts';
import { TextField } from '../../ui/text-field.tsx';
import { Care, Factors } from './care.tsx';
import { CheckBox } from './check-box.tsx';
import { Conditions, Pregnancy } from './conditions.tsx';
import { EpisodesSection } from './episodes.tsx';
import { Allergies, Illnesses, Reactions, Surgeries } from './history-lists.tsx';
import { Measures } from './measures.tsx';
import { Medicines } from './medicines.tsx';
import { withFields, written, type Change } from './with-fields.ts';
import { words } from './words.ts';
import './background.css';

interface BackgroundViewProps {
  readonly background: Background;
  readonly episodes: Episodes;
  readonly today: Day;
  readonly isMinor: boolean;
  readonly onBackground: (background: Background) => void;
  readonly onEpisodes: (episodes: Episodes) => void;
  readonly newId: () => string;
  /** How safe the work is. */
  readonly status: ReactNode;
}

const STAYING = questions.filter((q) => q.stays === true).map((q) => q.id);

/** Everything that stays with the person, in sections that can be filled from top to bottom with the keyboard alone. */
export function BackgroundView(props: BackgroundViewProps): ReactElement {
  const { background, episodes, today } = props;
  const change = (fields: Change<Background>): void => props.onBackground(withFields(background, fields));
  const open = notAsked(background, episodes, STAYING);
  const section = (id: BackgroundSection, children: ReactNode): ReactElement => (
    <Section id={id} isOpen={open.includes(id)}>
      {children}
    </Section>
  );
  return (
    <article className="background">
      <header className="background__head">
        <div>
          <h1>{words.background.title}</h1>
          <p className="page__lead">{words.background.lead}</p>
        </div>
        {props.status}
      </header>
      <nav className="background__jump" aria-label={words.background.jump}>
        <p>{words.background.left(open.length)}</p>
        <ul>
          {BACKGROUND_SECTIONS.map((id) => (
            <li key={id}>
              <a href={`#section-${id}`} data-open={open.includes(id) ? '' : undefined}>
                {TITLES[id]}
                {open.includes(id) && <span className="hidden-visually">: {words.asked.not}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="background__sections">
        {section(
          'episode',
          <EpisodesSection value={episodes} today={today} onChange={props.onEpisodes} newId={props.newId} />,
        )}
        {section(
          'medicines',
          <Medicines
            value={background.medicines}
            today={today}
            onChange={(medicines) => change({ medicines })}
          />,
        )}
        {section(
          'allergies',
          <Allergies
            value={background.allergies}
            today={today}
            onChange={(allergies) => change({ allergies })}
          />,
        )}
        {section('measures', <Measures background={background} today={today} onChange={change} />)}
        {section(
          'conditions',
          <>
            <Conditions
              value={background.conditions}
              today={today}
              onChange={(conditions) => change({ conditions })}
            />
            <Illnesses
              value={background.illnesses}
              today={today}
              onChange={(illnesses) => change({ illnesses })}
            />
          </>,
        )}
        {section(
          'pregnancy',
          <>
            <Pregnancy background={background} today={today} onChange={change} />
            {props.isMinor && (
              <CheckBox
                label={words.pregnancy.guardian}
                isChecked={background.guardianConsented === true}
                onChange={(is) => change({ guardianConsented: is ? true : undefined })}
              />
            )}
          </>,
        )}
        {section(
          'surgery',
          <Surgeries value={background.surgery} today={today} onChange={(surgery) => change({ surgery })} />,
        )}
        {section(
          'reactions',
          <Reactions
            value={background.reactions}
            today={today}
            onChange={(reactions) => change({ reactions })}
          />,
        )}
        {section(
          'life',
          <>
            <TextField
              label={words.life.occupation}
              value={background.occupation ?? ''}
              onChange={(occupation) => change({ occupation: written(occupation) })}
              maxLength={200}
            />
            <Factors value={background.factors} today={today} onChange={(factors) => change({ factors })} />
          </>,
        )}
        {section(
          'care',
          <Care value={background.careTried} today={today} onChange={(careTried) => change({ careTried })} />,
        )}
      </div>
    </article>
  );
}

const TITLES: Readonly<Record<BackgroundSection, string>> = {
  episode: words.episode.title,
  medicines: words.medicines.title,
  allergies: words.allergies.title,
  measures: words.measures.title,
  conditions: words.conditions.title,
  pregnancy: words.pregnancy.title,
  surgery: words.surgery.title,
  reactions: words.reactions.title,
  life: words.life.title,
  care: words.care.title,
};

function Section({
  id,
  isOpen,
  children,
}: {
  readonly id: BackgroundSection;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section
      id={`section-${id}`}
      className="card background__section"
      aria-labelledby={`title-${id}`}
      data-open={isOpen ? '' : undefined}
    >
      <h2 id={`title-${id}`}>{TITLES[id]}</h2>
      {children}
    </section>
  );
}
