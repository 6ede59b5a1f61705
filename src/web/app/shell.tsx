import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { imagingReads } from '../api/imaging.ts';
import { sessionReads } from '../api/session.ts';
import { HeatRamps } from '../ui/body-map/heat-ramps.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { THEMES, useTheme } from '../ui/theme.ts';
import { AccountMenu } from './account-menu.tsx';
import { Gate } from './gate.tsx';
import { words } from './words.ts';
import './shell.css';

/** What stands around every page: name, ways, appearance, and at its foot what the product is not. */
export function Shell(): ReactElement {
  const [theme, setTheme] = useTheme();
  return (
    <div className="shell">
      <a className="shell__skip" href="#content">
        {words.skip}
      </a>
      <header className="shell__top">
        <Link to="/" className="shell__name">
          <Mark />
          {words.product}
        </Link>
        <nav aria-label={words.main}>
          <Link to="/" activeOptions={{ exact: true }}>
            {words.patients}
          </Link>
          <Link to="/atlas">{words.atlas}</Link>
          <Link to="/bedside">{words.bedside}</Link>
          <UltrasoundLink />
          <Link to="/about">{words.about}</Link>
        </nav>
        <AccountMenu />
        <Segmented
          isSmall
          label={words.theme}
          options={THEMES.map((id) => ({ id, text: words.themes[id] }))}
          value={theme}
          onChange={setTheme}
        />
      </header>
      <main id="content" tabIndex={-1}>
        <Gate />
      </main>
      <footer className="shell__foot">
        <p>{words.limits}</p>
      </footer>
      <HeatRamps />
    </div>
  );
}

/** Shown to owners, who can switch the workspace on, and to all where it is on. */
function UltrasoundLink(): ReactElement | null {
  const session = useQuery(sessionReads.session).data;
  const isOpen = session?.state === 'open';
  const isOn = useQuery({ ...imagingReads.use, enabled: isOpen }).data?.isOn === true;
  const isOwner = isOpen && (session.actor.role === 'owner' || session.actor.owns === true);
  return isOn || isOwner ? <Link to="/ultrasound">{words.ultrasound}</Link> : null;
}

/** Three fibres, one of them taut around a point. */
function Mark(): ReactElement {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="shell__mark">
      <path d="M2 23C10 23 11 9.500 16 9.500S22 23 30 23" />
      <path d="M2 9C10 9 11 22.500 16 22.500S22 9 30 9" />
      <path d="M2 16H30" />
      <circle cx="16" cy="16" r="4.500" />
    </svg>
  );
}
