/** The plain tables of a run file (tables.ts). */
export const TABLES = [
  'layers',
  'scores',
  'answers',
  'conversation',
  'choices',
  'damages',
  'ratings',
  'matrices',
  'readouts',
  'sweeps',
  'sweep-prompts',
  'games',
  'game-steps',
] as const;
export type TableName = (typeof TABLES)[number];
