/** Whether a readout is one that a model of these directions could have given. */
import { shown } from '../formats/shown';
import { isContentId } from './content-id';
import type { DirectionsRecord } from './directions';
import { misfit, type Told } from './misfit';
import { readoutId, type ReadBlock, type ReadoutRecord } from './readout';
import { t } from '../language/t';

/**
 * Throws unless it is of a model of the directions' own size, blocks are in the model's order and have a direction, and the tokens of each
 * end are all different and in the order of their logits.
 */
export function expectReadout(told: Told, path: string, readout: ReadoutRecord, { layers, width, data }: DirectionsRecord): void {
  const { id, model, blocks } = readout;
  if (model.layers !== layers || model.width !== width)
    misfit(told, `${path}.model`, t`a model of ${layers} × ${width}, as its directions are`, `${model.layers} × ${model.width}`);
  if (blocks.length === 0) misfit(told, `${path}.blocks`, t`at least one block`, 'none');
  blocks.forEach((block, i) => {
    const at = `${path}.blocks[${i}]`;
    const after = i > 0 ? blocks[i - 1]!.layer : -1;
    if (block.layer <= after || block.layer >= layers)
      misfit(told, `${at}.layer`, t`a block after ${after}, below ${layers}`, `${block.layer}`);
    if (!data.subarray(block.layer * width, (block.layer + 1) * width).some((value) => value !== 0))
      misfit(told, `${at}.layer`, t`a block that has a direction`, `${block.layer}`);
    expectEnds(told, at, block);
  });
  const own = readoutId(readout);
  if (isContentId('readout', id) && id !== own)
    misfit(told, `${path}.id`, t`"${own}", the id that directions, model and device give`, t`${shown(id)}, which does not belong to them`);
}

function expectEnds(told: Told, path: string, block: ReadBlock): void {
  if (block.positive.length !== block.negative.length || block.positive.length === 0)
    misfit(told, path, t`as many tokens at each end, at least one`, t`${block.positive.length} and ${block.negative.length}`);
  for (const [end, sign, order] of [
    ['positive', 1, t`at most`],
    ['negative', -1, t`at least`],
  ] as const) {
    const tokens = block[end];
    tokens.forEach(({ id, logit }, i) => {
      const first = tokens.findIndex((one) => one.id === id);
      if (first < i) misfit(told, `${path}.${end}[${i}].id`, t`a token of its own (${end}[${first}] has it too)`, `${id}`);
      const before = i > 0 ? tokens[i - 1]!.logit : sign * Infinity;
      if (sign * logit > sign * before) misfit(told, `${path}.${end}[${i}].logit`, t`${order} ${before}, the one before it`, `${logit}`);
    });
  }
  if (block.positive[0]!.logit < block.negative[0]!.logit)
    misfit(told, `${path}.positive[0].logit`, t`at least ${block.negative[0]!.logit}, the lowest`, `${block.positive[0]!.logit}`);
}
