/**
 * For the CPU: log-probabilities beside the logits, where a run is asked for more than one position of a row. To take the exponentials of
 * a whole vocabulary in JavaScript takes as long as a twentieth of a run that reads an option (`npm run bench -- --only choices`).
 *
 *   output log_probs  float32 [B, K, V]   natural log of softmax(logits); empty where K is 1: a step of an answer does not pay for it
 */
import { makeNode, makeValueInfo, writeModel } from './build';
import { Chain, freeValue } from './chain';
import { readModel } from './onnx';
import { FLOAT32 } from './tensor';

const OURS = '/eia/log_probs/';
export const LOG_PROBS = 'log_probs';

/** The instrumented graph with that output. */
export function addLogProbs(instrumented: Uint8Array): Uint8Array {
  const model = readModel(instrumented);
  const { graph } = model;
  const flag = new Chain(OURS);
  const shape = flag.then('Shape', ['logit_index'], 'shape');
  const isMany = flag.then('Greater', [flag.then('Gather', [shape, flag.integer(1)], 'count'), flag.integer(1)], 'is_many');
  const [taken, left] = [new Chain(`${OURS}taken/`), new Chain(`${OURS}left/`)];
  const branches = {
    then_branch: taken.branch([freeValue(taken.then('LogSoftmax', ['logits'], 'all', { axis: -1 }), FLOAT32, 3)]),
    else_branch: left.branch([freeValue(left.then('ConstantOfShape', [left.integers(0, 0, 0)], 'none'), FLOAT32, 3)]),
  };
  return writeModel(model, {
    ...graph,
    nodes: [...graph.nodes, ...flag.nodes, makeNode('If', [isMany], LOG_PROBS, branches)],
    initializers: [...graph.initializers, ...flag.constants.values()],
    outputs: [...graph.outputs, makeValueInfo(LOG_PROBS, FLOAT32, ['eia_rows', 'eia_kept', 'vocab_size'])],
  });
}
