/**
 * Another experiment takes the place of the one on the page. Work that fills the old one is stopped, and can no longer write into the new
 * one.
 */
import type { WholeReading } from '../storage/readings';
import type { Experiment } from '../experiment/experiment';
import { stopRun } from './run-actions';
import { fit, layersOf } from './view-actions';
import { stopSteer } from './steer-actions';
import { store, type Provenance } from './store';

/** `reading`: the texts behind the experiment, where this browser has them. */
export function replaceExperiment(experiment: Experiment, provenance: Provenance, reading: WholeReading | null = null): void {
  stopRun();
  stopSteer();
  store.setState(({ epoch }) => ({
    experiment: fit(experiment, layersOf(experiment)),
    provenance,
    reading,
    epoch: epoch + 1,
    error: null,
  }));
}
