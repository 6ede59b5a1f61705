import type { Plan } from './plan.ts';

/** What was agreed, by whom and until when. */
export function planLines(plan: Plan | undefined): readonly string[] {
  if (plan === undefined || plan.components.length === 0) return ['No plan was recorded.'];
  const { components, goals, series, tasks } = plan;
  return [
    ...components.map(
      (c) =>
        `${c.what}: ${c.dose}, ${c.owner}, from ${c.from}${c.to === undefined ? '' : ` to ${c.to}`}${c.takesPart === undefined || c.takesPart === 'unknown' ? '' : c.takesPart === 'present' ? '; the patient takes part' : '; the patient does not take part'}.`,
    ),
    ...(goals.length === 0
      ? ['No goal was named.']
      : goals.map((g) => `Goal by ${g.by}: ${g.activity}, from ${g.baseline} to ${g.target} of 10.`)),
    ...(series === undefined
      ? []
      : [
          `Series: ${series.modality.replaceAll('-', ' ')}, at least ${series.interval} days apart, at most ${series.most} sessions; after ${series.checkAfter} sessions a gain of ${series.gain} % on ${series.scale} or it is questioned.`,
        ]),
    ...(tasks ?? []).map(
      (t) => `${t.owner}: ${t.what}, by ${t.due}${t.done === undefined ? '' : `, done ${t.done}`}.`,
    ),
  ];
}
