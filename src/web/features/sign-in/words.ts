import type { Role } from '../../../core/episode.ts';
import type { Failure } from '../../api/client.ts';

/** Words of signing in, locking, and links that work once. */
export const words = {
  loading: 'Finding out who is here',
  failed: 'The server cannot be reached',
  failedText: 'Nothing you entered is lost. It is kept on this device until it is saved.',
  retry: 'Try again',
  title: 'Sign in',
  ended: 'Your session has ended. Sign in to go on where you were.',
  login: 'Login',
  password: 'Password',
  submit: 'Sign in',
  busy: 'One moment …',
  passkey: 'Use a passkey',
  passkeyNeedsName:
    'Passkeys work when you open Tautband by its name, for example http://localhost:3000, and not by a number.',
  demoTitle: 'Just looking?',
  demoText: 'Everyone in the demo clinic is invented. Pick a role and look around; no password is needed.',
  demoAs: (name: string): string => `Enter as ${name}`,
  code: 'Code from your app',
  codeTitle: 'One more step',
  codeText: 'Your account asks for a code after the password.',
  codeHint: '6 digits, new every 30 seconds',
  other: 'Sign in as somebody else',
  locked: 'Locked',
  lockedText: (name: string): string => `${name}, your work is behind this screen, as you left it.`,
  unlock: 'Unlock',
  welcome: 'Welcome to Tautband',
  foundText: 'This link founds a clinic. You become its owner and can invite everyone else.',
  joinText: (clinic: string): string =>
    `${clinic} has an account for you. Choose a password, and it is yours.`,
  linkOver: 'This link no longer works',
  linkOverText:
    'It was used already, or its time is over. Ask for a new one: an owner makes it, or the server prints it at its start.',
  clinic: 'Name of the clinic',
  name: 'Your name',
  loginHint: 'For example your e-mail address. No mail is sent.',
  role: 'Your role',
  newPassword: 'Password',
  passwordHint: '12 characters or more. A few words in a row are good.',
  found: 'Found the clinic',
  join: 'Take up the account',
  home: 'Go to the start',
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
  failure: (failure: Failure): string => {
    if (failure.code === 'unreachable') return 'The server cannot be reached. Try again in a moment.';
    if (failure.said === 'declined') return 'The browser was told not to use a passkey.';
    if (failure.said === 'impossible') return 'This browser could not use a passkey here.';
    return failure.said;
  },
} as const;
