/**
 * The worker that reads run files, files of texts and games: text in, a checked experiment, set or game out. A large file holds up neither
 * the page nor the analysis.
 */
import type { RunFileCalls } from '../src/analysis-protocol';
import { runFileDesk } from './run-file/desk';
import { serve } from './serve';

serve<RunFileCalls>(runFileDesk());
