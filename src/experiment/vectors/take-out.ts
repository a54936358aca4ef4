/** Directions of a file leave an experiment again. */
import { isFromFile } from '../directions';
import { byId, type Experiment } from '../experiment';
import { isUsed } from '../updates';

/** Whether directions of a file can be taken out: nothing was pushed or read along them, and nothing will be. */
export const canRemoveDirections = (experiment: Experiment, id: string): boolean => {
  const record = byId(experiment.directions, id);
  return record !== undefined && isFromFile(record) && !experiment.view.reading.includes(id) && !isUsed(experiment, id);
};

/** The experiment without these directions of a file; as it was where they cannot be taken out. */
export const withoutDirections = (experiment: Experiment, id: string): Experiment =>
  canRemoveDirections(experiment, id)
    ? {
        ...experiment,
        directions: experiment.directions.filter((one) => one.id !== id),
        readouts: experiment.readouts.filter(({ directions }) => directions !== id),
      }
    : experiment;
