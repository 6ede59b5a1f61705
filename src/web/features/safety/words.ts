import type { Failure } from '../../api/client.ts';
import { printDay } from '../../ui/print-day.ts';

/** Words of the safety screen of a visit. */
export const words = {
  loading: 'Loading the safety screen',
  failed: 'The safety screen cannot be shown',
  retry: 'Try again',
  failure: (failure: Failure | undefined): string =>
    failure === undefined || failure.said === ''
      ? 'The server cannot be reached. What you entered is kept on this device.'
      : failure.said,
  title: 'Safety',
  lead: 'What speaks for and against each way to treat, from the background, today’s answers and the sites together. The worse answer stands; what nobody answered counts as if it could be so.',
  what: 'The safety screen',
  none: 'Nobody has screened at this visit yet. What is below comes from the background alone.',
  answers: { present: 'Yes', absent: 'No', unknown: 'Unknown' },
  levels: {
    eligible: 'Nothing stands against it',
    'with-caution': 'With caution',
    defer: 'Defer',
    'do-not': 'Do not',
  },
  modalities: {
    injection: 'Injection',
    'dry-needling': 'Dry needling',
    manual: 'Manual',
    electrical: 'Electrical',
  },
  urgencies: { emergency: 'Emergency now', 'same-day': 'Refer today', refer: 'Refer', none: '' },
  ways: 'Ways to treat',
  emergency: 'Stop. This may be an emergency.',
  raised: (n: number): string => (n === 1 ? '1 reason' : `${n} reasons`),
  open: (n: number): string =>
    n === 0
      ? 'Every question that matters is answered'
      : n === 1
        ? '1 question is open'
        : `${n} questions are open`,
  scope: {
    yes: 'Your role may record it here',
    no: 'Your role may not record it here',
    unknown: 'Nothing is known here about your role: ask your board',
    place: (place: string | undefined): string =>
      place === undefined ? 'The clinic has not said where it is.' : `For ${place}.`,
  },
  unknown: {
    title: 'Still unknown',
    text: 'In the order of what the answer could mean.',
    nothing: 'Nothing is left to ask.',
    more: (n: number): string => `Show ${n} more`,
    could: {
      eligible: '',
      'with-caution': 'could ask for caution',
      defer: 'could defer',
      'do-not': 'could forbid',
    },
    of: (modalities: readonly string[]): string => modalities.join(', ').toLowerCase(),
    all: 'all ways',
  },
  proposals: {
    title: 'Answered before',
    text: 'From other days: they count for nothing until you have asked again.',
    from: (from: 'visit' | 'chart', day: string): string =>
      `${from === 'visit' ? 'At the visit of' : 'In the background of'} ${printDay(day)}`,
    no: (n: number): string =>
      n === 1 ? '1 question was answered “no”' : `${n} questions were answered “no”`,
    still: 'Still so',
    all: (n: number): string => `Asked again: all ${n} still so`,
  },
  questions: {
    title: 'Every question',
    rest: 'All others here: asked, no',
    count: (answered: number, all: number): string => `${answered} of ${all} answered`,
    witness: (from: 'chart' | 'plan' | 'screen', day: string | undefined, what: string | undefined): string =>
      [
        from === 'chart' ? 'Background' : from === 'plan' ? 'Sites of this visit' : 'Asked here',
        ...(day === undefined ? [] : [printDay(day)]),
        ...(what === undefined ? [] : [what]),
      ].join(' · '),
  },
  sites: {
    title: 'Sites to be treated',
    text: 'They answer by themselves whether a needle would go over the lung, the belly or the low back.',
    none: 'No site was found tender at this visit yet. Without a site the questions about the place stay open.',
    treated: 'in a procedure of this visit',
    found: 'found at this visit',
    lung: 'over the lung',
  },
  override: {
    open: 'Treat against this, with a reason',
    reason: (modality: string, level: string): string =>
      `Why ${modality.toLowerCase()} in spite of “${level}”`,
    hint: (least: number): string =>
      `At least ${least} characters. Kept with your name, and shown in procedure and note.`,
    keep: 'Keep this reason',
    cancel: 'Cancel',
    emergency: 'A possible emergency: act on it before anything else.',
    covers: 'Treated against this, with a reason',
    outdated: 'No longer covers what stands against it',
    withdrawn: 'Taken back',
    withdraw: 'Take back',
    by: (who: string, at: string): string => `${who}, ${printDay(at.slice(0, 10))} ${at.slice(11, 16)} UTC`,
    me: 'You',
    colleague: 'A colleague',
    past: 'Reasons given at this visit',
  },
  sources: 'Sources',
} as const;
