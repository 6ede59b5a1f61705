import { join } from 'node:path';
import { shippedAtlas } from '../content/atlas/load.ts';
import { VIEW_IDS } from '../content/bodymap/neutral.ts';
import type { Actor, ActorId, Clinic, ClinicId } from '../core/episode.ts';
import { memoryStore } from '../store/memory.ts';
import { clock } from './clock.ts';
import { buildApp } from './http/app.ts';

const CLINIC: Clinic = { id: '01890a5d-ac96-7774-8cce-b302099a8057' as ClinicId, name: 'Demo clinic' };
const ACTOR: Actor = {
  id: '01890a5d-ac96-7774-8cce-b302099a8058' as ActorId,
  clinicId: CLINIC.id,
  name: 'Demo clinician',
  role: 'clinician',
};

const host = process.env['HOST'] ?? '127.0.0.1';
const port = Number(process.env['PORT'] ?? 3000);
const store = memoryStore();
await store.enrol(CLINIC, [ACTOR]);
const { http } = await buildApp({
  store,
  atlas: shippedAtlas(),
  views: VIEW_IDS,
  now: clock,
  clinic: CLINIC,
  actor: ACTOR,
  demo: true,
  web: join(import.meta.dirname, '../../dist/web'),
});
await http.listen({ host, port });
process.stdout.write(`Tautband is ready at http://${host}:${port}\n`);
