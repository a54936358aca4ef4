import { sameModel } from '../../experiment/same-model';
import { shownRun } from '../../experiment/shown';
import type { ModelStamp } from '../../experiment/stamp';
import { brief } from '../parts/format';
import { modelName } from '../provenance';
import { useLab } from '../useLab';
import { t } from '../../language/t';

/** Directions out of activations of a file: what could push along them. */
export const readElsewhere = ({ id, layers, width }: ModelStamp): string =>
  t`These directions come from activations of ${brief(id, 60)} that were read elsewhere: only that model (${layers} blocks × ${width}), loaded here, can be pushed along them. Press Run to find the loaded model’s own.`;

export const NO_MODEL = t`To steer, load a model first:`;

/** Why nothing can be steered, or null. `prompt`: the prompt in the field counts, too. */
export function useMissing(prompt: boolean): string | null {
  return useLab((s) => {
    if (s.model.status === 'loading') return t`The model is still loading.`;
    if (s.model.status !== 'ready') return NO_MODEL;
    const { info } = s.model;
    if (!info.selfTest.passed) return t`The model failed its self-test on this device.`;
    const run = shownRun(s.experiment);
    const { steering } = s.experiment.view;
    if (!run) return t`Press Run first: without directions there is nothing to push along.`;
    const { layers, width } = run.directions;
    if (layers !== info.layers || width !== info.width || !sameModel(run.model, info))
      return run.model.elsewhere
        ? readElsewhere(run.model)
        : t`These directions belong to ${modelName(s.catalogue, run.model)}. Press Run to find this model’s own.`;
    if (s.run.status === 'running') return t`The run is still reading; steering is next.`;
    if (s.chat.status !== 'idle') return t`A turn of the conversation is being written.`;
    if (prompt && steering.prompt.trim() === '') return t`Choose a prompt, or write one.`;
    return null;
  });
}
