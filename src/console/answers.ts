/** What window.lab does with answers: one completion per strength, in one batch. */
import * as given from './arguments';
import { sizeOf, streamEdits } from './edits';
import * as options from './options';
import type { Completion, GenerateOptions } from './types';
import type { App } from '../app/lower';
import { LabError, labError } from '../error';
import { pushRows } from '../lab/edit-rows';
import { steerRows } from '../lab/units';
import type { Prompt } from '../protocol';

export function answerCalls({ client, store }: App) {
  async function generate(said: Prompt, o: GenerateOptions = {}): Promise<Completion[]> {
    const prompt = given.prompt(said);
    const { unit, seed, temperature, topP, repetitionPenalty, maxNewTokens, begin, likely, template, onToken, signal } =
      options.generate(o);
    if (typeof prompt !== 'string' && o.template === false)
      throw new LabError(
        'bad-input',
        'template: messages are written in the chat template of the model, and template is false.',
        'Leave template out, or give one text.',
      );
    const alphas = given.alphas(o.alphas ?? [0]);
    const directions = o.directions && given.directionsOf(o.directions, store.getState());
    if (!directions && alphas.some((alpha) => alpha !== 0))
      throw new LabError('no-directions', `alphas ${alphas.join(', ')} need directions.`, 'Find them with lab.directions(pairs).');
    const { layers, width } = directions ?? (await modelShape());
    const band = given.band(o.layer, layers);
    const steer = directions ? steerRows(directions, { band, alphas, unit }) : new Float32Array(layers * alphas.length * width);
    const size = sizeOf({ layers, width }, store.getState());
    const edits = streamEdits(o.edits ?? [], size, store.getState());
    const request = {
      prompt,
      template,
      rows: alphas.length,
      alphas,
      ...pushRows(
        steer,
        alphas.map(() => edits),
        size,
      ),
      seeds: alphas.map(() => seed),
      read: directions?.data ?? null,
      temperature,
      topP,
      repetitionPenalty,
      maxNewTokens,
      begin,
      likely,
    };
    const { rows } = await client.call('generate', request, { signal, onEvent: onToken });
    const completions = rows.map(({ text, tokens, scores, unsteeredScores, ended, coherence, likely: named }, i) => ({
      alpha: alphas[i]!,
      text,
      tokens,
      scores,
      unsteeredScores,
      ended,
      coherence,
      likely: named,
    }));
    const failure = rows.find((row) => row.failure)?.failure;
    if (failure) throw Object.assign(labError(failure), { completions });
    return completions;
  }

  async function modelShape(): Promise<{ layers: number; width: number }> {
    const { model } = store.getState();
    if (model.status !== 'ready')
      throw new LabError('no-model', 'No model is loaded.', 'Load one first: await lab.load("smollm2-135m-instruct").');
    return model.info;
  }

  return { generate };
}
