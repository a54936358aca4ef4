/** The analysis worker: residuals of readings in, directions and their numbers out. */
import type { AnalysisCalls } from '../src/analysis-protocol';
import { analysisDesk } from './analysis/desk';
import { serve } from './serve';

// These take seconds and touch nothing: whoever asks for another pooling meanwhile does not wait for them.
serve<AnalysisCalls>(analysisDesk(), { atOnce: ['evidence', 'examine', 'matrix'] });
