/** The analysis worker: residuals of readings in, directions and their numbers out. */
import type { AnalysisCalls } from '../src/analysis-protocol';
import { analysisDesk } from './analysis/desk';
import { serve } from './serve';

serve<AnalysisCalls>(analysisDesk());
