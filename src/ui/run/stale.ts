/** What the numbers on the page were made with, where that is no longer what is chosen. Pure. */
import type { ModelInfo } from '../../protocol';
import type { Experiment } from '../../experiment/experiment';
import { shownRun } from '../../experiment/shown';
import { brief } from '../parts/format';
import { METHOD_NAMES, POOLING_NAMES } from './found-by';
import { t } from '../../language/t';

/**
 * "mean, no first · the set “Empathy in action”": what differs from the present choice; null if nothing does or nothing was run.
 * `setHash`, `model`: null where there is none yet.
 */
export function madeWith(experiment: Experiment, setHash: string | null, model: ModelInfo | null): string | null {
  const run = shownRun(experiment);
  if (!run) return null;
  const { capture, method, withoutMean } = experiment.view;
  const template = capture.template && (model?.chatTemplate ?? true);
  const parts = [
    run.capture.pooling !== capture.pooling ? t`pooling “${POOLING_NAMES[run.capture.pooling]}”` : '',
    run.spec.method !== method ? t`the method “${METHOD_NAMES[run.spec.method]}”` : '',
    (run.spec.withoutMean ?? false) !== withoutMean ? t`the mean of neutral texts ${withoutMean ? t`left in` : t`taken out`}` : '',
    run.capture.template !== template
      ? run.capture.template
        ? t`texts as chat messages`
        : t`texts as they are, not as chat messages`
      : '',
    setHash !== null && run.set.hash !== setHash ? t`the set “${brief(run.set.set.name)}”` : '',
    model && run.model.graphHash !== model.graphHash ? t`another model (${run.model.id})` : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : null;
}
