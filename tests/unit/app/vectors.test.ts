/** Files of vectors: looked at, scaled, taken or not; then directions along which one pushes, reads and compares. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { isFromFile } from '../../../src/experiment/directions';
import { directionsToEdit } from '../../../src/experiment/fitting';
import { writeControlVector } from '../../../src/formats/vectors/gguf';
import { writeNpy } from '../../../src/formats/vectors/npy';
import { vectorActions } from '../../../src/app/vector-actions';
import { LAYERS, tinyModel, WIDTH } from './model';
import { ownFilesUnasked } from './own';
import { fakePage, type FakePage, keptText } from './ports';

const OWN = ownFilesUnasked('empathy', 'neutral', 'hard-negatives', 'choices');
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

const now = ({ app }: FakePage) => app.store.getState();
/** Those of a page, always the same. */
const made = new WeakMap<FakePage, ReturnType<typeof vectorActions>>();
const vectors = (page: FakePage) => {
  const own = made.get(page) ?? vectorActions(page.app);
  made.set(page, own);
  return own;
};
const table = (layers = LAYERS, width = WIDTH): File => {
  const data = Float32Array.from({ length: layers * width }, (_, i) => 1 + (i % 3));
  return new File([writeNpy({ shape: [layers, width], data })], 'calm.npy');
};
const control = (name: string, value: number): File =>
  new File([writeControlVector({ model: 'tiny', rows: new Map([[1, new Float32Array(WIDTH).fill(value)]]) })], name);

/** A page whose model has read its texts. */
async function open() {
  const model = tinyModel();
  const page = fakePage({ answers: model.answers, own: OWN });
  await page.app.start();
  await page.app.loadModel('tiny');
  await page.app.runExperiment();
  return { page, model };
}
const fromFiles = (page: FakePage) => now(page).experiment.directions.filter(isFromFile);

test('looked at, nothing changes; taken, they are directions that an edit can name, and the file opens again with them', async () => {
  const { page } = await open();
  const before = now(page).experiment;
  await vectors(page).openVectors([table()]);
  expect(now(page).experiment).toBe(before);
  expect(now(page).vectors?.preview).toMatchObject({ refused: null, found: { layers: LAYERS, width: WIDTH, blocks: [0, 1, 2] } });
  await vectors(page).acceptVectors();
  expect(now(page).vectors).toBeNull();
  const [record] = fromFiles(page);
  expect(record).toMatchObject({ name: 'calm', scale: null, origin: { file: 'calm.npy' } });
  expect(directionsToEdit(now(page).experiment)).toContain(record);
  const again = decodeExperiment(encodeExperiment(now(page).experiment), 'again.json');
  expect(again.directions.find(({ id }) => id === record!.id)).toEqual(record);
});

test('cancelled, nothing of them stays; the same twice is there once', async () => {
  const { page } = await open();
  await vectors(page).openVectors([table()]);
  vectors(page).cancelVectors();
  await vectors(page).acceptVectors();
  expect([now(page).vectors, fromFiles(page)]).toEqual([null, []]);
  for (let i = 0; i < 2; i++) {
    await vectors(page).openVectors([table()]);
    await vectors(page).acceptVectors();
  }
  expect(fromFiles(page)).toHaveLength(1);
});

test('control vectors add up, each times its scale; the last choice counts', async () => {
  const { page } = await open();
  await vectors(page).openVectors([control('pole.gguf', 1), control('debias.gguf', 3)]);
  const { files } = now(page).vectors!.preview!.choice;
  const scaled = (scale: number) => vectors(page).changeVectors({ files: files.with(1, { ...files[1]!, scale }) });
  const first = scaled(9);
  expect(now(page).vectors).toMatchObject({ busy: true, preview: { choice: { files: [{ scale: 1 }, { scale: 9 }] } } });
  await Promise.all([first, scaled(-1)]);
  await vectors(page).acceptVectors();
  // 1 − 3 in each of the four numbers.
  expect(fromFiles(page)[0]).toMatchObject({ lengths: [0, 4, 0], origin: { model: 'tiny', file: 'pole.gguf, debias.gguf' } });
  expect(Array.from(fromFiles(page)[0]!.data.slice(WIDTH, 2 * WIDTH))).toEqual([-0.5, -0.5, -0.5, -0.5]);
});

