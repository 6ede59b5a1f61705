/** Words of the rescue card. */
export const words = {
  title: 'If it was too much: systemic toxicity',
  text: 'Volumes for this weight, lipid emulsion 20 %.',
  noWeight: 'Without a plausible weight there is no dose answer.',
  steps: [
    'Stop injecting. Call for help and for lipid emulsion.',
    'Airway: oxygen 100 %, avoid over-ventilation.',
    'Seizure: a benzodiazepine; no large doses of propofol.',
    'Lipid bolus, then the infusion, as above.',
    'Arrest: resuscitate; epinephrine in small doses, at most 1 µg/kg at a time; no lidocaine, no vasopressin, no calcium-channel or beta blocker.',
    'Watch on: at least two hours after a seizure, longer after the heart was affected.',
  ],
  stepsSource: 'The order is ours, after the 2020 checklist; nobody has reviewed it.',
  bolus: (ml: number) => `Bolus ${ml} mL over 2 to 3 minutes`,
  infusion: (least: number, most: number) =>
    least === most ? `then ${least} mL a minute` : `then ${least} to ${most} mL a minute`,
  most: (ml: number) => `never more than ${ml} mL in all`,
  start: 'Start the clock',
  stop: 'Stop the clock',
  clock: 'Time since the start',
} as const;
