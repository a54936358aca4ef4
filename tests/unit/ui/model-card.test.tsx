/** The card of a loaded model: what its files do not state is said. */
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelInfo } from '../../../src/protocol';
import { foldAll } from '../../../src/ui/parts/folded';
import { ModelCard } from '../../../src/ui/model/ModelCard';

const info: ModelInfo = {
  id: 'mine',
  repo: 'own/model',
  revision: 'main',
  architecture: 'LlamaForCausalLM',
  layers: 4,
  width: 64,
  stream: 'float32',
  vocab: 512,
  context: 2048,
  device: 'wasm',
  dtype: 'fp32',
  widened: false,
  graphHash: '0',
  deviceName: '1 thread',
  commit: null,
  dtypeNote: null,
  fallbackReason: null,
  slowReason: null,
  chatTemplate: true,
  seconds: 1,
  downloaded: 0,
  selfTest: {
    passed: true,
    failures: [],
    zeroSteerDifference: 0,
    readOverWrite: 1,
    leakBelow: 0,
    cacheCosine: 1,
    referenceCosine: null,
    tolerance: 1e-3,
    seconds: 1,
  },
};
beforeAll(() => foldAll(true));
afterAll(() => foldAll(false));

const card = (over: Partial<ModelInfo>) => renderToStaticMarkup(<ModelCard info={{ ...info, ...over }} />).replace(/<[^>]+>/g, ' ');

test('a context that nobody states is said', () => {
  expect(card({})).toMatch(/context\s+2,048 tokens/);
  expect(card({ context: null })).toMatch(/context\s+not stated by the model/);
});

test('of several chat templates the one in use is named', () => {
  expect(card({ chatTemplateName: 'rag' })).toMatch(/chat template\s+“rag”, of several/);
  expect(card({ chatTemplateName: null })).not.toContain('chat template');
});
