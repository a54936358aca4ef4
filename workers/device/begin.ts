/**
 * ONNX Runtime on the CPU is fetched and compiled while a model's files are read, by a first session that holds nothing. On a graphics
 * device the first session sees to that device, too, and is the model's own.
 */
import { makeNode, makeValueInfo } from '../../src/graph/build';
import { FLOAT32 } from '../../src/graph/tensor';
import { put, putInteger, write } from '../../src/graph/wire';
import { ort } from './runtime';

/** Of the build that `startRuntime` chose. Resolves when it runs, and rejects as ONNX Runtime does: the next session waits for it. */
export function beginRuntime(): Promise<void> {
  const begun = ort.InferenceSession.create(nothing(), { executionProviders: ['wasm'] }).then((session) => session.release());
  // A load that ends before its session has a reason of its own.
  begun.catch(() => undefined);
  return begun;
}

/** A model of one Identity: ir_version 8, opset 13. */
const nothing = (): Uint8Array =>
  write((model) => {
    putInteger(model, 1, 8);
    put(model, 7, graph());
    const opset = write((field) => putInteger(field, 2, 13));
    put(model, 8, opset);
  });

const graph = (): Uint8Array =>
  write((fields) => {
    put(fields, 1, makeNode('Identity', ['in'], 'out').bytes);
    put(fields, 2, 'nothing');
    put(fields, 11, makeValueInfo('in', FLOAT32, [1]).bytes);
    put(fields, 12, makeValueInfo('out', FLOAT32, [1]).bytes);
  });
