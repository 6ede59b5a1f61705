/** Words of the page about the product. */
export const words = {
  title: 'About Tautband',
  lead: 'From a pain drawing to the muscles that could explain it, to the examination that tells them apart.',
  use: 'Intended use',
  useText: [
    'Tautband helps a clinician who examines for myofascial trigger points. The patient paints where it hurts; the software ranks the muscles that are described to refer pain there, says why, and updates the ranking with what the examining hand finds.',
    'It supports a decision; it takes none. Every ranking shows what it rests on, so that it can be checked and disagreed with.',
  ],
  users: 'Who it is for',
  usersText: [
    'Physicians, physiotherapists and other health professionals who are trained to examine muscles.',
    'Patients paint. They are not shown the ranking, because a list of muscles is not a diagnosis.',
  ],
  limits: 'What it cannot do',
  limitsText: [
    'It is not a medical device, and it makes no diagnosis.',
    'Its probabilities come from a model of published referral patterns. They were not tested on patients.',
    'Most rows of the atlas are stated by textbooks and were not compared with the page; no clinician has reviewed them. Each row shows its status.',
    'Experts agree that no trigger point has a fixed place or a fixed referral. Two examiners who press the same muscle agree only moderately.',
    'It knows trigger points and a list of other reasons for pain. Whatever is in neither list it cannot see.',
    'The body map shows one slim adult. It has no view from above the head and none of children.',
  ],
  stop: 'When to stop and refer',
  stopText:
    'Numbness between the legs, new loss of bladder or bowel control, weakness, fever, unexplained weight loss, a cancer or an injury in the history, chest pain or breathlessness: none of these is a question for this software.',
  versions: 'Versions',
  atlas: 'Atlas',
  engine: 'Ranking engine',
  parameters: 'Parameters',
  app: 'App',
  sources: 'Sources',
  sourcesText: 'Every work that a fact in this version cites.',
  licence: 'Licence',
  licenceText:
    'Tautband is open software under the Apache License 2.0. The body map derives from MakeHuman assets released under CC0 1.0.',
  loading: 'Loading the sources',
  failed: 'The sources cannot be loaded',
} as const;
