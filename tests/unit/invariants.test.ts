/** The invariants of ARCHITECTURE.md hold because lint refuses their breach: here each is broken once. */
import { ESLint } from 'eslint';
import { beforeAll, expect, test } from 'vitest';

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint();
});

test.each([
  ['src/lab/auroc.ts', "import { LabError } from '../error'; export const x = LabError;", 'src/lab is pure'],
  ['src/lab/report/association.ts', "import { LabError } from '../../error'; export const x = LabError;", 'src/lab is pure'],
  ['src/lab/report/association.ts', 'export const now = Date.now();', 'src/lab is pure'],
  ['src/lab/auroc.ts', 'export const now = Date.now();', 'src/lab is pure'],
  ['src/graph/wire.ts', "import { get } from 'idb-keyval'; export const x = get;", 'src/graph is pure'],
  ['src/state/run.ts', "import * as ort from 'onnxruntime-web/webgpu'; export const x = ort;", 'Only workers/ imports onnxruntime-web'],
  ['src/state/run.ts', "import { env } from '@huggingface/transformers'; export const x = env;", 'Only workers/ imports onnxruntime-web'],
  ['src/ui/App.tsx', "import { get } from 'idb-keyval'; export const x = get;", 'Only src/storage touches'],
  ['src/lab/auroc.ts', 'export const x = Math.random();', 'src/lab is pure'],
  ['src/lab/auroc.ts', 'export const x = indexedDB;', 'src/lab is pure'],
  ['src/graph/wire.ts', 'export const x = Date.now();', 'src/graph is pure'],
  ['src/graph/wire.ts', "export const x = fetch('/');", 'src/graph is pure'],
  ['src/state/run.ts', "export const x = import('onnxruntime-web');", 'Imports stand at the top'],
  ['src/state/run.ts', 'export const x = indexedDB;', 'Only src/storage touches'],
  ['src/state/run.ts', 'export const x = globalThis.indexedDB;', 'Only src/storage touches'],
  ['src/ui/App.tsx', 'export const x = window.caches;', 'Only src/storage touches'],
  ['src/state/run.ts', 'const { storage } = navigator; export const x = storage.getDirectory();', 'Only src/storage touches'],
  ['workers/hub.ts', 'export const x = navigator.storage.getDirectory();', 'Only src/storage touches'],
  ['src/state/run.ts', "import { useState } from 'react'; export const x = useState;", 'Only src/ui and main.tsx import React'],
  ['workers/hub.ts', "import { LineChart } from 'recharts'; export const x = LineChart;", 'Only src/ui and main.tsx import React'],
  ['src/client.ts', "import { capture } from '../workers/capture'; export const x = capture;", 'only through the wire and client.ts'],
  ['workers/hub.ts', "import { useLab } from '../src/state/store'; export const x = useLab;", 'The worker knows nothing of the page'],
  ['workers/hub.ts', 'let seen = 0; export const see = () => ++seen;', 'keeps the loaded model and nothing else'],
  ['src/protocol.ts', 'export const x = 1;', 'The wire (protocol.ts, analysis-protocol.ts, wire.ts) holds types, no code'],
  ['src/ui/App.tsx', 'export const x = <p dangerouslySetInnerHTML={{ __html: "" }} />;', 'text nodes only'],
])('%s: %s', async (filePath, code, message) => {
  const [result] = await eslint.lintText(code, { filePath });
  expect(result?.messages.map((found) => found.message).join('\n')).toContain(message);
});
