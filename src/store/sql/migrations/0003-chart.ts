/**
 * Parts of a chart: a head and its versions, as every record has, with the value of a version kept whole.
 *
 * What a part holds belongs to a stage of care and is checked at the border; nothing in the database looks inside.
 */
export const CHART = `
create table chart_part (
  clinic_id  uuid not null,
  kind       text not null,
  id         uuid not null,
  patient_id uuid not null,
  visit_id   uuid,
  version    int  not null check (version >= 1),
  primary key (clinic_id, kind, id),
  foreign key (clinic_id, patient_id) references patient,
  foreign key (clinic_id, visit_id, patient_id) references visit (clinic_id, id, patient_id)
);
create index chart_part_of_patient on chart_part (clinic_id, patient_id);
create table chart_part_version (
  clinic_id  uuid not null,
  kind       text not null,
  id         uuid not null,
  version    int  not null,
  written_at timestamptz(3) not null,
  written_by uuid not null,
  body       jsonb not null,
  primary key (clinic_id, kind, id, version),
  foreign key (clinic_id, kind, id) references chart_part,
  foreign key (clinic_id, written_by) references actor
);

grant select, insert, update (version) on chart_part to tautband_app;
grant select, insert on chart_part_version to tautband_app;

do $$
declare name text;
begin
  foreach name in array array['chart_part', 'chart_part_version'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_clinic on %I to tautband_app
      using (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)
      with check (clinic_id = nullif(current_setting(''app.clinic_id'', true), '''')::uuid)', name);
  end loop;
end $$;
`;
