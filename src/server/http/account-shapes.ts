import { z } from 'zod';
import { ROLES, type ActorId, type PatientId } from '../../core/episode.ts';
import { parseUuidv7 } from '../../kit/uuid.ts';

const text = (expected: string, most: number): z.ZodType<string> =>
  z
    .string({ error: expected })
    .transform((value) => value.normalize('NFC').trim())
    .refine((value) => value.length >= 1 && value.length <= most && !UNPRINTABLE.test(value), {
      error: expected,
    });

/** Controls, line separators, and the characters that reverse or isolate text direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const uuid = <T>(): z.ZodType<T> =>
  z.custom<T>((v) => typeof v === 'string' && parseUuidv7(v) !== undefined, {
    error: 'a UUID of version 7 in lower case',
  });

const NAME = text('1 to 80 characters', 80);
const LOGIN = z
  .string({ error: 'a login' })
  .transform((value) => value.normalize('NFKC').trim().toLowerCase())
  .refine((value) => /^[^\s\p{Cc}]{3,80}$/u.test(value), { error: '3 to 80 characters without spaces' });
/** Anything that fits; whether it is good enough is said elsewhere, whether it is right nowhere. */
const PASSWORD = z.string({ error: 'a password' }).max(512, { error: 'at most 512 characters' });
const TOKEN = z.string({ error: 'a link' }).regex(/^[\w-]{43}$/, { error: 'the part of the link after #' });
const CODE = z.string({ error: 'a code of 6 digits' }).max(12, { error: 'a code of 6 digits' });
const ROLE = z.enum(ROLES, { error: `one of ${ROLES.join(', ')}` });
/** What a browser says of a passkey; the library reads the rest and refuses what is wrong. */
const CREDENTIAL = z.looseObject({
  id: z.string({ error: 'a passkey' }).max(2_000),
  type: z.literal('public-key'),
});

/** Bodies of the routes of signing in and accounts. */
export const SHAPES = {
  signIn: z.strictObject({ login: z.string({ error: 'a login' }).max(200), password: PASSWORD }),
  code: z.strictObject({ code: CODE }),
  demo: z.strictObject({ id: uuid<ActorId>() }),
  unlock: z.strictObject({ password: PASSWORD.optional() }),
  passkey: z.strictObject({ response: CREDENTIAL }),
  newPasskey: z.strictObject({ response: CREDENTIAL, name: NAME }),
  proof: z.strictObject({ password: PASSWORD }),
  newPassword: z.strictObject({ password: PASSWORD, next: PASSWORD }),
  link: z.strictObject({ token: TOKEN }),
  found: z.strictObject({
    token: TOKEN,
    clinic: NAME,
    name: NAME,
    login: LOGIN,
    role: ROLE,
    password: PASSWORD,
  }),
  join: z.strictObject({ token: TOKEN, password: PASSWORD }),
  newMember: z.strictObject({
    id: uuid<ActorId>(),
    name: NAME,
    login: LOGIN,
    role: ROLE,
    owns: z.boolean({ error: 'true or false' }),
  }),
  member: z.strictObject({
    name: NAME,
    role: ROLE,
    owns: z.boolean({ error: 'true or false' }),
    isActive: z.boolean({ error: 'true or false' }),
  }),
  settings: z.strictObject({
    idleMinutes: z.int({ error: 'a whole number from 1 to 240' }).refine((v) => v >= 1 && v <= 240, {
      error: 'a whole number from 1 to 240',
    }),
    jurisdiction: text('the code of a place, such as US-NY', 20).optional(),
  }),
  team: z.strictObject({ patientId: uuid<PatientId>(), actorId: uuid<ActorId>() }),
  emergency: z.strictObject({
    id: uuid<string>(),
    patientId: uuid<PatientId>(),
    reason: text('a reason of 10 to 500 characters', 500).refine((value) => value.length >= 10, {
      error: 'a reason of 10 to 500 characters',
    }),
  }),
  actorPath: z.strictObject({ id: uuid<ActorId>() }),
  patientPath: z.strictObject({ id: uuid<PatientId>() }),
  keyPath: z.strictObject({ key: z.string().max(2_000) }),
} as const;
