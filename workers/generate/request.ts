/** What a request asks of a row and a step, and whether it can be done. */
import { count, grouped } from '../../src/count';
import { LabError } from '../../src/error';
import { clampsOfRow, type Clamps } from '../../src/lab/clamps';
import { indices, type LayerIndex, type RowIndex } from '../../src/lab/indices';
import { layerRow } from '../../src/lab/layer-row';
import type { Prompt, SteerRequest } from '../../src/protocol';
import { expectFits } from '../device/limits';
import type { LoadedModel } from '../model/loaded';
import type { Pass } from '../pass/forward';
import { pickRow } from '../pass/lanes';
import type { Positions } from '../pass/positions';
import { expectClamps, expectPush } from './overflow';
import { t } from '../../src/language/t';

/** Throws `shape-mismatch` and `push-too-far`, for positions of the prompt and of the answer. */
export function expectEdits(
  model: LoadedModel,
  request: Pick<SteerRequest, 'rows' | 'steer' | 'clamps' | 'answer' | 'alphas' | 'read' | 'readCount'>,
): void {
  expectPush(model, request);
  if (request.answer) expectPush(model, { ...request, steer: request.answer.steer });
  for (const clamps of [request.clamps, request.answer?.clamps]) if (clamps) expectClamps(model, clamps, request.rows);
}

/** Throws where the prompt is empty, a length or a push cannot be, or context and memory do not hold it. */
export function check(model: LoadedModel, request: SteerRequest, promptTokens: number): void {
  const { rows, maxNewTokens } = request;
  expectEdits(model, request);
  if (promptTokens === 0 || isBlank(request.prompt))
    throw new LabError('empty-prompt', t`The prompt is empty.`, t`Write something for the model to answer.`);
  if (!(Number.isInteger(maxNewTokens) && maxNewTokens >= 1))
    throw new LabError('bad-length', t`maxNewTokens must be a whole number of at least 1, got ${maxNewTokens}.`, t`Try 64.`);
  const { begin = [] } = request;
  if (begin.length > maxNewTokens)
    throw new LabError(
      'bad-length',
      t`The answer is to begin with ${count(begin.length, 'token')}, and may have ${maxNewTokens} at most.`,
      t`Allow more tokens, or begin with fewer.`,
    );
  const { vocab } = model.graph;
  const unknown = begin.find((id) => !(Number.isInteger(id) && id >= 0 && id < (vocab ?? Infinity)));
  if (unknown !== undefined)
    throw new LabError(
      'bad-input',
      t`begin: ${unknown} is no token of this model${vocab === null ? '' : t`: it has 0 to ${vocab - 1}`}.`,
      t`Take ids of an answer of this model, or of lab.tokenize.`,
    );
  const over = promptTokens + maxNewTokens - (model.context ?? Infinity);
  if (over > 0) {
    const fewer = maxNewTokens - over;
    throw new LabError(
      'prompt-too-long',
      t`${count(promptTokens, 'prompt token')} and ${count(maxNewTokens, 'new one')} are ${grouped(over)} more than the model's context of ${grouped(model.context!)}.`,
      t`Shorten the prompt by ${count(over, 'token')}${fewer > 0 ? t`, or ask for at most ${count(fewer, 'new one')}` : t` at least`}.`,
    );
  }
  const { firstWindow } = model.graph;
  const again = firstWindow !== null && promptTokens <= firstWindow && promptTokens + maxNewTokens > firstWindow ? firstWindow + 1 : 0;
  expectFits(model, { rows, prompt: promptTokens, answer: maxNewTokens, readAtOnce: Math.max(promptTokens, again) });
}

/** A text, or a last message, in which nothing but space is. */
export const isBlank = (prompt: Prompt): boolean => (typeof prompt === 'string' ? prompt : (prompt.at(-1)?.content ?? '')).trim() === '';

/** The first step reads the prompt, the others the answer. */
export const pushAt = ({ steer, clamps = null, answer }: SteerRequest, step: number): Pick<Pass, 'steer' | 'clamps'> =>
  step > 0 && answer ? answer : { steer, clamps };

/** What happens to one row at the prompt's positions, and at those after it: the same object where that is the same. */
export interface RowEdits {
  readonly prompt: Positions;
  readonly answer: Positions;
}

export function rowEdits(
  { steer, clamps = null, answer }: Pick<SteerRequest, 'steer' | 'clamps' | 'answer'>,
  row: RowIndex,
  shape: { rows: number; layers: number; width: number },
): RowEdits {
  const at = (own: Float32Array, bounds: Clamps | null): Positions => ({
    steer: pickRow(own, row, shape),
    clamps: bounds && clampsOfRow(bounds, row, shape.rows, shape.layers),
  });
  const prompt = at(steer, clamps);
  return { prompt, answer: answer ? at(answer.steer, answer.clamps) : prompt };
}

export const isPlain = (
  { steer, clamps, answer }: SteerRequest,
  row: RowIndex,
  shape: { rows: number; layers: number; width: number },
): boolean =>
  [clamps, answer?.clamps].every((own) => !own || isUnbound(clampsOfRow(own, row, shape.rows, shape.layers))) &&
  [steer, ...(answer ? [answer.steer] : [])].every((push) =>
    indices<LayerIndex>(shape.layers).every((layer) => layerRow(push, shape, layer, row).every((x) => x === 0)),
  );

/** Bounds of one row, none of which keeps anything. */
export const isUnbound = ({ low, high }: Clamps): boolean => low.every((x) => x === -Infinity) && high.every((x) => x === Infinity);
