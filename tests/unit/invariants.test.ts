/** The invariants of ARCHITECTURE.md hold because lint refuses their breach: here each is broken once. */
import { ESLint } from 'eslint';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { breach, table } from '../../borders';

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint();
});

test.each([
  ['src/lab/auroc.ts', "import { LabError } from '../error'; export const x = LabError;", 'src/lab is pure'],
  ['src/lab/report/association.ts', "import { LabError } from '../../error'; export const x = LabError;", 'src/lab is pure'],
  ['src/lab/report/association.ts', 'export const now = Date.now();', 'src/lab is pure'],
  ['src/lab/auroc.ts', 'export const now = Date.now();', 'src/lab is pure'],
  ['src/graph/wire.ts', "import { get } from 'idb-keyval'; export const x = get;", 'Only src/storage touches'],
  ['src/app/run.ts', "import * as ort from 'onnxruntime-web/webgpu'; export const x = ort;", 'Only workers/ imports onnxruntime-web'],
  ['src/app/run.ts', "import { env } from '@huggingface/transformers'; export const x = env;", 'Only workers/ imports onnxruntime-web'],
  ['src/ui/App.tsx', "import { get } from 'idb-keyval'; export const x = get;", 'Only src/storage touches'],
  ['src/lab/auroc.ts', 'export const x = Math.random();', 'src/lab is pure'],
  ['src/lab/auroc.ts', 'export const x = indexedDB;', 'src/lab is pure'],
  ['src/graph/wire.ts', 'export const x = Date.now();', 'src/graph is pure'],
  ['src/graph/wire.ts', "export const x = fetch('/');", 'src/graph is pure'],
  ['src/app/run.ts', "export const x = import('onnxruntime-web');", 'Only workers/ imports onnxruntime-web'],
  ['src/app/run.ts', "export const x = import('../ui/Story');", 'src/app knows nothing'],
  ['src/app/run.ts', "export const x = (name: string) => import('../lab/' + name);", 'An import names its file'],
  ['src/app/run.ts', 'export const x = indexedDB;', 'Only src/storage touches'],
  ['src/app/run.ts', "export const x = fetch('/');", 'through its ports'],
  ['src/app/run.ts', 'export const x = location.hash;', 'through its ports'],
  ['src/app/run.ts', "const { fetch } = globalThis; export const x = fetch('/');", 'through its ports'],
  ['src/lab/auroc.ts', "export const x = new Worker('x');", 'src/lab is pure'],
  ['src/app/run.ts', 'export const x = globalThis.indexedDB;', 'Only src/storage touches'],
  ['src/ui/App.tsx', 'export const x = window.caches;', 'Only src/storage touches'],
  ['src/app/run.ts', 'const { caches } = globalThis; export const x = caches;', 'Only src/storage touches'],
  ['src/ui/App.tsx', 'const { indexedDB: kept } = window; export const x = kept;', 'Only src/storage touches'],
  ['src/ui/App.tsx', 'const { caches } = self as { caches: unknown }; export const x = caches;', 'Only src/storage touches'],
  ['src/ui/App.tsx', "export const x = window['caches'];", 'Only src/storage touches'],
  ['workers/files/repository.ts', 'const { getDirectory } = navigator.storage; export const x = getDirectory;', 'Only src/storage touches'],
  ['src/app/run.ts', 'const { storage } = navigator; export const x = storage.getDirectory();', 'Only src/storage touches'],
  ['workers/files/repository.ts', 'export const x = navigator.storage.getDirectory();', 'Only src/storage touches'],
  ['src/app/run.ts', "import { useState } from 'react'; export const x = useState;", 'Only src/ui and main.tsx import React'],
  [
    'workers/files/repository.ts',
    "import { LineChart } from 'recharts'; export const x = LineChart;",
    'Only src/ui and main.tsx import React',
  ],
  ['src/client.ts', "import { capture } from '../workers/pass/capture'; export const x = capture;", 'only through the wire and client.ts'],
  [
    'workers/files/repository.ts',
    "import { store } from '../../src/app/store'; export const x = store;",
    'The worker knows nothing of the page',
  ],
  ['src/client.ts', 'export const x = (data: unknown) => data as number;', 'no side of the wire casts'],
  ['workers/serve.ts', 'export const x = (data: unknown) => data as number;', 'no side of the wire casts'],
  ['workers/serve.ts', 'let seen = 0; export const see = () => ++seen;', 'keeps the loaded model and nothing else'],
  ['workers/files/repository.ts', 'let seen = 0; export const see = () => ++seen;', 'keeps the loaded model and nothing else'],
  [
    'src/ui/App.tsx',
    "import { store } from '../app/store'; export const x = () => store.setState({ error: null });",
    'changes it through actions',
  ],
  ['src/ui/App.tsx', "import { store } from '../app/store'; const { setState } = store; export const x = setState;", 'through actions'],
  ['src/console/console.ts', "import { app } from '../app/actions'; app.store.setState({ error: null });", 'through actions'],
  [
    'src/protocol.ts',
    'export const x = 1;',
    'The wire (protocol.ts, model-protocol.ts, inspection.ts, analysis-protocol.ts, wire.ts) holds types, no code',
  ],
  ['src/inspection.ts', 'export const x = 1;', 'holds types, no code'],
  ['src/ui/App.tsx', 'export const x = <p dangerouslySetInnerHTML={{ __html: "" }} />;', 'text nodes only'],
  ['src/ui/App.tsx', 'export const x = <p>Read the texts</p>;', 'is said by t`…`'],
  ['src/ui/App.tsx', "export const x = <p aria-label='Texts' />;", 'is said by t`…`'],
  ['src/ui/App.tsx', 'export const x = (n: number) => <p title={`Texts: ${n}`} />;', 'is said by t`…`'],
  ['src/ui/App.tsx', "export const x = { hint: 'Load a model first.' };", 'is said by t`…`'],
  ['src/ui/App.tsx', 'export const x = (n: number) => `Read ${n} texts of this set.`;', 'is said by t`…`'],
])('%s: %s', async (filePath, code, message) => {
  const [result] = await eslint.lintText(code, { filePath });
  expect(result?.messages.map((found) => found.message).join('\n')).toContain(message);
});

