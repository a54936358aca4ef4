/** Which scenario sets come with the page. */

/** The first is the default. Each is `public/scenarios/{id}.json`. */
export const SHIPPED_SETS = [
  { id: 'empathy', label: 'freely worded', title: 'Answers as they come: words alone tell the two kinds apart, too' },
  {
    id: 'empathy-matched',
    label: 'words matched',
    title: 'The control: the same words on both sides, so that only what is done with them differs',
  },
] as const;
export type ShippedSet = (typeof SHIPPED_SETS)[number]['id'];
