import type { Failure } from '../../api/client.ts';
import { printDay } from '../../ui/print-day.ts';

/** Words of one's own account. */
export const words = {
  title: 'Your account',
  loading: 'Loading your account',
  failed: 'Your account cannot be shown',
  retry: 'Try again',
  lead: (login: string): string => `You sign in as ${login}.`,
  demo: 'This is a demo account, shared by everyone who tries Tautband. How to sign in to it cannot be changed.',
  proof: 'Your password',
  proofHint: 'Asked again, because an open screen is not proof enough.',
  passwordTitle: 'Password',
  next: 'New password',
  nextHint: '12 characters or more. Everyone else who is signed in as you is signed out.',
  change: 'Change the password',
  changed: 'The password is changed.',
  codesTitle: 'Codes from an app',
  codesOn: 'After the password a code is asked for.',
  codesOff: 'With a second factor a stolen password is not enough.',
  codesBegin: 'Set up codes',
  codesRemove: 'Stop asking for codes',
  codesScan: 'Read this picture with the app, or type the secret. Then enter the code that the app shows.',
  codesPicture: 'Picture for the code app',
  secret: 'Secret',
  code: 'Code',
  confirm: 'Confirm',
  passkeysTitle: 'Passkeys',
  passkeysText: 'A passkey is on your device or in your password store. It cannot be guessed or phished.',
  passkeysNone: 'You have no passkey yet.',
  passkeyName: 'Name for the new passkey',
  passkeyAdd: 'Add a passkey',
  passkeyRemove: (name: string): string => `Remove ${name}`,
  passkeyAdded: (at: string): string => `added ${printDay(at.slice(0, 10))}`,
  passkeyUsed: (at: string): string => `last used ${printDay(at.slice(0, 10))}`,
  passkeyUnused: 'not used yet',
  passkeysNeedName:
    'Passkeys can be added when you open Tautband by its name, for example http://localhost:3000, and not by a number.',
  seatsTitle: 'Where you are signed in',
  seatThis: 'this browser',
  seatSince: (at: string): string => `since ${printDay(at.slice(0, 10))}, ${at.slice(11, 16)} UTC`,
  signOutElsewhere: 'Sign out everywhere else',
  failure: (failure: Failure): string => {
    if (failure.code === 'unreachable') return 'The server cannot be reached. Try again in a moment.';
    if (failure.said === 'declined') return 'The browser was told not to make a passkey.';
    if (failure.said === 'impossible') return 'This browser could not make a passkey here.';
    return failure.said;
  },
} as const;
