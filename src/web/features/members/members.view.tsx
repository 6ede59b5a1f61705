import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { ROLES, type MemberView, type Role } from '../../../core/episode.ts';
import type { ClinicView } from '../../api/session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { words } from './words.ts';
import './members.css';

type NewMember = Pick<MemberView, 'name' | 'login' | 'role' | 'owns'>;

interface MembersViewProps {
  readonly members: readonly MemberView[];
  readonly clinic: ClinicView;
  readonly isBusy: boolean;
  readonly said: string | undefined;
  /** A link that was made just now. */
  readonly invitation: { readonly name: string; readonly address: string } | undefined;
  readonly onAdd: (member: NewMember) => void;
  readonly onRenew: (member: MemberView) => void;
  readonly onChange: (member: MemberView) => void;
  readonly onSettings: (settings: ClinicView['settings']) => void;
}

/** The members with their roles, an invitation, and what an owner decides for the clinic. */
export function MembersView(props: MembersViewProps): ReactElement {
  return (
    <>
      <div className="page__head">
        <div>
          <h1>{words.title}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
      </div>
      <div role="alert">{props.said !== undefined && <Notice tone="danger">{props.said}</Notice>}</div>
      <div role="status">
        {props.invitation !== undefined && (
          <Notice tone="calm">
            <p>{words.invited(props.invitation.name)}</p>
            <p className="members__link">{props.invitation.address}</p>
          </Notice>
        )}
      </div>
      <div className="members">
        <ul className="members__list">
          {props.members.map((member) => (
            <Member key={member.id} member={member} {...props} />
          ))}
        </ul>
        <div className="members__side">
          <Invite {...props} />
          <Settings key={props.clinic.settings.idleMinutes} {...props} />
        </div>
      </div>
    </>
  );
}

function Member({ member, isBusy, ...on }: MembersViewProps & { readonly member: MemberView }): ReactElement {
  return (
    <li className="members__row">
      <div className="members__who">
        <span className="members__name">
          {member.name}
          {member.owns && <Badge tone="textbook">{words.owner}</Badge>}
          {member.isDemo && <Badge tone="calm">{words.demo}</Badge>}
          {!member.isActive && <Badge tone="danger">{words.closed}</Badge>}
          {member.isActive && !member.hasJoined && <Badge tone="unreviewed">{words.pending}</Badge>}
          {member.secondFactor && <Badge tone="verified">{words.factor}</Badge>}
        </span>
        <span className="members__more">
          {words.roles[member.role]} · {member.login}
        </span>
      </div>
      {!member.isDemo && (
        <div className="members__tools">
          <Choice
            label={words.role}
            value={member.role}
            options={ROLES.map((id) => ({ id, text: words.roles[id] }))}
            onChange={(role) => on.onChange({ ...member, role })}
          />
          <Button
            isDisabled={isBusy}
            onPress={() => on.onRenew(member)}
            label={`${words.renew}: ${member.name}`}
          >
            {words.renew}
          </Button>
          <Button
            look={member.isActive ? 'danger' : 'plain'}
            isDisabled={isBusy}
            onPress={() => on.onChange({ ...member, isActive: !member.isActive })}
          >
            {member.isActive ? words.close : words.open}
          </Button>
        </div>
      )}
    </li>
  );
}

function Invite({ isBusy, onAdd }: MembersViewProps): ReactElement {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [role, setRole] = useState<Role>('physician');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isBusy) onAdd({ name, login, role, owns: false });
  };
  return (
    <form className="card members__form" onSubmit={submit} noValidate>
      <h2>{words.add}</h2>
      <TextField label={words.name} value={name} onChange={setName} />
      <TextField label={words.login} value={login} onChange={setLogin} hint={words.loginHint} />
      <Choice
        label={words.role}
        value={role}
        onChange={setRole}
        options={ROLES.map((id) => ({ id, text: words.roles[id] }))}
      />
      <Button type="submit" look="main">
        {isBusy ? words.adding : words.add}
      </Button>
    </form>
  );
}

function Settings({ clinic, isBusy, onSettings }: MembersViewProps): ReactElement {
  const [idle, setIdle] = useState(String(clinic.settings.idleMinutes));
  const [place, setPlace] = useState(clinic.settings.jurisdiction ?? '');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const jurisdiction = place.trim();
    if (!isBusy) onSettings({ idleMinutes: Number(idle), ...(jurisdiction !== '' && { jurisdiction }) });
  };
  return (
    <form className="card members__form" onSubmit={submit} noValidate>
      <h2>{words.settings}</h2>
      <TextField label={words.idle} value={idle} onChange={setIdle} inputMode="numeric" />
      <TextField label={words.jurisdiction} value={place} onChange={setPlace} hint={words.jurisdictionHint} />
      <Button type="submit">{words.saveSettings}</Button>
      <p>
        <Link to="/agreement">{words.agreement}</Link>: {words.agreementText}
      </p>
    </form>
  );
}
