/**
 * The audit trail: one event for each access to what is kept about patients, written in the transaction of the access
 * itself, and a chain of digests over the events of each clinic, which is built later and in batches.
 */
export const AUDIT = `
create table audit_event (
  clinic_id  uuid not null references clinic,
  id         uuid not null,
  at         timestamptz(3) not null,
  actor_id   uuid not null,
  action     text not null check (action in ('read', 'write')),
  what       text not null,
  patient_id uuid,
  records    jsonb not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, actor_id) references actor
);
create index audit_event_of_patient on audit_event (clinic_id, patient_id, id);
create table audit_link (
  clinic_id uuid not null,
  position  int  not null check (position >= 1),
  event     uuid not null,
  digest    text not null,
  primary key (clinic_id, position),
  unique (clinic_id, event),
  foreign key (clinic_id, event) references audit_event
);

grant select, insert on audit_event, audit_link to tautband_app;

do $$
declare name text;
begin
  foreach name in array array['audit_event', 'audit_link'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_clinic on %I to tautband_app
      using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', name);
  end loop;
end $$;
`;
