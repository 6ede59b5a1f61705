import type { Engine, Session } from '../../src/store/sql/engine.ts';
import { asClinic, sqlStore } from '../../src/store/sql/store.ts';
import { buildWorld } from './clinics.ts';

/** Tables that belong to no clinic, and which role of the application may see them: none sees how far the schema is. */
const NOBODYS = ['schema_step'];
/** Tables of who signs in: looked up before a clinic is known, under a role of their own. */
const ACCOUNTS = [
  'account',
  'passkey',
  'clinic_settings',
  'login_session',
  'one_time_link',
  'sign_in_failure',
];
/** What that role also has to see. */
const SHARED = ['clinic', 'actor'];

/** What a role of the application can do by SQL that it must not. Fills the database with two clinics first. */
export async function rowSecurityFaults(engine: Engine): Promise<readonly string[]> {
  const { mine, theirs } = await buildWorld(sqlStore(engine));
  const faults: string[] = [];
  const tables = await engine.transaction('', async (session) => {
    const { rows } = await session.query(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_forced,
         exists (select from information_schema.columns k
           where k.table_schema = 'public' and k.table_name = c.relname and k.column_name = 'clinic_id') as has_clinic
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
      [],
    );
    return rows.map((row) => ({
      name: String(row['name']),
      isForced: row['is_forced'] === true,
      hasClinic: row['has_clinic'] === true,
    }));
  });
  if (tables.length < 10) faults.push(`only ${tables.length} tables were seen`);

  const run = (preamble: string, work: (session: Session) => Promise<void>): Promise<string> =>
    engine.transaction(preamble, work).then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  const asAccounts = 'set local role tautband_accounts';
  const shows = async (preamble: string, sql: string): Promise<string> => {
    let shown = '';
    const ended = await run(preamble, async (session) => {
      shown = String((await session.query(sql, [])).rows[0]?.['n']);
    });
    return ended === 'done' ? shown : 'refused';
  };

  for (const { name, isForced, hasClinic } of tables) {
    if (NOBODYS.includes(name)) {
      for (const role of [asClinic(mine.id), asAccounts])
        if ((await shows(role, `select count(*)::int as n from ${name}`)) !== 'refused')
          faults.push(`${name} is shown`);
      continue;
    }
    if (!isForced) faults.push(`${name}: row-level security is not forced`);
    const foreign = `select count(*)::int as n from ${name} where clinic_id = '${theirs.id}'`;
    const isAccounts = ACCOUNTS.includes(name);
    if (isAccounts) {
      if ((await shows(asClinic(mine.id), `select count(*)::int as n from ${name}`)) !== 'refused')
        faults.push(`${name}: the role of records reads it`);
    } else if (!hasClinic) faults.push(`${name} has no clinic_id`);
    else if (!['0', 'refused'].includes(await shows(asClinic(mine.id), foreign)))
      faults.push(`${name}: rows of another clinic are shown`);
    const toAccounts = await shows(asAccounts, `select count(*)::int as n from ${name}`);
    if (!isAccounts && !SHARED.includes(name) && toAccounts !== 'refused')
      faults.push(`${name}: the role of accounts reads it`);
  }

  // Without a clinic nothing is shown; and the test itself sees rows, so that it can fail.
  const patients = `select count(*)::int as n from patient`;
  if ((await shows('set local role tautband_app', patients)) !== '0')
    faults.push('patients without a clinic');
  if (Number(await shows(asClinic(mine.id), patients)) < 3) faults.push('one sees not even one’s own');
  if (Number(await shows(asClinic(theirs.id), patients)) !== 1) faults.push('theirs are not there');

  const attempts: readonly (readonly [what: string, sql: string])[] = [
    ['inserted', `insert into patient (clinic_id, id, version) values ('${theirs.id}', '${mine.id}', 1)`],
    ['deleted a version', 'delete from patient_version'],
    ['changed a version', `update patient_version set label = 'x'`],
    ['moved a patient', `update patient set clinic_id = '${theirs.id}'`],
    ['untold an emergency', 'delete from emergency_access'],
    ['rewrote an emergency', `update emergency_access set reason = 'nothing happened at all'`],
  ];
  for (const [what, sql] of attempts) {
    const ended = await run(asClinic(mine.id), async (session) => {
      await session.query(sql, []);
    });
    if (ended === 'done') faults.push(`one ${what}`);
  }
  const moved = await engine.transaction(asClinic(mine.id), (session) =>
    session.query(`update patient set version = 9 where clinic_id = '${theirs.id}'`, []),
  );
  if (moved.affected !== 0) faults.push('one moved the head of another clinic’s patient');
  return faults;
}
