/** What a load of a model leaves on this disk for the next one of the same files: the test that it passed, and what its graph became. */
import type { SelfTest } from '../protocol';
import { latest } from './latest';

/** What a text came to: residuals [layer, width], the mean over its tokens, and the logits [vocab] of the last of them. */
export interface OnceRead {
  readonly residual: Float32Array;
  readonly logits: Float32Array;
}

export interface PassedTest {
  /** ISO 8601. */
  readonly at: string;
  readonly test: SelfTest;
  readonly read: OnceRead;
}

/** By step: what the program of `workers` made of a graph, and takes for what it made. */
export interface MadeGraph {
  /** ISO 8601. */
  readonly at: string;
  readonly steps: Readonly<Record<string, unknown>>;
}

export const passedTests = latest<PassedTest>('eia-lab-self-tests', 8);
export const madeGraphs = latest<MadeGraph>('eia-lab-graphs', 4);

/** The next load begins from the files. A browser that keeps nothing has nothing to forget. */
export async function forgetLoads(): Promise<void> {
  await Promise.allSettled([passedTests.clear(), madeGraphs.clear()]);
}
