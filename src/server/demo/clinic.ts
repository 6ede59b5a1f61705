import type { Actor, ActorId, Clinic, ClinicId } from '../../core/episode.ts';

/** The clinic of the invented patients. */
export const DEMO_CLINIC: Clinic = {
  id: '019b76da-a800-7000-8000-000000000001' as ClinicId,
  name: 'Demo clinic',
};

/** The person in it who wrote their records. */
export const DEMO_ACTOR: Actor = {
  id: '019b76da-a800-7000-8000-000000000002' as ActorId,
  clinicId: DEMO_CLINIC.id,
  name: 'Dr Demo',
  role: 'physician',
  // Like most who have a practice of their own.
  owns: true,
};
