/** Several JSON files that are dropped together go to who opens such files: run files to the class, texts to their preview. */
import { beforeEach, expect, test, vi } from 'vitest';
import { fakePage } from '../app/ports';

const went: string[] = [];
vi.mock('../../../src/ui/parts/goTo', () => ({ goTo: (place: string) => void went.push(place) }));
vi.mock('../../../src/app/actions', () => ({ openLesson: () => expect.fail('no lesson was dropped') }));
vi.mock('../../../src/app/lower-actions', () => {
  const { app } = fakePage();
  const took = (by: string) => (files: readonly File[]) => Promise.resolve(void went.push(`${by} ${files.length}`));
  return { ...app, openClass: took('openClass'), openTexts: took('openTexts'), openJson: took('openJson') };
});
const { openDropped } = await import('../../../src/ui/disk/open-dropped');

const file = (value: unknown, name = 'a.json') => new File([typeof value === 'string' ? value : JSON.stringify(value)], name);
const texts = (name: string) => file([{ positive: 'I wait.', negative: 'I go.' }], name);
const items = file([{ question: 'Do you wait?', answer_matching_behavior: ' Yes', answer_not_matching_behavior: ' No' }], 'items.json');
const run = file({ format: 'eia-lab/experiment', version: 2 }, 'run.json');
const vector = (name: string) => file({ layerNumber: 1, vector: [1, 2] }, name);
const zip = new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'zip.json');

beforeEach(() => void went.splice(0));

test.each<[string, File[], string[]]>([
  ['texts', [texts('a.json'), texts('b.json')], ['own-texts', 'openTexts 2']],
  ['items', [items, texts('b.json')], ['own-texts', 'openTexts 2']],
  ['a run file among them, which is a class; the others are refused there by name', [zip, run, texts('b.json')], ['class', 'openClass 3']],
  ['vectors', [vector('a.json'), vector('b.json')], ['own-vectors']],
  ['files that cannot be read, which the import says', [zip, zip], ['own-texts', 'openTexts 2']],
])('%s', async (_, files, where) => {
  await openDropped(files);
  expect(went).toEqual(where);
});
