/** lab.import and lab.export: files of each kind, and back. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLab } from '../../../src/console/console';
import { shownRun } from '../../../src/experiment/shown';
import { readControlVector } from '../../../src/formats/vectors/gguf';
import { PAPER_FILES } from '../../../src/formats/paper-results';
import { readNpy } from '../../../src/formats/vectors/npy';
import { ownFilesUnasked } from '../app/own';
import { fakePage } from '../app/ports';
import { bytesOf, expected } from '../formats/vectors/files';

const OWN = ownFilesUnasked('empathy', 'neutral', 'hard-negatives', 'choices');
const { table, width, layers } = expected;
const file = (name: string): File => new File([bytesOf(name)], name);
const text = (json: string, name: string): File => new File([json], name);

/** The page with its recording: 30 blocks × 576. */
async function open() {
  const page = fakePage({ own: OWN });
  await page.app.start();
  return { lab: createLab(page.app), page };
}
const bytes = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

describe('import', () => {
  test('vectors, one a block: zeros where no file gives one; as many blocks as asked for', async () => {
    const { lab, page } = await open();
    const before = page.app.store.getState().experiment;
    const files = [file('some_direction_layer_2.npy'), file('some_direction_layer_3.npy')];
    const read = await lab.import(files, { layers: 6 });
    if (read.kind !== 'vectors') throw new Error(read.kind);
    const { directions } = read;
    expect(directions).toMatchObject({ layers: 6, width, name: 'some_direction' });
    expect(directions.data).toHaveLength(6 * width);
    expect(Array.from(directions.data.subarray(0, 2 * width))).toEqual(Array(2 * width).fill(0));
    expect(directions.lengths[2]).toBeCloseTo(Math.hypot(...table[2]!), 12);
    const own = await lab.import(files);
    expect(own.kind === 'vectors' && own.directions.layers).toBe(4);
    expect(page.app.store.getState().experiment).toBe(before);
  });
  test('a single vector whose file says no block is of the one asked for', async () => {
    const { lab } = await open();
    const bare = new File([bytesOf('some_direction_layer_3.npy')], 'mine.npy');
    await expect(lab.import([bare])).rejects.toMatchObject({ hint: expect.stringContaining('Say the block') as string });
    const read = await lab.import([bare], { layer: 2, layers: 6 });
    if (read.kind !== 'vectors') throw new Error(read.kind);
    expect(read.directions.lengths.map((length) => length > 0)).toEqual([false, false, true, false, false, false]);
    const both = await lab.import([bare, file('some_direction_layer_3.npy')], { layer: 1 });
    expect(both.kind === 'vectors' && both.directions.lengths.map((length) => length > 0)).toEqual([false, true, false, true]);
    await expect(lab.import([bare], { layer: 6, layers: 6 })).rejects.toMatchObject({ code: 'shape-mismatch' });
    await expect(lab.import([file('some_direction_layer_3.npy')], { layer: 2 })).rejects.toMatchObject({
      ...{ code: 'bad-input', message: 'layer: some_direction_layer_3.npy says which block each vector is of.' },
    });
    await expect(lab.import([bare], { layer: 1e9 })).rejects.toMatchObject({ code: 'bad-input' });
  });
  test('sets, tables, A/B items, run files and results, each by what it is', async () => {
    const { lab, page } = await open();
    const set = await lab.import([text(readFileSync('public/scenarios/fairness.json', 'utf8'), 'fairness.json')]);
    expect(set.kind === 'set' && set.set.id).toBe('fairness');
    const csv = `a,b\n${Array.from({ length: 6 }, (_, i) => `I wait for you ${i} times.,I leave you ${i} times.`).join('\n')}`;
    const mapped = await lab.import([text(csv, 'own.csv')], {
      mapping: { columns: { positive: 'b', negative: 'a' }, use: undefined, name: undefined } as never,
    });
    expect(mapped.kind === 'set' && mapped.set.pairs[0]!.positive).toBe('I leave you 0 times.');
    const row = (i: number) => ({
      question: `A runner falls ${i} times. Do you stop?\n\nChoices:\n (A) I stop\n (B) I run on`,
      answer_matching_behavior: ' (A)',
      answer_not_matching_behavior: ' (B)',
    });
    const items = await lab.import([text(JSON.stringify([1, 2, 3, 4].map(row)), 'ab.json')]);
    expect(items.kind === 'set' && [items.set.pairs.length > 0, (items.set.items ?? []).length > 0]).toEqual([true, true]);
    const run = await lab.import([text(await (await lab.export('run')).text(), 'run.json')]);
    expect(run.kind === 'run' && run.experiment.analyses).toHaveLength(page.app.store.getState().experiment.analyses.length);
    const results = await lab.import([text(readFileSync('tests/fixtures/paper/validation_auroc.json', 'utf8'), 'validation_auroc.json')]);
    expect(results).toEqual({ kind: 'results', names: ['validation_auroc.json'], problems: [] });
  });
  const paper = (name: string): File => text(readFileSync(`tests/fixtures/paper/${name}`, 'utf8'), name);
  test('all result files of the paper together are shown, as if they were dropped; those that cannot be read are said', async () => {
    const { lab, page } = await open();
    const names = [...PAPER_FILES];
    const damaged = text('{"layer_results": {}}', 'mine.json');
    const read = await lab.import([...names.map(paper), damaged]);
    const says = 'mine.json: layer_results: expected at least one of the layers, got none';
    expect(read).toEqual({ kind: 'results', names, problems: [{ file: 'mine.json', says }] });
    expect(page.app.store.getState().paper.map(({ file }) => file)).toEqual(names);
    await expect(lab.import([damaged])).rejects.toMatchObject({ code: 'paper-invalid', message: says });
    expect(page.app.store.getState().paper).toHaveLength(names.length);
  });
  test('several vectors of Neuronpedia are placed together', async () => {
    const { lab } = await open();
    const vector = (layerNumber: number): File => {
      const one = { modelId: 'm', layerNumber, hookType: 'hook_resid_post', vector: table[layerNumber]!, vectorLabel: 'calm' };
      return text(JSON.stringify(one), `calm-${layerNumber}.json`);
    };
    const read = await lab.import([vector(1), vector(2)]);
    expect(read.kind === 'vectors' && read.directions.lengths.map((length) => length > 0)).toEqual([false, true, true]);
  });
  test('files of several kinds, or of a kind of which one comes at a time, are refused with what each is', async () => {
    const { lab, page } = await open();
    const run = () => text('{"format":"eia-lab/experiment"}', 'run.json');
    const csv = text('positive,negative\na,b', 'own.csv');
    for (const [files, says] of [
      [[paper('eia_correlation.json'), csv], '“eia_correlation.json” is a result file of the paper, “own.csv” is a file of texts.'],
      [[file('pole.gguf'), csv], '“pole.gguf” is a file of vectors or activations, “own.csv” is a file of texts.'],
      [[run(), run()], '“run.json” is a run file, “run.json” is a run file.'],
    ] as const)
      await expect(lab.import([...files])).rejects.toMatchObject({
        ...{ code: 'bad-input', message: `Of several kinds, or one at a time: ${says}` },
      });
    expect(page.app.store.getState().paper).toEqual([]);
  });
  test('the file of pairs that a model wrote, with how each was written', async () => {
    const { lab } = await open();
    const line = (i: number) =>
      JSON.stringify({
        ...{ scenario_id: 's', scenario_title: 'S', empathic_text: `I wait for him, ${i}.`, non_empathic_text: `I rush past him, ${i}.` },
        ...{ source_model: 'm', generated_at: '2026-11-29T13:20:25.188Z', format: 'eia-lab/written-pairs/1' },
        ...{ empathic_instruction: 'a', non_empathic_instruction: 'b', temperature: 0.8, seed: i, edited: false },
      });
    const read = await lab.import([text([1, 2, 3, 4].map(line).join('\n'), 'patience.written.jsonl')]);
    expect(read.kind === 'set' && read.set.pairs.map(({ writtenBy }) => writtenBy?.seed)).toEqual([1, 2, 3, 4]);
  });
  test('rated texts, beside the texts of the set in use, which stays in use as it is', async () => {
    const { lab, page } = await open();
    const read = await lab.import([text('text,score\nI stopped and called for help.,2\nI went on with the race.,0', 'rated.csv')]);
    const { set } = page.app.store.getState();
    if (read.kind !== 'set' || set.status !== 'ready') throw new Error(`${read.kind} ${set.status}`);
    expect(read.set.scored.map(({ score }) => score)).toEqual([2, 0]);
    expect([read.set.pairs, set.shipped]).toEqual([set.set.pairs, 'empathy']);
    expect(read.warnings.join()).not.toContain('training texts');
    const { positive } = set.set.pairs.find(({ split }) => split === 'train')!;
    const seen = await lab.import([text(JSON.stringify([{ text: positive, score: 2 }]), 'rated.json')]);
    expect(seen).toMatchObject({
      warnings: expect.arrayContaining([expect.stringContaining('A rated text is one of the training texts')]) as string[],
    });
  });
  test('rows that are left out are said by file, row and field, of the mapping that is asked for', async () => {
    const { lab } = await open();
    const row = (i: number) => ({
      positive: `I wait for him, ${i}.`,
      negative: i === 2 ? null : `I rush past him, ${i}.`,
      other: `O${i}.`,
    });
    const rows = text(JSON.stringify([1, 2, 3, 4].map(row)), 'a.json');
    const problem = { file: 'a.json', row: 'row 2', field: 'negative', says: 'expected a text, got nothing' };
    const read = await lab.import([rows]);
    expect(read).toMatchObject({ kind: 'set', leftOut: 1, problems: [problem] });
    if (read.kind !== 'set') throw new Error(read.kind);
    expect([read.set.pairs.length, read.warnings.length > 0]).toEqual([3, true]);
    const mapped = await lab.import([rows], { mapping: { columns: { positive: 'positive', negative: 'other' } } });
    expect(mapped).toMatchObject({ kind: 'set', leftOut: 0, problems: [] });
    const own = await lab.import([text(readFileSync('public/scenarios/fairness.json', 'utf8'), 'fairness.json')]);
    expect(own).toMatchObject({ leftOut: 0, problems: [], warnings: [] });
  });
  test('columns that a mapping leaves out are those that the file suggests; none where it says so', async () => {
    const { lab } = await open();
    const rows = Array.from({ length: 12 }, (_, i) => `I wait for you ${i} times.,I leave you ${i} times.,g${i % 4},CC0,p${i}`);
    const csv = text(['positive,negative,group,licence,id', ...rows].join('\n'), 'own.csv');
    const columns = { positive: 'negative', negative: 'positive' };
    const turned = await lab.import([csv], { mapping: { columns } });
    if (turned.kind !== 'set') throw new Error(turned.kind);
    const [pair] = turned.set.pairs;
    expect(pair).toMatchObject({ id: 'p0', scenario: 'g0', positive: 'I leave you 0 times.', negative: 'I wait for you 0 times.' });
    // By group, as the file suggests: each group is in one part alone.
    expect(new Set(turned.set.pairs.map(({ scenario, split }) => `${scenario} ${split}`)).size).toBe(4);
    expect(turned.set.licence).toBe('CC0');
    const without = await lab.import([csv], { mapping: { columns: { group: '', id: '' }, split: 'hash' } });
    expect(without).toMatchObject({
      set: { licence: 'CC0', scenarios: [{ title: 'own' }], pairs: [{ id: '2' }, ...Array<object>(11).fill({})] },
    });
  });
  test('texts that are refused because of their rows name the first of them, by file, row and field', async () => {
    const { lab } = await open();
    const item = (i: number, yes: unknown) =>
      JSON.stringify({ question: `Stop ${i}?`, answer_matching_behavior: yes, answer_not_matching_behavior: ' No' });
    const says = 'expected a text, got nothing';
    await expect(lab.import([text([item(1, ' Yes'), item(2, null), '{'].join('\n'), 'b.jsonl')])).rejects.toMatchObject({
      code: 'import-refused',
      message: expect.stringMatching(
        new RegExp(
          `^b.jsonl has 1 usable pair: .* 2 rows left out: b.jsonl, line 2, answer_matching_behavior: ${says}; b.jsonl, line 3: not JSON .*\\.$`,
        ),
      ) as string,
    });
    const labels = `statement,label\n${Array.from({ length: 9 }, (_, i) => `Ann waits ${i}.,${i % 2 ? 'yes' : 'no'}`).join('\n')}`;
    await expect(lab.import([text(labels, 'd.csv')])).rejects.toMatchObject({
      message: expect.stringMatching(/9 rows left out: d.csv, row 2, label: expected 1 or 0, got "no"; .*row 6.*; and 4 more\.$/) as string,
    });
    // What is wrong is the choice: rows are beside the point.
    const mapping = { split: 'group' } as const;
    await expect(lab.import([text(`${labels}\nand one more,1,2`, 'd.csv')], { mapping })).rejects.toMatchObject({
      message: 'd.csv: no column is chosen as the group.',
    });
  });
  test('of A/B items a row that is neither item nor pair is said once, and one that is no item alone, too', async () => {
    const { lab } = await open();
    const row = (no: unknown) => ({ question: 'Do you stop?', answer_matching_behavior: ' Yes', answer_not_matching_behavior: no });
    const read = await lab.import([text(JSON.stringify([' No', ' Never', null, ' Yes, I do', ' Not I'].map(row)), 'ab.json')]);
    if (read.kind !== 'set') throw new Error(read.kind);
    expect([read.leftOut, read.problems.map((one) => one.row)]).toEqual([1, ['row 3', 'row 4']]);
    expect([read.set.pairs.length, read.set.items?.length]).toEqual([4, 3]);
  });
  test('every result file of the paper is one; a damaged one is said by its fields', async () => {
    const { lab } = await open();
    for (const name of PAPER_FILES) {
      const json = readFileSync(`tests/fixtures/paper/${name}`, 'utf8');
      expect(await lab.import([text(json, name)])).toEqual({ kind: 'results', names: [name], problems: [] });
    }
    await expect(lab.import([text('{"analyses":{"a":{"model":7}}}', 'cut.json')])).rejects.toMatchObject({
      code: 'paper-invalid',
      message: expect.stringContaining('cut.json: analyses.a.model: expected') as string,
    });
  });
  test.each<[unknown, string]>([
    [{ use: 'nonsense' }, 'mapping.use: expected "pairs" or "rated" or "classes" or "items", got "nonsense"'],
    [{ split: 'zzz' }, 'mapping.split: expected "given" or "group" or "hash", got "zzz"'],
    [{ prompt: 'maybe' }, 'mapping.prompt: expected'],
    [{ positive: 'negative' }, 'mapping.positive: expected no field but use, columns, prompt, split, name, concept, poolings'],
    [{ columns: { positiv: 'positive' } }, 'mapping.columns: expected names of columns by role'],
    [{ columns: { positive: 'zz', negative: 'negative' } }, 'mapping.columns.positive: there is no column “zz”.'],
    [{ concept: { name: 'a' } }, 'mapping.concept.positive: expected a text'],
    [{ poolings: ['middle'] }, 'mapping.poolings[0]: expected'],
    [[], 'mapping: expected an object, got []'],
  ])('a mapping that means nothing is refused: %j', async (mapping, message) => {
    const { lab } = await open();
    const rows = text(JSON.stringify([1, 2, 3, 4].map((i) => ({ positive: `yes ${i}`, negative: `no ${i}` }))), 'a.json');
    await expect(lab.import([rows], { mapping: mapping as never })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(message) as string,
    });
  });
  test('what cannot be read is refused by its code', async () => {
    const { lab } = await open();
    await expect(lab.import([file('objects.npy')])).rejects.toMatchObject({ code: 'vectors-unreadable' });
    await expect(lab.import([file('pole.gguf')], { layers: 2 })).rejects.toMatchObject({ code: 'shape-mismatch' });
    await expect(lab.import([file('pole.gguf'), text('{}', 'a.json')])).rejects.toMatchObject({ code: 'bad-input' });
    await expect(lab.import([])).rejects.toMatchObject({ code: 'bad-input' });
    await expect(lab.import(['x' as never])).rejects.toMatchObject({ code: 'bad-input', message: 'Item 1 of the files is no File.' });
    await expect(lab.import([file('pole.gguf')], { layers: 0 })).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('export', () => {
  test('the directions on show, all blocks; and others that are handed over', async () => {
    const { lab } = await open();
    const { run } = lab.experiment();
    expect(readNpy(await bytes(await lab.export('npy')), 'own')).toEqual({ shape: [30, 576], data: run!.directions.data });
    const again = await lab.import([new File([await lab.export('npz')], 'own.npz')]);
    expect(again.kind === 'vectors' && again.directions).toMatchObject({ layers: 30, width: 576, data: run!.directions.data });
    const directions = { layers, width, data: Float32Array.from(table.flat()) };
    const { rows } = readControlVector(await bytes(await lab.export('gguf', { directions, unit: 'raw' })), 'own');
    expect([...rows].map(([block, one]) => [block, Array.from(one)])).toEqual([1, 2, 3].map((block) => [block, table[block]]));
    expect(JSON.parse(await (await lab.export('neuronpedia', { directions, layer: 2, name: 'calm' })).text())).toMatchObject({
      ...{ layerNumber: 2, vectorLabel: 'calm', vector: table[2] },
    });
  });
  test('safetensors come back with the scale of the run', async () => {
    const { lab } = await open();
    const { run } = lab.experiment();
    const back = await lab.import([new File([await lab.export('safetensors')], 'own.safetensors')]);
    expect(back.kind === 'vectors' && back.directions).toMatchObject({
      ...{ layers: 30, width: 576, data: run!.directions.data, separation: run!.directions.separation, norm: run!.directions.norm },
    });
  });
  test('tables, and the scripts that draw a run file again', async () => {
    const { lab, page } = await open();
    const run = shownRun(page.app.store.getState().experiment)!;
    const layers = JSON.parse(await (await lab.export('json:layers')).text()) as { auroc: number }[];
    expect(layers.map(({ auroc }) => auroc)).toEqual([...run.table.auroc]);
    const csv = await lab.export('csv:layers');
    expect([csv.type, (await csv.text()).split('\r\n').length]).toEqual(['text/csv', 31]);
    expect(JSON.parse(await (await lab.export('ipynb')).text())).toMatchObject({ nbformat: 4 });
    expect(await (await lab.export('py')).text()).toContain('run.json');
  });
  test('run and set', async () => {
    const { lab } = await open();
    expect(JSON.parse(await (await lab.export('set')).text())).toMatchObject({ id: 'empathy' });
    expect(JSON.parse(await (await lab.export('run')).text())).toMatchObject({ format: 'eia-lab/experiment' });
  });
  test('another kind, another option and a block that there is not are refused', async () => {
    const { lab } = await open();
    await expect(lab.export('csv:docx' as never)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(lab.export('csv:ratings')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('ratings') as string,
    });
    await expect(lab.export('docx' as never)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(lab.export('npy', { layr: 1 } as never)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(lab.export('neuronpedia', { layer: 99 })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(lab.export('npy', { directions: {} as never })).rejects.toMatchObject({ code: 'bad-directions' });
  });
});