describe('pushed', () => {
  const edited = async (unit: 'raw' | 'separation') => {
    const { page, model } = await open();
    await vectors(page).openVectors([table()]);
    await vectors(page).acceptVectors();
    const [record] = fromFiles(page);
    page.app.setEdits([{ op: 'add', directions: record!.id, band: [1, 1], amount: 2, unit, when: 'all' }]);
    await page.app.steer([0]);
    return { page, model, record: record! };
  };
  test('raw, by an edit, also where α is 0', async () => {
    const { page, model, record } = await edited('raw');
    expect(now(page).error).toBeNull();
    const { rows, steer } = model.steered!;
    expect(rows).toBe(2);
    // [layer, row, width]: the second row, at block 1.
    const at = (1 * 2 + 1) * WIDTH;
    const push = Array.from(steer.slice(at, at + WIDTH));
    push.forEach((value, i) => expect(value).toBeCloseTo(2 * record.data[WIDTH + i]!, 6));
    expect(now(page).experiment.answers.at(-1)!.edits[1]).toMatchObject({ directions: record.id, unit: 'raw' });
  });
  test('in separations they are refused, and the reason is said', async () => {
    const { page } = await edited('separation');
    expect(now(page).error?.message).toMatch(/these directions carry no separation at block 1/);
  });
  test('they stay as long as something was pushed along them, else they can be taken out', async () => {
    const { page, record } = await edited('raw');
    vectors(page).removeVectors(record.id);
    expect(fromFiles(page)).toHaveLength(1);
    const other = await open();
    await vectors(other.page).openVectors([table()]);
    await vectors(other.page).acceptVectors();
    vectors(other.page).removeVectors(fromFiles(other.page)[0]!.id);
    expect(fromFiles(other.page)).toEqual([]);
  });
});

describe('what cannot be taken is said, and what is open stays', () => {
  test('another width, other blocks: with both', async () => {
    const { page } = await open();
    await vectors(page).openVectors([table(5, 9)]);
    expect(now(page).vectors?.preview?.refused?.message).toBe(`The files have 5 blocks × 9; tiny has ${LAYERS} blocks × ${WIDTH}.`);
    await vectors(page).acceptVectors();
    expect(fromFiles(page)).toEqual([]);
  });
  test('a file that cannot be read leaves the one that is looked at', async () => {
    const { page } = await open();
    await vectors(page).openVectors([table()]);
    await expect(vectors(page).openVectors([new File(['x'], 'x.npy')])).rejects.toMatchObject({ code: 'vectors-unreadable' });
    expect(now(page)).toMatchObject({
      vectors: { busy: false, preview: { choice: { name: 'calm' } } },
      error: { code: 'vectors-unreadable' },
    });
  });
  test('an experiment that took the place of the other meanwhile gets nothing', async () => {
    const { page } = await open();
    await vectors(page).openVectors([table()]);
    const taken = vectors(page).acceptVectors();
    page.app.store.setState(({ epoch }) => ({ epoch: epoch + 1 }));
    await taken;
    expect(fromFiles(page)).toEqual([]);
  });
});

test('Neuronpedia’s JSON is told from run files and sets', async () => {
  const { page } = await open();
  const json = readFileSync('tests/fixtures/vectors/neuronpedia.json', 'utf8');
  expect(await page.app.openJson(new File([json], 'v.json'))).toBe('vectors');
  expect(now(page)).toMatchObject({ vectors: null, error: null });
});

test('beside the recording they are something of one’s own, which this browser keeps; taken out, that is kept, too', async () => {
  const page = fakePage({ own: OWN });
  await page.app.start();
  const data = new Float32Array(576).fill(1);
  await vectors(page).openVectors([new File([writeNpy({ shape: [576], data })], 'v_layer_3.npy')]);
  expect(page.kept.session).toBeNull();
  await vectors(page).acceptVectors();
  await vi.waitFor(async () => expect(await keptText(page)).toContain('v_layer_3.npy'));
  expect(now(page).own).toBe(true);
  const again = fakePage({ own: OWN, kept: page.kept });
  await again.app.start();
  expect(fromFiles(again)).toEqual(fromFiles(page));
  vectors(again).removeVectors(fromFiles(again)[0]!.id);
  await vi.waitFor(async () => expect(await keptText(again)).not.toContain('v_layer_3.npy'));
});
