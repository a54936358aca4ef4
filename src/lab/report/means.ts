/** Means that stand in a picture or a table beside the numbers that they are made of. */
import { mean } from '../moments';

/** Mean of the numbers that there are: NaN stands for one that is missing. NaN where all are. */
export const meanKnown = (values: readonly number[]): number => mean(values.filter(Number.isFinite));
