/** A p value as it is read out, after a test or a permutation: to three digits, with a leading zero as every number here. */
export const pText = (p: number): string => (!Number.isFinite(p) ? 'p –' : p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);
