/** What the two sides of asked items are called. Pure. */
import type { ChoiceWay } from './choice-plan';
import { t } from '../language/t';

/** Items of a file of A/B items are about a behaviour of their own, whatever concept the directions are of. */
const OF_A_FILE = { positive: t`matching answers`, negative: t`answers that do not match` } as const;

/** Those of the file's items, else those of the set's concept. */
export const sidesOf = <T extends { readonly positive: string; readonly negative: string }>(
  { file }: Pick<ChoiceWay, 'file'>,
  concept: T,
): { readonly positive: string; readonly negative: string } => (file === null ? concept : OF_A_FILE);
