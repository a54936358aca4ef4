/** What an edit costs while decoding: the second form of the graph, mounted as the worker mounts it, beside the first. */
import { pushOf } from '../../src/lab/edits';
import { middleBand } from '../../src/lab/units';
import type { Device } from '../../src/protocol';
import { argmax } from '../../workers/generate/sample';
import { interleave, ratios } from './interleave';
import { clampedModel, labModel } from './models';
import type { Measured } from './rows';
import { decoder, PROMPT } from './steps';
import { randomUnits } from './random-units';

/** One row, one direction ablated over the middle third of the blocks, as a first edit on the page has it. All ways read one text. */
export async function edits(device: Device, quick: boolean): Promise<Measured[]> {
  const first = await labModel(device);
  const second = await clampedModel(device);
  const { layers, width } = first.graph;
  const directions = { layers, width, data: randomUnits({ layers, width }, 1) };
  const ablated = pushOf(
    [{ op: 'ablate', directions, band: middleBand(layers), amount: 0, unit: 'raw', when: 'all' }],
    'answer',
    first.graph,
  ).clamps;
  const steps = [decoder(first, 1), decoder(second, 1, ablated), decoder(second, 1), decoder(first, 1)];
  let next = first.encode(PROMPT);
  let [tokens, same, difference] = [0, 0, 0];
  const times = await interleave(
    quick ? 12 : 96,
    steps.map((step) => () => step([next])),
    ([plain, , unedited]) => {
      tokens++;
      if (argmax(plain!) === argmax(unedited!)) same++;
      difference = plain!.reduce((most, logit, i) => Math.max(most, Math.abs(logit - unedited![i]!)), difference);
      next = [argmax(plain!)];
    },
  );
  return [
    { name: 'edits: decode, a direction ablated / no edit', values: ratios(times[1], times[0]), atMost: 1.25 },
    {
      name: 'edits: largest difference of logits, second form without an edit / first form',
      values: [difference],
      atMost: 0,
      note: `greedy tokens equal: ${same} of ${tokens}`,
    },
    { name: 'edits: decode, second form without an edit / first form', values: ratios(times[2], times[0]) },
    { name: 'edits: decode, no edit / no edit', values: ratios(times[3], times[0]), note: 'noise floor of the rows above' },
    { name: 'edits: decode, ms/token: a direction ablated', values: times[1]! },
  ];
}
