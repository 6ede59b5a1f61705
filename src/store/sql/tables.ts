import type { Generated } from 'kysely';
import type { Day, Instant } from '../../kit/time.ts';

/** Columns of every version table. */
interface VersionColumns {
  clinic_id: string;
  id: string;
  version: number;
  written_at: Instant;
  written_by: string;
}

/** Columns of every head: a record's identity and which version is current. */
interface HeadColumns {
  clinic_id: string;
  id: string;
  version: number;
}

/** The tables, as the statements see them. JSON goes in as text and comes out as values. */
export interface Tables {
  clinic: { clinic_id: string; name: string };
  actor: { clinic_id: string; id: string; name: string; role: string; owns: Generated<boolean> };
  account: {
    clinic_id: string;
    id: string;
    login: string;
    is_active: boolean;
    is_demo: boolean;
    credentials: string;
  };
  passkey: { credential: string; account_id: string };
  clinic_settings: { clinic_id: string; idle_minutes: number; jurisdiction: string | null };
  login_session: {
    digest: string;
    account_id: string;
    clinic_id: string;
    stage: 'half' | 'whole';
    started_at: Instant;
    seen_at: Instant;
    is_locked: boolean;
    ends_at: Instant;
    device: string;
  };
  one_time_link: {
    digest: string;
    purpose: 'found' | 'account' | 'challenge';
    account_id: string | null;
    ends_at: Instant;
    used_at: Instant | null;
  };
  sign_in_failure: { key: string; count: number; since: Instant };
  care_team: {
    clinic_id: string;
    patient_id: string;
    actor_id: string;
    joined_at: Instant;
    added_by: string;
  };
  emergency_access: {
    clinic_id: string;
    id: string;
    patient_id: string;
    actor_id: string;
    reason: string;
    began_at: Instant;
    ends_at: Instant;
  };
  patient: HeadColumns;
  patient_version: VersionColumns & { label: string; birth_year: number | null; synthetic: boolean };
  visit: HeadColumns & { patient_id: string };
  visit_version: VersionColumns & { day: Day };
  drawing: HeadColumns & { patient_id: string };
  drawing_version: VersionColumns & { strokes: string; asked: string | null; again: string | null };
  drawing_region: {
    clinic_id: string;
    id: string;
    version: number;
    position: number;
    region: string;
    intensity: number | null;
    coverage: number | null;
    words: string | null;
  };
  findings: HeadColumns & { patient_id: string };
  findings_version: VersionColumns & { answers: string | null };
  finding: {
    clinic_id: string;
    id: string;
    version: number;
    position: number;
    site: string;
    sign: string;
    answer: string;
    regions: string | null;
  };
  ranking: Omit<VersionColumns, 'version'> & {
    visit_id: string;
    patient_id: string;
    request: string;
    sites: string;
    content: string;
    engine: string;
    parameters: string;
  };
  chart_part: HeadColumns & { kind: string; patient_id: string; visit_id: string | null };
  chart_part_version: VersionColumns & { kind: string; body: string };
  audit_event: {
    clinic_id: string;
    id: string;
    at: Instant;
    actor_id: string;
    action: 'read' | 'write';
    what: string;
    patient_id: string | null;
    records: string;
  };
  audit_link: { clinic_id: string; position: number; event: string; digest: string };
  attachment: {
    clinic_id: string;
    id: string;
    patient_id: string;
    visit_id: string;
    written_at: Instant;
    written_by: string;
    type: string;
    sha256: string;
    data: string;
  };
  imaging_decision: {
    clinic_id: string;
    number: number;
    is_on: boolean;
    text: number;
    decided_by: string;
    decider: string;
    decided_at: Instant;
  };
  rates_decision: {
    clinic_id: string;
    number: number;
    rates: string | null;
    decided_by: string;
    decider: string;
    decided_at: Instant;
  };
  idempotency: {
    clinic_id: string;
    actor_id: string;
    key: string;
    hash: string;
    taken_at: Instant;
    status: number | null;
    version: number | null;
    body: string | null;
  };
}
