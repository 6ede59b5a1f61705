import type { Role } from '../../core/episode.ts';

/** What a request does. */
export type Action = 'read' | 'write';

/** On what. `public` needs no session; everything else belongs to a clinic. */
export const RESOURCES = [
  'public',
  /** One's own session and account. */
  'self',
  /** The list of a clinic's patients. */
  'patient-list',
  /** Who a patient is. */
  'patient',
  /** That and when a patient was seen. */
  'visit',
  /** What was drawn, found, ranked, decided and done: the clinical part. */
  'chart',
  /** Who read and wrote what about a patient. */
  'audit',
  /** Who treats a patient. */
  'team',
  /** Access to a chart of others, with a reason. */
  'emergency',
  /** Every emergency access of the clinic. */
  'emergency-log',
  /** Accounts of a clinic, and what an owner decides for it. */
  'clinic',
  /** Records without identity. */
  'research',
  /** How far the examiners of a clinic agree, as counts, and which rates its rankings use. */
  'agreement',
] as const;
export type Resource = (typeof RESOURCES)[number];

/** `all`: for every patient of the clinic. `team`: for those whom one treats, and in an emergency. */
export type Grant = 'all' | 'team';
export type Permission = `${Action} ${Resource}`;
type Permissions = Readonly<Partial<Record<Permission, Grant>>>;

const ANYONE: Permissions = { 'read self': 'all', 'write self': 'all' };

const CLINICIAN: Permissions = {
  ...ANYONE,
  'read patient-list': 'all',
  'read patient': 'team',
  'write patient': 'team',
  'read visit': 'team',
  'write visit': 'team',
  'read chart': 'team',
  'write chart': 'team',
  'read audit': 'team',
  'read team': 'all',
  'write team': 'team',
  'write emergency': 'all',
};

/** What each role may do. What is not here is refused. The same as a table for people: `test/reference/roles.csv`. */
export const PERMISSIONS: Readonly<Record<Role, Permissions>> = {
  owner: {
    ...ANYONE,
    'read patient-list': 'all',
    'read patient': 'all',
    'write patient': 'all',
    'read team': 'all',
    'write team': 'all',
    'read emergency-log': 'all',
    'read audit': 'all',
    'read clinic': 'all',
    'write clinic': 'all',
    'read agreement': 'all',
    'write agreement': 'all',
  },
  physician: CLINICIAN,
  physiotherapist: CLINICIAN,
  chiropractor: CLINICIAN,
  'nurse-practitioner': CLINICIAN,
  'massage-therapist': CLINICIAN,
  'front-desk': {
    ...ANYONE,
    'read patient-list': 'all',
    'read patient': 'all',
    'write patient': 'all',
    'read visit': 'all',
    'write visit': 'all',
    'read team': 'all',
    'write team': 'all',
  },
  researcher: { ...ANYONE, 'read research': 'all', 'read agreement': 'all' },
};

/** What somebody may do: by their role, and as an owner when they are one too. The wider grant counts. */
export function grantOf(
  actor: { readonly role: Role; readonly owns?: true },
  action: Action,
  resource: Resource,
): Grant | undefined {
  const name: Permission = `${action} ${resource}`;
  const byRole = PERMISSIONS[actor.role][name];
  const byOwning = actor.owns === true ? PERMISSIONS.owner[name] : undefined;
  return byRole === 'all' || byOwning === 'all' ? 'all' : (byRole ?? byOwning);
}
