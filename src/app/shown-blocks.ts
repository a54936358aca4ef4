/** The block and the band that the page shows: those of the view, inside the model in use. */
import { bandWithin, layersOf, layerWithin } from '../experiment/blocks';
import type { SteeringSettings } from '../experiment/view';
import type { LabState } from './state';

/** Blocks of the model in use: of the run that is shown, else of the loaded model. */
export const layersInUse = ({ experiment, model }: Pick<LabState, 'experiment' | 'model'>): number =>
  layersOf(experiment, model.status === 'ready' ? model.info.layers : null);

export const shownLayer = (state: Pick<LabState, 'experiment' | 'model'>): number =>
  layerWithin(state.experiment.view.layer, layersInUse(state));

export const shownBand = (state: Pick<LabState, 'experiment' | 'model'>): SteeringSettings['band'] =>
  bandWithin(state.experiment.view.steering.band, layersInUse(state));
