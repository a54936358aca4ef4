/** All that games say, in one call: figures, verdict, and whether readings go along with decisions. Pure. */
import type { PlaysRequest, PlaysSaid } from '../../analysis-protocol';
import { decidedVerdict } from './decided-verdict';
import { decided } from './decisions';
import { playVerdict } from './play-verdict';
import { playsReport } from './plays';

export function playsSaid({ given, decisions, sides, others, layer, named, seed }: PlaysRequest): PlaysSaid {
  const report = playsReport(given, seed);
  const found = decided(decisions, layer, seed);
  return {
    report,
    verdict: playVerdict(report, given, { sides, others }),
    decided: found && { found, verdict: decidedVerdict(found, { layer, named }) },
  };
}
