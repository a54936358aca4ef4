/** Below so many texts a p of Spearman's ρ is exact here, where the paper's repository takes Student's t (SciPy's default). */
export { EXACT_BELOW } from '../correlation';
