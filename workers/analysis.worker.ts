/** The analysis worker: residuals of readings in, directions and their numbers out. */
import type { AnalysisCalls } from '../src/analysis-protocol';
import { analysisDesk } from './analysis/desk';
import { serve } from './serve';

// Evidence takes seconds and touches nothing: whoever asks for another pooling meanwhile does not wait for it.
serve<AnalysisCalls>(analysisDesk(), { atOnce: ['evidence'] });
