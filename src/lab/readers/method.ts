/**
 * The ways to find a direction between two classes:
 * - `mean-difference`: between the class means (`directionAt`).
 * - `pca`: the line along which the pair differences are longest (pca.ts).
 * - `lda`: the mean difference in units of the spread within the classes (lda.ts).
 * - `logistic`: the weights of a logistic regression (logistic.ts).
 * Every direction is a unit vector, and the difference of the training means projects above 0 on it.
 */
export type Method = 'mean-difference' | 'pca' | 'lda' | 'logistic';
export const METHODS: readonly Method[] = ['mean-difference', 'pca', 'lda', 'logistic'];

/** Those that are defined: without pairs there are no pair differences, and so no PCA of them. */
export const methodsFor = (paired: boolean): readonly Method[] => (paired ? METHODS : WITHOUT_PAIRS);
const WITHOUT_PAIRS = METHODS.filter((method) => method !== 'pca');
