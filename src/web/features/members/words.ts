import type { Role } from '../../../core/episode.ts';
import type { Failure } from '../../api/client.ts';

/** Words of the members of a clinic. */
export const words = {
  title: 'Members',
  lead: 'Who works in this clinic, and as what. A role decides what somebody may see and do.',
  loading: 'Loading the members',
  failed: 'The members cannot be shown',
  retry: 'Try again',
  add: 'Invite somebody',
  adding: 'One moment …',
  name: 'Name',
  login: 'Login',
  loginHint: 'For example their e-mail address. No mail is sent.',
  role: 'Role',
  owns: 'Also an owner',
  invited: (name: string): string =>
    `Give this link to ${name}. It works once, within 72 hours, and is shown only now:`,
  renew: 'New link',
  renewText: 'Their password and passkeys stop working; the link lets them choose new ones.',
  close: 'Close the account',
  open: 'Open the account again',
  closed: 'Closed',
  pending: 'Invited',
  demo: 'Demo',
  factor: 'Second factor',
  owner: 'Owner',
  save: (name: string): string => `Save ${name}`,
  settings: 'This clinic',
  idle: 'Minutes without a touch until a screen locks',
  jurisdiction: 'Place, for example US-NY',
  jurisdictionHint: 'Decides which role may record which procedure.',
  saveSettings: 'Save',
  saved: 'Saved.',
  roles: {
    owner: 'Owner, without patients',
    physician: 'Physician',
    physiotherapist: 'Physiotherapist',
    chiropractor: 'Chiropractor',
    'nurse-practitioner': 'Nurse practitioner',
    'massage-therapist': 'Massage therapist',
    'front-desk': 'Front desk',
    researcher: 'Researcher',
  } satisfies Record<Role, string>,
  failure: (failure: Failure): string =>
    failure.code === 'unreachable' ? 'The server cannot be reached. Try again in a moment.' : failure.said,
} as const;
