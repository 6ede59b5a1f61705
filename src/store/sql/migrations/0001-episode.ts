/**
 * Patients, visits, drawings, findings, rankings and idempotency keys.
 *
 * - `clinic_id` is first in every key, so that tables can be split by clinic over machines.
 * - A record is a head (its identity, what it belongs to, which version is current) and its versions. Versions are
 *   only ever inserted: the application's role may do nothing else with them.
 * - Row-level security is forced: under the application's role a clinic sees its own rows and no others, also when
 *   a statement forgets to ask for it.
 * - No triggers, and nothing beyond PostgreSQL 15.
 */
export const EPISODE = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'tautband_app') then
    create role tautband_app nologin;
  end if;
end $$;
grant tautband_app to current_user;
grant usage on schema public to tautband_app;

create table clinic (
  clinic_id uuid primary key,
  name      text not null
);

create table actor (
  clinic_id uuid not null references clinic,
  id        uuid not null,
  name      text not null,
  role      text not null,
  primary key (clinic_id, id)
);

create table patient (
  clinic_id uuid not null references clinic,
  id        uuid not null,
  version   int  not null check (version >= 1),
  primary key (clinic_id, id)
);
create table patient_version (
  clinic_id  uuid not null,
  id         uuid not null,
  version    int  not null,
  written_at timestamptz(3) not null,
  written_by uuid not null,
  label      text not null check (length(label) between 1 and 80),
  birth_year smallint check (birth_year between 1900 and 2199),
  synthetic  boolean not null,
  primary key (clinic_id, id, version),
  foreign key (clinic_id, id) references patient,
  foreign key (clinic_id, written_by) references actor
);

create table visit (
  clinic_id  uuid not null,
  id         uuid not null,
  patient_id uuid not null,
  version    int  not null check (version >= 1),
  primary key (clinic_id, id),
  unique (clinic_id, id, patient_id),
  foreign key (clinic_id, patient_id) references patient
);
create index visit_of_patient on visit (clinic_id, patient_id);
create table visit_version (
  clinic_id  uuid not null,
  id         uuid not null,
  version    int  not null,
  written_at timestamptz(3) not null,
  written_by uuid not null,
  day        date not null,
  primary key (clinic_id, id, version),
  foreign key (clinic_id, id) references visit,
  foreign key (clinic_id, written_by) references actor
);

create table drawing (
  clinic_id  uuid not null,
  id         uuid not null,
  patient_id uuid not null,
  version    int  not null check (version >= 1),
  primary key (clinic_id, id),
  foreign key (clinic_id, id, patient_id) references visit (clinic_id, id, patient_id)
);
create table drawing_version (
  clinic_id  uuid not null,
  id         uuid not null,
  version    int  not null,
  written_at timestamptz(3) not null,
  written_by uuid not null,
  strokes    jsonb not null,
  asked      jsonb,
  primary key (clinic_id, id, version),
  foreign key (clinic_id, id) references drawing,
  foreign key (clinic_id, written_by) references actor
);
create table drawing_region (
  clinic_id uuid not null,
  id        uuid not null,
  version   int  not null,
  position  int  not null,
  region    text not null,
  intensity smallint check (intensity between 1 and 10),
  coverage  double precision check (coverage > 0 and coverage <= 1),
  primary key (clinic_id, id, version, position),
  unique (clinic_id, id, version, region),
  foreign key (clinic_id, id, version) references drawing_version
);

create table findings (
  clinic_id  uuid not null,
  id         uuid not null,
  patient_id uuid not null,
  version    int  not null check (version >= 1),
  primary key (clinic_id, id),
  foreign key (clinic_id, id, patient_id) references visit (clinic_id, id, patient_id)
);
create table findings_version (
  clinic_id  uuid not null,
  id         uuid not null,
  version    int  not null,
  written_at timestamptz(3) not null,
  written_by uuid not null,
  primary key (clinic_id, id, version),
  foreign key (clinic_id, id) references findings,
  foreign key (clinic_id, written_by) references actor
);
create table finding (
  clinic_id uuid not null,
  id        uuid not null,
  version   int  not null,
  position  int  not null,
  site      text not null,
  sign      text not null,
  answer    text not null check (answer in ('present', 'absent', 'unknown')),
  regions   jsonb,
  primary key (clinic_id, id, version, position),
  unique (clinic_id, id, version, site, sign),
  foreign key (clinic_id, id, version) references findings_version
);

create table ranking (
  clinic_id  uuid not null,
  id         uuid not null,
  visit_id   uuid not null,
  patient_id uuid not null,
  written_at timestamptz(3) not null,
  written_by uuid not null,
  request    jsonb not null,
  sites      jsonb not null,
  content    text not null,
  engine     text not null,
  parameters text not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, visit_id, patient_id) references visit (clinic_id, id, patient_id),
  foreign key (clinic_id, written_by) references actor
);
create index ranking_of_visit on ranking (clinic_id, visit_id, written_at);

create table idempotency (
  clinic_id uuid not null,
  actor_id  uuid not null,
  key       text not null,
  hash      text not null,
  taken_at  timestamptz(3) not null,
  status    smallint,
  version   int,
  body      text,
  primary key (clinic_id, actor_id, key)
);
create index idempotency_age on idempotency (clinic_id, taken_at);

grant select, insert on clinic, actor to tautband_app;
grant select, insert, update (version) on patient, visit, drawing, findings to tautband_app;
grant select, insert on patient_version, visit_version, drawing_version, drawing_region,
  findings_version, finding, ranking to tautband_app;
grant select, insert, update, delete on idempotency to tautband_app;

do $$
declare name text;
begin
  foreach name in array array['clinic', 'actor', 'patient', 'patient_version', 'visit', 'visit_version', 'drawing',
    'drawing_version', 'drawing_region', 'findings', 'findings_version', 'finding', 'ranking', 'idempotency'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_clinic on %I to tautband_app
      using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', name);
  end loop;
end $$;

-- Which clinics there are is not a patient's secret; the owner must know it to look after each.
create policy every_clinic on clinic for select to current_user using (true);
`;
