import type { Actor, ActorId, Clinic, ClinicId } from '../../core/episode.ts';

/** The one clinic of an installation without accounts. */
export const DEMO_CLINIC: Clinic = {
  id: '019b76da-a800-7000-8000-000000000001' as ClinicId,
  name: 'Demo clinic',
};

/** The one person in it. */
export const DEMO_ACTOR: Actor = {
  id: '019b76da-a800-7000-8000-000000000002' as ActorId,
  clinicId: DEMO_CLINIC.id,
  name: 'Demo clinician',
  role: 'physician',
};
