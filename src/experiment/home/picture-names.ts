/** The pictures that the page can draw, by which they are taken home. */
export const PICTURES = [
  'auroc',
  'separation',
  'texts',
  'eia',
  'apart',
  'rated',
  'published',
  'depth',
  'cosines',
  'sets',
  'dose',
  'monitor',
  'choices',
  'before',
  'game-scores',
  'game-actions',
  'game-decisions',
] as const;
export type PictureName = (typeof PICTURES)[number];
