/** Which columns say how the score goes along with EIA 0/1/2 (association.ts). */
import type { Column } from './columns';

/** The columns of one block. Their names and what NaN means: `COLUMNS`. */
export const EIA = [
  'eiaR',
  'eiaP',
  'eiaRho',
  'eiaRhoP',
  'eiaLength',
  'eiaInverse',
  'eiaGivenLength',
  'eiaGivenLengthP',
  'eiaGivenInverse',
  'eiaGivenInverseP',
  'eiaAccuracy',
  'eiaAbove0',
  'eiaAbove1',
  'eiaAbove2',
] as const satisfies readonly Column[];
export type EiaColumn = (typeof EIA)[number];
