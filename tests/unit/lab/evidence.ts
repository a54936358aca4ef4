/** The reference numbers of intervals, words, length and coherence, made by tests/fixtures/lab/evidence.py. */
import evidence from '../../fixtures/lab/evidence.json';

export { evidence };
