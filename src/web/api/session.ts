import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type {
  AccountView,
  ActorId,
  Clinic,
  MemberView,
  PatientId,
  Role,
  SessionView,
} from '../../core/episode.ts';
import { err, type Result } from '../../kit/result.ts';
import { act, read, type Failure } from './client.ts';
import { newId, ReadFailed } from './records.ts';

type Done<T = undefined> = Promise<Result<T, Failure>>;

/** What a sign-in led to: everything, or a question for the code. */
export interface Entered {
  readonly state: 'open' | 'half';
}

/** For whom a link that works once is. */
export type LinkPurpose =
  | { readonly kind: 'found' }
  | { readonly kind: 'join'; readonly clinic: string; readonly name: string; readonly login: string };

/** A clinic with what its owner decided. */
export interface ClinicView {
  readonly clinic: Clinic;
  readonly settings: { readonly idleMinutes: number; readonly jurisdiction?: string };
}

const fetched = async <T>(path: string): Promise<T> => {
  const answer = await read<T>(path);
  if (!answer.ok) throw new ReadFailed(answer.error);
  return answer.value;
};

/** Reads of session, account and clinic, as options for `useQuery`. */
export const sessionReads = {
  session: { queryKey: ['session'], queryFn: () => fetched<SessionView>('/api/session') },
  account: { queryKey: ['account'], queryFn: () => fetched<AccountView>('/api/account') },
  members: {
    queryKey: ['members'],
    queryFn: () => fetched<{ readonly members: readonly MemberView[] }>('/api/members'),
  },
  clinic: { queryKey: ['clinic'], queryFn: () => fetched<ClinicView>('/api/clinic') },
} as const;

/** Signing in and out, and whatever changes how one signs in. */
export const sessionActs = {
  signIn: (login: string, password: string): Done<Entered> =>
    act('POST', '/api/sign-in', { login, password }),
  code: (code: string): Done<Entered> => act('POST', '/api/sign-in/code', { code }),
  demo: (id: ActorId): Done<Entered> => act('POST', '/api/sign-in/demo', { id }),
  passkey: async (): Done<Entered> => {
    const options = await act<PublicKeyCredentialRequestOptionsJSON>(
      'POST',
      '/api/sign-in/passkey/challenge',
      {},
    );
    if (!options.ok) return options;
    return withBrowser(async () => {
      const response = await startAuthentication({ optionsJSON: options.value });
      return act('POST', '/api/sign-in/passkey', { response });
    });
  },
  signOut: (): Done => act('DELETE', '/api/session'),
  lock: (): Done => act('POST', '/api/session/lock', {}),
  unlock: (password: string | undefined): Done<Entered> =>
    act('POST', '/api/session/unlock', password === undefined ? {} : { password }),
  readLink: (token: string): Done<LinkPurpose> => act('POST', '/api/links/read', { token }),
  found: (body: {
    readonly token: string;
    readonly clinic: string;
    readonly name: string;
    readonly login: string;
    readonly role: Role;
    readonly password: string;
  }): Done<Entered> => act('POST', '/api/links/found', body),
  join: (token: string, password: string): Done<Entered> =>
    act('POST', '/api/links/join', { token, password }),
  password: (password: string, next: string): Done =>
    act('POST', '/api/account/password', { password, next }),
  beginCodes: (password: string): Done<{ readonly secret: string; readonly address: string }> =>
    act('POST', '/api/account/codes', { password }),
  confirmCodes: (code: string): Done => act('POST', '/api/account/codes/confirm', { code }),
  removeCodes: (password: string): Done => act('POST', '/api/account/codes/remove', { password }),
  addPasskey: async (password: string, name: string): Done => {
    const path = '/api/account/passkeys';
    const options = await act<PublicKeyCredentialCreationOptionsJSON>('POST', `${path}/challenge`, {
      password,
    });
    if (!options.ok) return options;
    return withBrowser(async () => {
      const response = await startRegistration({ optionsJSON: options.value });
      return act('POST', path, { response, name });
    });
  },
  removePasskey: (id: string): Done => act('DELETE', `/api/account/passkeys/${encodeURIComponent(id)}`),
  signOutElsewhere: (): Done => act('POST', '/api/account/sign-out-everywhere', {}),
  addMember: (
    member: Pick<MemberView, 'name' | 'login' | 'role' | 'owns'>,
  ): Done<{ readonly token: string }> => act('POST', '/api/members', { id: newId(), ...member }),
  changeMember: (
    id: ActorId,
    member: Pick<MemberView, 'name' | 'role' | 'owns' | 'isActive'>,
  ): Done<MemberView> => act('PUT', `/api/members/${id}`, member),
  renewMember: (id: ActorId): Done<{ readonly token: string }> => act('POST', `/api/members/${id}/renew`, {}),
  settings: (settings: ClinicView['settings']): Done<ClinicView> => act('PUT', '/api/clinic', settings),
  emergency: (patientId: PatientId, reason: string): Done<{ readonly endsAt: string }> =>
    act('POST', `/api/patients/${patientId}/emergency`, { id: newId(), patientId, reason }),
} as const;

/** The browser's own part: it asks the person, who may say no. */
async function withBrowser<T>(work: () => Done<T>): Done<T> {
  try {
    return await work();
  } catch (error) {
    const said = error instanceof Error && error.name === 'NotAllowedError' ? 'declined' : 'impossible';
    return err({ code: 'refused', status: 0, said });
  }
}