test('ARCHITECTURE.md prints the table that lint goes by', () => {
  expect(readFileSync('ARCHITECTURE.md', 'utf8')).toContain(table());
});

test.each([
  ['src/hub/listing.ts', '../app/store', false, 'src/hub knows'],
  ['src/formats/tar.ts', '../hub/listing', false, 'src/formats reads'],
  ['src/experiment/link.ts', '../app/store', false, 'src/experiment is pure'],
  ['src/experiment/link.ts', '../storage/readings', true, 'src/experiment is pure'],
  ['src/storage/readings.ts', '../experiment/updates', false, 'src/storage keeps'],
  ['src/app/run.ts', '../ui/App', false, 'src/app knows nothing'],
  ['src/app/transfer.ts', '../storage/models', false, 'through its ports'],
  ['src/app/newer.ts', '../client', false, 'through its ports'],
  ['src/console/console.ts', '../storage/models', false, 'window.lab goes'],
  ['src/app/run.ts', 'left-pad', false, 'not on its list'],
  ['src/console/console.ts', '../ui/App', true, 'window.lab goes'],
  ['src/ui/App.tsx', '../storage/room', false, 'src/ui draws'],
  ['src/ui/behaviour/ApartFigure.tsx', '../../lab/auroc', false, 'src/ui computes no statistic'],
  ['src/ui/compare/agreements.ts', '../../lab/report/compare', false, 'src/ui computes no statistic'],
  ['src/ui/dots/layout.ts', '../../lab/moments', false, 'src/ui computes no statistic'],
  ['src/error.ts', './lab/invalid', false, 'src/error.ts knows'],
  ['src/protocol.ts', './error-codes', false, 'holds types, no code'],
  ['workers/serve.ts', '../src/experiment/experiment', true, 'The worker knows nothing of the page'],
  ['src/sw/sw.ts', '../storage/models', false, 'src/sw keeps and answers files'],
  ['src/ui/App.tsx', '../sw/keeping', false, 'src/ui draws'],
  ['src/app/offline-actions.ts', '../sw/keeping', false, 'through its ports'],
  ['src/newfolder/thing.ts', '../error', false, 'lies in no part of the lab'],
])('%s may not import %s', (file, specifier, onlyTypes, says) => {
  expect(breach(file, specifier, onlyTypes)).toContain(says);
});

test.each([
  ['src/storage/readings.ts', '../experiment/experiment', true],
  ['src/app/transfer.ts', '../storage/models', true],
  ['src/app/transfer.ts', '../storage/stored-model', false],
  ['src/app/browser.ts', '../storage/models', false],
  ['src/app/browser.ts', '../sw/keeping', false],
  ['src/app/ports.ts', '../sw/keeping', true],
  ['src/lab/report/report.ts', '../auroc', false],
  ['src/lab/coherence.ts', '../protocol', true],
  ['src/protocol.ts', './error-codes', true],
  ['src/ui/layers/Curve.tsx', 'react', false],
  ['src/ui/compare/agreements.ts', '../../lab/report/compare', true],
  ['src/ui/layers/WordsNote.tsx', '../../lab/report/verdict', false],
  ['workers/pass/forward.ts', '../device/runtime', false],
  ['tests/unit/client.test.ts', '../../src/client', false],
])('%s may import %s', (file, specifier, onlyTypes) => {
  expect(breach(file, specifier, onlyTypes)).toBeNull();
});
