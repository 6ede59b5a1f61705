import type { ReactElement } from 'react';
import type { Paper } from '../../core/paper.ts';
import './paper.css';

interface PaperViewProps {
  readonly paper: Paper;
  /** Level of its title among the headings of the page. */
  readonly level?: 2 | 3;
}

/** A document on the screen: the same headings and sentences as on paper, and nothing else when it is printed. */
export function PaperView({ paper, level = 2 }: PaperViewProps): ReactElement {
  const [Title, Heading] = level === 2 ? (['h2', 'h3'] as const) : (['h3', 'h4'] as const);
  return (
    <article className="paper" aria-label={paper.title} lang={paper.language}>
      <Title className="paper__title">{paper.title}</Title>
      {paper.sections.map(({ title, lines }, i) => (
        // Two sections may have one title, and none ever moves.
        <section key={i}>
          <Heading>{title}</Heading>
          {lines.map((line, k) => (
            <p key={k}>
              <bdi>{line}</bdi>
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}
