/** Answers one after another, as the page asks for them: one strength beside none, with what else was likely. */
import { middleBand, steerRows } from '../../src/lab/units';
import type { Device } from '../../src/protocol';
import { generate } from '../../workers/generate/generate';
import { labModel } from './models';
import { PROMPT } from './steps';
import { wasmBytes } from './wasm-memory';
import { randomUnits } from './random-units';

const ALPHAS = [0, 3];

/** Generates `times` answers of `tokens` tokens. Returns the bytes of WebAssembly's memory after the last. */
export async function generations(device: Device, { times, tokens }: { times: number; tokens: number }): Promise<number> {
  const model = await labModel(device);
  const { layers, width } = model.graph;
  const directions = { layers, width, data: randomUnits({ layers, width }, 1) };
  const request = {
    prompt: PROMPT,
    template: true,
    rows: ALPHAS.length,
    alphas: ALPHAS,
    seeds: ALPHAS,
    steer: steerRows(directions, { band: middleBand(layers), alphas: ALPHAS, unit: 'raw' }),
    read: directions.data,
    likely: 5,
    temperature: 0,
    topP: 1,
    repetitionPenalty: 1.1,
    maxNewTokens: tokens,
  };
  for (let i = 0; i < times; i++) await generate(model, request, () => {}, new AbortController().signal);
  return wasmBytes();
}
