import { success, type SuccessRates } from '../report/success';

/** What a vector that does nothing scores, pushed as often one way as the other. Its answers are as coherent as without it: NaN here. */
export const NOTHING: SuccessRates = success([{ conditions: [-1, 0, 1].map((alpha) => ({ alpha, coherent: NaN, empathic: 0 })) }]).chance;
