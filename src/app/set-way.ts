/** In which way the settings of the page ask at this moment. Pure. */
import type { SetWay } from '../experiment/ways';
import { shownBand } from './shown-blocks';
import type { LabState } from './state';

export function setWay(state: Pick<LabState, 'experiment' | 'model'> & Partial<Pick<LabState, 'ownItems'>>): SetWay {
  const { unit, template, temperature, topP, repetitionPenalty, maxNewTokens } = state.experiment.view.steering;
  const info = state.model.status === 'ready' ? state.model.info : null;
  return {
    band: shownBand(state),
    unit,
    edits: state.experiment.view.edits,
    template: template && (info?.chatTemplate ?? true),
    sampling: { temperature, topP, repetitionPenalty, maxNewTokens },
    file: state.ownItems?.inUse ? state.ownItems.file.sha256 : null,
    model: info && { graphHash: info.graphHash, device: info.device },
  };
}
