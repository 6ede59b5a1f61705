/**
 * What the ultrasound workspace keeps: who switched it on and off, and the pictures and clips that were filed into
 * visits.
 *
 * - Decisions and attachments are only ever inserted.
 * - Bytes are kept in base 64: they come and go as JSON, and a dump stays text. 4,000,000 characters are 3,000,000 bytes.
 */
export const IMAGING = `
create table imaging_decision (
  clinic_id  uuid not null references clinic,
  number     int  not null check (number >= 1),
  is_on      boolean not null,
  text       int  not null check (text >= 1),
  decided_by uuid not null,
  decider    text not null,
  decided_at timestamptz(3) not null,
  primary key (clinic_id, number),
  foreign key (clinic_id, decided_by) references actor
);

create table attachment (
  clinic_id  uuid not null,
  id         uuid not null,
  patient_id uuid not null,
  visit_id   uuid not null,
  written_at timestamptz(3) not null,
  written_by uuid not null,
  type       text not null,
  sha256     text not null check (length(sha256) = 64),
  data       text not null check (length(data) <= 4000000),
  primary key (clinic_id, id),
  foreign key (clinic_id, visit_id, patient_id) references visit (clinic_id, id, patient_id),
  foreign key (clinic_id, written_by) references actor
);
-- Pictures are compressed already; trying again costs time and saves nothing.
alter table attachment alter column data set storage external;
create index attachment_of_visit on attachment (clinic_id, visit_id);

grant select, insert on imaging_decision, attachment to tautband_app;

do $$
declare name text;
begin
  foreach name in array array['imaging_decision', 'attachment'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_clinic on %I to tautband_app
      using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', name);
  end loop;
end $$;
`;
