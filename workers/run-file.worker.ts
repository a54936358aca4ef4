/**
 * The worker that reads run files and files of texts: text in, a checked experiment or set out. A large file holds up neither the page nor
 * the analysis.
 */
import type { RunFileCalls } from '../src/analysis-protocol';
import { runFileDesk } from './run-file/desk';
import { serve } from './serve';

serve<RunFileCalls>(runFileDesk());
