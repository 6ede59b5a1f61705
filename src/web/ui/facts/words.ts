/** Words for where a fact comes from and what it warns of. */
export const words = {
  status: { verified: 'Verified', textbook: 'Textbook', unreviewed: 'Unreviewed' },
  statusText: {
    verified: 'Compared with the primary source',
    textbook: 'Stated by the named book; not yet re-read against the page',
    unreviewed: 'Our own proposal; no clinician has checked it',
  },
  kinds: {
    pleura: 'Lung',
    vessel: 'Vessel',
    nerve: 'Nerve',
    organ: 'Organ',
    dura: 'Dura',
    airway: 'Airway',
    eye: 'Eye',
    joint: 'Joint',
    bone: 'Bone',
    other: 'Other',
  },
  noneBeneath: 'Nothing is listed. That is not a statement that nothing is there.',
} as const;
