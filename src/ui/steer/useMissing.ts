import type { LabState } from '../../app/state';
import { editOfOther } from '../../experiment/fitting';
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
export const NO_MODEL_TO_ASK = t`To ask, load a model first:`;
export const NO_MODEL_TO_PLAY = t`For a model to play, load one first:`;

/** Why nothing can be pushed along what is shown, or null: the same for all that is done with a loaded model and directions. */
function missingIn({ model, run: { status }, experiment, catalogue }: LabState, noModel: string, reading: string): string | null {
  if (model.status === 'loading') return t`The model is still loading.`;
  if (model.status !== 'ready') return noModel;
  const { info } = model;
  if (!info.selfTest.passed) return t`The model failed its self-test on this device.`;
  if (status === 'running') return reading;
  const run = shownRun(experiment);
  if (!run) return t`Press Run first: without directions there is nothing to push along.`;
  const { layers, width } = run.directions;
  if (layers !== info.layers || width !== info.width || !sameModel(run.model, info))
    return run.model.elsewhere
      ? readElsewhere(run.model)
      : t`These directions belong to ${modelName(catalogue, run.model)}, the loaded model is ${modelName(catalogue, info)}. Press Run to find this model’s own.`;
  const edit = editOfOther(experiment, info);
  return edit && `${edit.message} ${edit.hint}`;
}

/** Why nothing can be steered, or null. `prompt`: the prompt in the field counts, too. */
export const useMissing = (prompt: boolean): string | null =>
  useLab((s) => {
    const missing = missingIn(s, NO_MODEL, t`The run is still reading; steering is next.`);
    if (missing !== null) return missing;
    if (s.chat.status !== 'idle') return t`A turn of the conversation is being written.`;
    return prompt && s.experiment.view.steering.prompt.trim() === '' ? t`Choose a prompt, or write one.` : null;
  });

/** Why no choices can be asked, or null. */
export const useMissingToAsk = (): string | null =>
  useLab((s) => missingIn(s, NO_MODEL_TO_ASK, t`The run is still reading; choices come after it.`));

/** Why no model can play, or null. */
export const useMissingToPlay = (): string | null =>
  useLab((s) => missingIn(s, NO_MODEL_TO_PLAY, t`The run is still reading; games come after it.`));
