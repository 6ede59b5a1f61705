import type { Day } from '../../kit/time.ts';
import type { Paper } from '../paper.ts';
import { evidencePacket, type PayerClock, type PayerEvidence } from './payer-clock.ts';

/** Most scores of one packet: it is one page. */
const MOST_SCORES = 14;

/** The evidence for a payer as a page: the rule, how each requirement stands, sessions, raw scores, care tried. */
export function packetPaper(
  who: { readonly patient: string; readonly clinic: string },
  clock: PayerClock,
  evidence: PayerEvidence,
): Paper {
  const packet = evidencePacket(clock, evidence);
  const { rule, used } = clock;
  const scores = packet.scores.slice(-MOST_SCORES);
  return {
    title: `Evidence for ${packet.payer}, ${packet.day}`,
    language: 'en',
    foot: `${who.patient} · ${who.clinic}, evidence of ${packet.day}`,
    sections: [
      {
        title: 'What is asked',
        lines: [
          `For ${who.patient}, ${who.clinic}: ${rule.procedure.replaceAll('-', ' ')} on ${packet.day}.`,
          `${packet.document}, in force from ${rule.validFrom}${rule.validTo === undefined ? '' : ` to ${rule.validTo}`}. How well we know it: ${rule.status}${rule.note === undefined ? '' : `. ${rule.note}`}`,
          ...(used === undefined
            ? []
            : [`${used.sessions} of ${used.most} sessions since ${used.since} are used.`]),
        ],
      },
      {
        title: clock.complete ? 'Every requirement that we know is met' : 'What is met and what is missing',
        lines: packet.items.map((i) => `${STATES[i.state] ?? i.state}: ${i.requirement}. ${i.because}`),
      },
      {
        title: 'Sessions',
        lines:
          packet.sessions.length === 0
            ? ['None.']
            : packet.sessions.map(
                (s) =>
                  `${s.day}${s.code === undefined ? '' : `, ${s.code}`}: ${s.muscles.map((m) => `${m.name} ${m.side}`).join(', ')}.`,
              ),
      },
      {
        title: 'Scores, raw, with the percentage computed from the first of the scale',
        lines:
          scores.length === 0
            ? ['None.']
            : scores.map(
                (s) =>
                  `${s.day}, ${s.scale}: ${Math.round(s.value * 10) / 10}${s.percent === undefined ? '' : ` (${Math.round(Math.abs(s.percent))} % ${s.percent < 0 ? 'worse' : 'better'})`}.`,
              ),
      },
      {
        title: 'Care without needles',
        lines:
          packet.conservative.length === 0
            ? ['None is written down.']
            : packet.conservative.map((c) => `${c.what}: from ${c.from} ${until(c.to)}.`),
      },
    ],
  };
}

const until = (to: Day | undefined): string => (to === undefined ? 'and going on' : `to ${to}`);

const STATES: Readonly<Record<string, string>> = { met: 'Met', missing: 'Missing', unknown: 'Not known' };
