/** Which scenario sets come with the page. */

/** The first is the default. Each is `public/scenarios/{id}.json`. */
export const SHIPPED_SETS = [
  { id: 'empathy', label: 'freely worded', title: 'Answers as they come: words alone tell the two kinds apart, too' },
  {
    id: 'empathy-matched',
    label: 'words matched',
    title: 'The control: the same words on both sides, so that only what is done with them differs',
  },
  { id: 'decisions', label: 'decisions', title: 'The same situations as short first-person choices: helping, or the task' },
  { id: 'honesty', label: 'honesty', title: 'Another concept, words matched: telling the truth, or shading it' },
  { id: 'fairness', label: 'fairness', title: 'Another concept, words matched: one measure for all, or a favour' },
  { id: 'beneficence', label: 'beneficence', title: 'Another concept, words matched: doing good unasked, or minding the task' },
] as const;
export type ShippedSet = (typeof SHIPPED_SETS)[number]['id'];
