/**
 * The Python that goes home: it is well formed wherever Python is, and draws a recorded run where numpy and matplotlib are there, as in the
 * Python that the companion's tests made (tests/companion/run.mjs, which CI does first).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { plotCells, plotNotebook, plotScript } from '../../../../src/experiment/home/plots';
import { reproduceScript } from '../../../../src/experiment/home/reproduce';
import { unreproducible } from '../../../../src/experiment/home/unreproducible';
import { remeasure } from '../../../../src/experiment/remeasure';
import { decodeExperiment } from '../../../../src/experiment/run-file';
import { shownRun } from '../../../../src/experiment/shown';
import { npzOf, outgoing } from '../../../../src/experiment/vectors/out';
import { METHODS } from '../../../../src/lab/readers/method';
import { partText } from '../../../recording';

const COMPANION = join('.companion', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const PYTHON = process.env.LAB_PYTHON ?? (existsSync(COMPANION) ? resolve(COMPANION) : 'python3');
const has = (...modules: string[]): boolean =>
  spawnSync(PYTHON, ['-c', modules.map((one) => `import ${one}`).join('\n') || 'pass']).status === 0;
const EXPERIMENT = await remeasure(decodeExperiment(partText('empathy'), 'run.json'));
const run = shownRun(EXPERIMENT)!;
const compiles = (text: string): void => void execFileSync(PYTHON, ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: text });

test('the notebook is nbformat 4.5: cells with ids of their own, code without output', () => {
  const { nbformat, nbformat_minor, cells } = JSON.parse(plotNotebook('run "1".json')) as {
    nbformat: number;
    nbformat_minor: number;
    cells: { id: string; cell_type: string; source: string[]; outputs?: unknown[] }[];
  };
  expect([nbformat, nbformat_minor]).toEqual([4, 5]);
  expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
  expect(cells.every(({ id }) => /^[\w-]{1,64}$/.test(id))).toBe(true);
  const code = cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''));
  expect(code).toEqual(plotCells('run "1".json').map((cell) => cell.code));
});

test('what cannot be said in a page of lines has no script', () => {
  expect(reproduceScript({ ...run, spec: { ...run.spec, pooling: 'answer' } }, 'run.json')).toBeNull();
  expect(reproduceScript({ ...run, spec: { ...run.spec, withoutMean: true } }, 'run.json')).toBeNull();
});

test('why there is no script is known before it is asked for, and only then', () => {
  const unknown = { ...run.set, set: { ...run.set.set, unwritten: true as const } };
  const runs = [
    run,
    ...(['mean', 'mean-rest', 'last', 'last-4', 'last-16', 'answer'] as const).map((pooling) => ({
      ...run,
      spec: { ...run.spec, pooling },
    })),
    { ...run, spec: { ...run.spec, withoutMean: true as const } },
    { ...run, set: unknown },
  ];
  for (const one of runs) expect(unreproducible(one) !== null).toBe(reproduceScript(one, 'run.json') === null);
  expect(runs.flatMap((one) => unreproducible(one) ?? [])).toEqual([
    expect.stringContaining('“answer only”'),
    expect.stringContaining('mean of neutral texts'),
    expect.stringContaining('numbers alone'),
  ]);
});

test('the included model goes by the name under which transformers finds it; any other by its own', () => {
  expect(run.model.revision).toBe('embedded');
  expect(reproduceScript(run, 'run.json')).toContain('"HuggingFaceTB/SmolLM2-135M-Instruct"');
  const other = { ...run, model: { ...run.model, repo: 'org/model', revision: 'main' } };
  expect(reproduceScript(other, 'run.json')).toContain('"org/model"');
});

test('the direction is found again in 25 lines of code, of pairs and of texts without partners', () => {
  // The docstring is two lines.
  const lines = (script: string) =>
    script
      .split('\n')
      .slice(2)
      .filter((line) => line.trim() !== '');
  expect(lines(reproduceScript(run, 'run.json')!)).toHaveLength(25);
  const { pairs, ...rest } = run.set.set;
  const texts = pairs.flatMap(({ id, scenario, split, positive }) => [{ id, scenario, split, label: 'positive' as const, text: positive }]);
  const script = reproduceScript({ ...run, set: { ...run.set, set: { ...rest, pairs: [], texts } } }, 'run.json')!;
  expect(lines(script)).toHaveLength(25);
  expect(script).toContain('scenarios["texts"]');
});

test.skipIf(!has())('every script is Python, whatever the file, the set and the method are called', () => {
  const odd = { ...run, set: { ...run.set, set: { ...run.set.set, name: 'a "b" \\ """ C:\\users \\x' } } };
  compiles(plotScript('run "1" \\n.json'));
  for (const method of METHODS)
    for (const template of [true, false])
      compiles(reproduceScript({ ...odd, spec: { ...run.spec, method }, capture: { ...run.capture, template } }, 'run "1".json')!);
});

test.skipIf(!has())('answers are read behind their prompts, with a template and without', () => {
  const { set } = run.set;
  const pairs = set.pairs.map((pair, i) => (i === 0 ? pair : { ...pair, prompt: 'What now?' }));
  const answers = { ...run, set: { ...run.set, set: { ...set, pairs } } };
  for (const template of [true, false]) {
    const script = reproduceScript({ ...answers, capture: { ...run.capture, template } }, 'run.json')!;
    compiles(script);
    expect(script).toContain(template ? '{"role": "assistant", "content": text}' : String.raw`f"{prompt}\n\n{text}" if prompt else text`);
    expect(script).toContain('(one[side], one.get("prompt", ""))');
    const texts = pairs.map(({ id, scenario, split, positive: text }) => ({
      id,
      scenario,
      split,
      label: 'positive' as const,
      text,
      prompt: 'x',
    }));
    const alone = { ...answers, set: { ...answers.set, set: { ...set, pairs: [], texts } } };
    expect(reproduceScript(alone, 'run.json')).toContain('(one["text"], one.get("prompt", ""))');
  }
  // A rated text alone makes answers of all, as the page reads them.
  const scored = set.scored.map((one) => ({ ...one, prompt: 'What now?' }));
  expect(reproduceScript({ ...run, set: { ...run.set, set: { ...set, scored } } }, 'run.json')).toContain('one.get("prompt", "")');
});

const OPENED = `
import json, sys
import numpy as np
with np.load(sys.argv[1]) as opened:
    print(json.dumps([[name, str(one.dtype), bool(one.flags.c_contiguous), list(one.shape), one.astype(float).tolist()] for name, one in opened.items()]))
`;

test.skipIf(!has('numpy'))('numpy.load opens the .npz of all blocks: float32, a row each, under the published names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-npz-'));
  const file = join(folder, 'own.npz');
  const zip = await npzOf(outgoing(run.record, EXPERIMENT, { layer: 0, band: [0, 0] }), new Date(2026, 0, 1));
  writeFileSync(file, new Uint8Array(await zip.arrayBuffer()));
  const found = JSON.parse(execFileSync(PYTHON, ['-c', OPENED, file], { encoding: 'utf8', maxBuffer: 1e8 })) as unknown[];
  const { layers, width, data } = run.record;
  expect(found).toEqual(
    Array.from({ length: layers }, (_, block) => [
      ...[`empathy_direction_layer_${block}`, 'float32', true, [width]],
      Array.from(data.subarray(block * width, (block + 1) * width)),
    ]),
  );
});

/** As Jupyter does: one cell after the other, in one place of names. */
const NOTEBOOK = `
import json
names = {}
for cell in json.load(open('plots.ipynb'))['cells']:
    if cell['cell_type'] == 'code':
        exec(''.join(cell['source']), names)
`;

test.skipIf(!has('numpy', 'matplotlib')).each([
  ['script', 'plots.py', plotScript('run.json'), ['plots.py']],
  ['notebook', 'plots.ipynb', plotNotebook('run.json'), ['-c', NOTEBOOK]],
])('the %s draws the recorded run, and its AUROC is the page’s', { timeout: 120_000 }, (_, file, text, args) => {
  const folder = mkdtempSync(join(tmpdir(), 'plots-'));
  writeFileSync(join(folder, 'run.json'), partText('empathy'));
  writeFileSync(join(folder, file), text);
  const said = execFileSync(PYTHON, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, MPLBACKEND: 'Agg' } });
  expect(said).toContain(`AUROC at block 15: ${run.table.auroc[15]!.toFixed(3)}`);
  expect(said).toContain('(30, 576) length at the block on show: 1.0');
  for (const name of ['layers', 'texts', 'behaviour']) expect(existsSync(join(folder, `${name}.png`))).toBe(true);
});
