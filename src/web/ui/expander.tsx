import { useState, type ReactElement, type ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import './expander.css';

interface ExpanderProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly level?: 3 | 4;
}

/** Something that is there on demand: a heading that opens what stands beneath it. Closed, it costs nothing. */
export function Expander({ title, children, level = 3 }: ExpanderProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure className="expander" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={level}>
        <Button slot="trigger">
          <Chevron />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>{isOpen && children}</DisclosurePanel>
    </Disclosure>
  );
}

/** Points to what can be opened. */
export function Chevron(): ReactElement {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="chevron">
      <path d="M6 3.5 10.5 8 6 12.5" />
    </svg>
  );
}
