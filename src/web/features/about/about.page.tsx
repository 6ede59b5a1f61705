import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { CONTENT_VERSION } from '../../../content/version.ts';
import { ENGINE_VERSION } from '../../../core/localise/localise.ts';
import { SHIPPED_PARAMETERS } from '../../../core/localise/parameters.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { SourceLine } from '../../ui/facts/source-line.tsx';
import { words } from './words.ts';
import './about.css';

/** What it is for, who it is for, what it cannot do, which versions these are, and on what they rest. */
export function AboutPage(): ReactElement {
  return (
    <article className="about">
      <header>
        <h1>{words.title}</h1>
        <p className="page__lead">{words.lead}</p>
      </header>
      <Section title={words.use} lines={words.useText} />
      <Section title={words.users} lines={words.usersText} />
      <section className="about__limits">
        <h2>{words.limits}</h2>
        <ul>
          {words.limitsText.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <Section title={words.stop} lines={[words.stopText]} />
      <section>
        <h2>{words.versions}</h2>
        <dl className="number">
          <Version name={words.app} value={__APP_VERSION__} />
          <Version name={words.atlas} value={CONTENT_VERSION} />
          <Version name={words.engine} value={ENGINE_VERSION} />
          <Version name={words.parameters} value={SHIPPED_PARAMETERS.version} />
        </dl>
      </section>
      <Section title={words.licence} lines={[words.licenceText]} />
      <section>
        <h2>{words.sources}</h2>
        <p>{words.sourcesText}</p>
        <Sources />
      </section>
    </article>
  );
}

function Section({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly string[];
}): ReactElement {
  return (
    <section>
      <h2>{title}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

function Version({ name, value }: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Sources(): ReactElement {
  const atlas = useQuery(atlasQuery);
  if (atlas.data === undefined)
    return atlas.error === null ? <Loading what={words.loading} /> : <Failed title={words.failed} />;
  return (
    <ul className="about__sources">
      {atlas.data.sources.map((source) => (
        <li key={source.id}>
          <SourceLine source={source} />
        </li>
      ))}
    </ul>
  );
}
