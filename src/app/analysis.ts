/** The page's one line to the analysis worker. */
import type { AnalysisCalls } from '../analysis-protocol';
import { WorkerClient } from '../client';

export const analysis = new WorkerClient<AnalysisCalls>(
  () => new Worker(new URL('../../workers/analysis.worker.ts', import.meta.url), { type: 'module' }),
  {
    ended: 'The analysis was ended.',
    crashed: {
      what: 'The worker that computes directions stopped',
      hint: 'What was read is kept on this disk: press Run again. If it stops again, memory ran out: close other tabs.',
    },
    program: 'The program that computes directions',
  },
);
