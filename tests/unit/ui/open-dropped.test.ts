/** Several JSON files that are dropped together go to who opens such files: run files to the class, texts to their preview. */
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakePage } from '../app/ports';

const went: string[] = [];
vi.mock('../../../src/ui/parts/goTo', () => ({ goTo: (place: string) => void went.push(place) }));
vi.mock('../../../src/app/actions', () => ({ openLesson: () => expect.fail('no lesson was dropped') }));
const page = fakePage();
vi.mock('../../../src/ui/disk/dropped-model', () => ({ giveModel: () => void went.push('a model') }));
vi.mock('../../../src/app/lower-actions', () => {
  const { app } = page;
  const took = (by: string) => (files: readonly File[]) => Promise.resolve(void went.push(`${by} ${files.length}`));
  return {
    ...app,
    openClass: took('openClass'),
    openTexts: took('openTexts'),
    openPaperResults: took('openPaperResults'),
    openJson: opened,
  };
});
const opened = async (file: File, known: (kind: string) => void = () => undefined) => {
  const kind = file.name.split('.')[0]!;
  known(kind);
  went.push(`openJson ${kind}`);
  return Promise.resolve(kind);
};
const { openDropped } = await import('../../../src/ui/disk/open-dropped');

const file = (value: unknown, name = 'a.json') => new File([typeof value === 'string' ? value : JSON.stringify(value)], name);
const texts = (name: string) => file([{ positive: 'I wait.', negative: 'I go.' }], name);
const items = file([{ question: 'Do you wait?', answer_matching_behavior: ' Yes', answer_not_matching_behavior: ' No' }], 'items.json');
const run = file({ format: 'eia-lab/experiment', version: 2 }, 'run.json');
const vector = (name: string) => file({ layerNumber: 1, vector: [1, 2] }, name);
const results = (name: string) => file(readFileSync(`tests/fixtures/paper/${name}`, 'utf8'), name);
const zip = new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'zip.json');

beforeEach(() => {
  went.splice(0);
  page.app.store.setState({ error: null });
});

test.each<[string, File[], string[]]>([
  ['texts', [texts('a.json'), texts('b.json')], ['own-texts', 'openTexts 2']],
  ['items', [items, texts('b.json')], ['own-texts', 'openTexts 2']],
  ['a run file among them, which is a class; the others are refused there by name', [zip, run, texts('b.json')], ['class', 'openClass 3']],
  ['vectors', [vector('a.json'), vector('b.json')], ['own-vectors']],
  ['results of the paper', [results('detailed_analysis.json'), results('validation_auroc.json')], ['paper', 'openPaperResults 2']],
  ['files that cannot be read, which the import says', [zip, zip], ['own-texts', 'openTexts 2']],
])('%s', async (_, files, where) => {
  await openDropped(files);
  expect(went).toEqual(where);
});

const set = file({ format: 'eia-lab/scenarios', version: 1 }, 'set.json');
const game = file({ format: 'eia-lab/game', version: 1 }, 'game.json');
const picture = file('no text', 'photo.png');
const error = () => page.app.store.getState().error;

test.each<[string, File, string[]]>([
  ['a set', set, ['openJson set', 'contrast']],
  ['a run', run, ['openJson run', 'layers']],
  ['a result file of the paper', file('{}', 'results.json'), ['openJson results', 'paper', 'openPaperResults 1']],
  ['texts, where the page is before they are shown', texts('texts.json'), ['own-texts', 'openJson texts']],
])('where it is shown, the page goes: %s', async (_, one, where) => {
  await openDropped([one]);
  expect([went, error()]).toEqual([where, null]);
});

test('what can be opened is, whatever lay beside it, and of the rest it is said that it cannot', async () => {
  await openDropped([run, picture]);
  expect(went).toEqual(['openJson run', 'layers']);
  expect(error()?.message).toBe('photo.png: nothing that can be opened here.');
  await openDropped([picture, file('no text', 'b.pdf')]);
  expect(error()?.message).toBe('photo.png, b.pdf: nothing that can be opened here.');
  went.splice(0);
  await openDropped([picture, new File(['x'], 'model.onnx')]);
  expect(went).toEqual(['a model']);
});

test('of files of several kinds, or of a kind of which one is opened at a time, it is said what each is', async () => {
  await openDropped([set, game, texts('a.json')]);
  expect(error()?.message).toBe(
    'Of several kinds, or one at a time: “set.json” is a scenario set, “game.json” is a game, “a.json” is a file of texts.',
  );
  await openDropped([set, set]);
  expect(error()?.message).toContain('“set.json” is a scenario set, “set.json” is a scenario set');
  await openDropped([run, file('a,b\n1,2', 'class.csv'), file('x', 'v.npy')]);
  expect(error()?.message).toContain(
    '“run.json” is a run file, “class.csv” is a file of texts, “v.npy” is a file of vectors or activations',
  );
  expect(went).toEqual([]);
});
