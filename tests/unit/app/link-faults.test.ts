/** Every fault of a link is said: none takes the place of another. Of the next link none of them is spoken of. */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { RECORDING } from '../../recording';
import { fakePage, type FakePage } from './ports';

const file = (path: string): string => readFileSync(`public/${path}`, 'utf8');
const OWN = {
  'models.json': JSON.stringify({ models: [] }),
  'demo/empathy.json.gz': RECORDING,
  ...Object.fromEntries(['lessons.json', 'lessons/words.json', 'scenarios/empathy.json'].map((path) => [path, file(path)])),
};

async function open(hash: string, o: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> {
  const page = fakePage({ own: OWN, hash, ...o });
  await page.app.start();
  return page;
}
const error = ({ app }: FakePage) => app.store.getState().error;

const NOBODY = 'No lesson is called “nobody”.';
const STEP = 'The lesson “Is it the words?” has steps 1 to 5, and no step 99.';
const CUT = 'The link was cut on its way: its end is missing.';
const NEWER = 'The link comes from a newer lab: it is of version 9';
const SET = 'This link was made with a scenario set of its maker’s own';
const ITEMS = 'This link was made with a file of A/B items of its maker’s own';

test.each([
  ['#v=2&lesson=nobody&step=2&layer=3', [NOBODY, CUT], ['There are: words', 'Ask for the whole link']],
  ['#v=2&lesson=words&step=99', [STEP, CUT], ['without the lesson', 'Ask for the whole link']],
  ['#v=9&lesson=words&step=99&moon=1&end=1', [STEP, NEWER, 'moon=1 (no setting of this version)'], ['Reload for the newest version']],
  [
    '#v=9&lesson=nobody&set=own-01234567&topP=7&ask=nobody',
    // How a newer lab's links end is not known here: it is not called cut.
    [NOBODY, SET, NEWER, 'topP=7 (0.05 to 1)', 'ask=nobody (a prompt of the set)'],
    ['There are: words', 'Ask for its file', 'Reload', 'In their place stands what is usual'],
  ],
])('%s: each of its faults is said, and what to do about each', async (hash, said, todo) => {
  const page = await open(hash);
  const { message, hint, code } = error(page)!;
  for (const one of said) expect(message).toContain(one);
  for (const one of todo) expect(hint).toContain(one);
  expect(code).toBe('link-values');
  // Each once, a line of its own.
  const lines = message.split('\n');
  expect(new Set(lines).size).toBe(lines.length);
  page.follow('#v=2&layer=9&end=1');
  await vi.waitFor(() => expect(page.app.store.getState().experiment.view.layer).toBe(9));
  expect(error(page)).toBeNull();
});

test('a set that cannot be fetched is said beside a missing lesson', async () => {
  const page = await open('#v=2&layer=3&end=1');
  page.follow('#v=2&lesson=nobody&set=honesty');
  await vi.waitFor(() => expect(error(page)?.message).toContain(CUT));
  for (const one of [NOBODY, 'The scenario set honesty.json could not be fetched']) expect(error(page)!.message).toContain(one);
});

test('a file of items that is not here is said beside a missing lesson', async () => {
  const page = await open('#v=2&lesson=nobody&itemsFile=01234567&end=1');
  expect(error(page)!.message).toContain(NOBODY);
  expect(error(page)!.message).toContain(ITEMS);
});

test('what the query asks for in vain is said beside the faults of the hash, and what else is missing', async () => {
  const own = Object.fromEntries(Object.entries(OWN).filter(([path]) => path !== 'models.json'));
  const page = await open('#v=2&lesson=nobody', { own, search: '?run=http://elsewhere.test/run.json&device=quantum' });
  const { message } = error(page)!;
  const RUN = 'The run file of this link was not fetched';
  for (const one of [RUN, 'models.json', NOBODY, CUT, 'device=quantum (one of auto, wasm, webgpu)']) expect(message).toContain(one);
});

test('one fault alone keeps its code; what a person put away does not come back with the next', async () => {
  const page = await open('#v=2&lesson=nobody&end=1');
  expect(error(page)).toMatchObject({ code: 'lesson-missing', message: NOBODY });
  page.app.dismissError();
  page.follow('#v=2&topP=9&end=1');
  await vi.waitFor(() => expect(error(page)?.message).toMatch(/^The link asks for what this page cannot show: topP=9/));
  expect(error(page)!.message).not.toContain(NOBODY);
});
