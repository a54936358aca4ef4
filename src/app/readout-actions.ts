/** Asks the loaded model which tokens directions speak for, and keeps what it answers in the experiment. */
import type { DirectionsRecord } from '../experiment/directions';
import { TOP, withReadout } from '../experiment/readout';
import { stampOf } from '../experiment/stamp';
import { LabError } from '../error';
import type { Context, ModelClient } from './ports';
import { t } from '../language/t';

interface Options {
  readonly signal?: AbortSignal;
}

export function readoutActions({ store, clock }: Pick<Context, 'store' | 'clock'>, model: Pick<ModelClient, 'call'>) {
  /** Blocks without a direction are left out of the question: a direction takes one pass over one token. */
  async function ask({ id, width, data }: DirectionsRecord, layers: readonly number[], { signal }: Options): Promise<void> {
    const blockAt = (layer: number) => data.subarray(layer * width, (layer + 1) * width);
    const there = layers.filter((layer) => blockAt(layer).some((value) => value !== 0));
    if (there.length === 0) return;
    const { epoch, model: loaded } = store.getState();
    if (loaded.status !== 'ready')
      throw new LabError('no-model', t`No model is loaded, so there is none to ask for tokens.`, t`Load the model of this run first.`);
    const directions = new Float32Array(there.length * width);
    there.forEach((layer, row) => directions.set(blockAt(layer), row * width));
    const { rows } = await model.call('lens', { directions, width, top: TOP }, { signal });
    const blocks = there.map((layer, row) => ({ layer, ...rows[row]! }));
    const answer = { directions: id, model: stampOf(loaded.info), at: clock.now().toISOString(), blocks };
    store.setState((now) => (now.epoch === epoch ? { experiment: withReadout(now.experiment, answer) } : {}));
  }

  return {
    /** The block of these directions. Rejects with `no-model`, and with what workers/model/lens.ts throws. */
    readOut: (record: DirectionsRecord, layer: number, options: Options = {}): Promise<void> => ask(record, [layer], options),
    /** All blocks in one call. */
    readOutAll: (record: DirectionsRecord, options: Options = {}): Promise<void> => ask(record, [...Array(record.layers).keys()], options),
  };
}
