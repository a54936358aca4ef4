/** What window.lab does with choices: how likely each of several given answers is, under each strength. */
import * as given from './arguments';
import { sizeOf, streamEdits } from './edits';
import * as options from './options';
import type { Chosen, ChooseOptions } from './types';
import type { App } from '../app/lower';
import { LabError } from '../error';
import { unevenOptions } from '../experiment/choice-warnings';
import { pushRows } from '../lab/edit-rows';
import { steerRows } from '../lab/units';
import type { ChoiceItem } from '../protocol';

export function chooseCalls({ client, store }: Pick<App, 'client' | 'store'>) {
  async function choose(items: ChoiceItem[], o: ChooseOptions = {}): Promise<Chosen[]> {
    const asked = given.items(items);
    const { unit, template, onProgress, signal } = options.choose(o);
    const alphas = given.alphas(o.alphas ?? [0]);
    const directions = o.directions && given.directionsOf(o.directions, store.getState());
    const { model } = store.getState();
    if (!directions && alphas.some((alpha) => alpha !== 0))
      throw new LabError('no-directions', `alphas ${alphas.join(', ')} need directions.`, 'Find them with lab.directions(pairs).');
    if (!directions && model.status !== 'ready')
      throw new LabError('no-model', 'No model is loaded.', 'Load one first: await lab.load("smollm2-135m-instruct").');
    const { layers, width } = directions ?? (model as Extract<typeof model, { status: 'ready' }>).info;
    const steer = directions
      ? steerRows(directions, { band: given.band(o.layer, layers), alphas, unit })
      : new Float32Array(layers * alphas.length * width);
    const size = sizeOf({ layers, width }, store.getState());
    const edits = streamEdits(o.edits ?? [], size, store.getState());
    const pushed = pushRows(
      steer,
      alphas.map(() => edits),
      size,
    );
    const chosen = await client.call(
      'choose',
      { items: asked, template, rows: alphas.length, alphas, ...pushed, read: directions?.data ?? null },
      { signal, onEvent: ({ done, of, index, item }) => onProgress?.({ done, of, index, logProbs: item.logProbs }) },
    );
    const warnings = unevenOptions(asked);
    return alphas.map((alpha, row) => ({
      alpha,
      warnings,
      items: chosen.map(({ logProbs, tokens, read }) => ({ logProbs: logProbs[row]!, tokens, read })),
    }));
  }
  return { choose };
}
