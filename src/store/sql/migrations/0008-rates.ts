/**
 * Rates of signs that an owner put in force for a clinic, or that they went back to the shipped ones. Decisions are only
 * ever inserted.
 */
export const RATES = `
create table rates_decision (
  clinic_id  uuid not null references clinic,
  number     int  not null check (number >= 1),
  rates      jsonb,
  decided_by uuid not null,
  decider    text not null,
  decided_at timestamptz(3) not null,
  primary key (clinic_id, number),
  foreign key (clinic_id, decided_by) references actor
);

grant select, insert on rates_decision to tautband_app;
alter table rates_decision enable row level security;
alter table rates_decision force row level security;
create policy own_clinic on rates_decision to tautband_app
  using (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid)
  with check (clinic_id = nullif(current_setting('app.clinic_id', true), '')::uuid);
`;
