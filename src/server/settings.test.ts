import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('without any variable the server is on this machine only, with demo data', () => {
  expect(readSettings({}, '/app')).toEqual({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 3000,
      data: '/app/data',
      cache: '/app/.cache',
      demo: true,
      newClinic: false,
    },
  });
});

test('a setting that is not understood is named, and a password is not repeated', () => {
  for (const PORT of ['', '70000', '-1', '3000x', '3e3'])
    expect(readSettings({ PORT }, '/app')).toMatchObject({ ok: false, error: { at: 'PORT' } });
  expect(readSettings({ TAUTBAND_DEMO: 'yes' }, '/app')).toMatchObject({ ok: false });
  const wrong = readSettings({ DATABASE_URL: 'mysql://me:secret@db/x' }, '/app');
  expect(wrong).toMatchObject({ ok: false, error: { at: 'DATABASE_URL' } });
  expect(JSON.stringify(wrong)).not.toContain('secret');
});
