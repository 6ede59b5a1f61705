/**
 * Accounts, sessions, one-time links, care teams and emergency access.
 *
 * Who signs in is looked up before a clinic is known, so these tables belong to a role of their own, which sees no
 * record of a patient; and the role that sees those sees no password.
 */
export const ACCOUNTS = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'tautband_accounts') then
    create role tautband_accounts nologin;
  end if;
end $$;
grant tautband_accounts to current_user;
grant usage on schema public to tautband_accounts;

-- Role and ownership can be changed by an owner; the id in old records stays.
alter table actor add column owns boolean not null default false;
alter table actor no force row level security;
update actor set role = 'physician' where role = 'clinician';
alter table actor force row level security;

create table account (
  clinic_id   uuid not null,
  id          uuid not null,
  login       text not null check (login = lower(login) and length(login) between 1 and 80),
  is_active   boolean not null,
  is_demo     boolean not null,
  credentials jsonb not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, id) references actor
);
create unique index account_login on account (login);
create unique index account_id on account (id);
create table passkey (
  credential text primary key,
  account_id uuid not null
);
create index passkey_of_account on passkey (account_id);

create table clinic_settings (
  clinic_id    uuid primary key references clinic,
  idle_minutes int not null check (idle_minutes between 1 and 240),
  jurisdiction text
);

create table login_session (
  digest     text primary key,
  account_id uuid not null,
  clinic_id  uuid not null,
  stage      text not null check (stage in ('half', 'whole')),
  started_at timestamptz(3) not null,
  seen_at    timestamptz(3) not null,
  is_locked  boolean not null,
  ends_at    timestamptz(3) not null,
  device     text not null
);
create index login_session_of_account on login_session (account_id);

create table one_time_link (
  digest     text primary key,
  purpose    text not null check (purpose in ('found', 'account', 'challenge')),
  account_id uuid,
  ends_at    timestamptz(3) not null,
  used_at    timestamptz(3)
);

create table sign_in_failure (
  key   text primary key,
  count int not null,
  since timestamptz(3) not null
);

create table care_team (
  clinic_id  uuid not null,
  patient_id uuid not null,
  actor_id   uuid not null,
  joined_at  timestamptz(3) not null,
  added_by   uuid not null,
  primary key (clinic_id, patient_id, actor_id),
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, actor_id) references actor,
  foreign key (clinic_id, added_by) references actor
);

create table emergency_access (
  clinic_id  uuid not null,
  id         uuid not null,
  patient_id uuid not null,
  actor_id   uuid not null,
  reason     text not null check (length(reason) between 10 and 500),
  began_at   timestamptz(3) not null,
  ends_at    timestamptz(3) not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, actor_id) references actor
);
create index emergency_access_of on emergency_access (clinic_id, patient_id, actor_id);

grant select, insert, update, delete on account, passkey, login_session, one_time_link, sign_in_failure
  to tautband_accounts;
grant select, insert, update on clinic_settings to tautband_accounts;
grant select on clinic to tautband_accounts;
grant select, insert, update (name, role, owns) on actor to tautband_accounts;
-- Emergency access is told and never untold.
grant select, insert on care_team, emergency_access to tautband_app;

create policy every_clinic_of_accounts on clinic for select to tautband_accounts using (true);
create policy every_actor_of_accounts on actor to tautband_accounts using (true) with check (true);

do $$
declare name text;
begin
  foreach name in array array['account', 'passkey', 'clinic_settings', 'login_session', 'one_time_link',
    'sign_in_failure'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy for_accounts on %I to tautband_accounts using (true) with check (true)', name);
  end loop;
  foreach name in array array['care_team', 'emergency_access'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_clinic on %I to tautband_app
      using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', name);
  end loop;
end $$;
`;
