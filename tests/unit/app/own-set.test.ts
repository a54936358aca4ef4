/** Sets of one's own: among those that can be chosen, back with the run that was read from them, and what is said where one is damaged. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ownSets } from '../../../src/app/own-sets';
import { SHIPPED_SETS } from '../../../src/experiment/shipped';
import { clearReadings } from '../../../src/storage/readings';
import { tinyModel, type Model } from './model';
import { fakePage, type FakePage } from './ports';
import { RECORDING } from '../../recording';

const shipped = (name: string): string => readFileSync(`public/scenarios/${name}.json`, 'utf8');
const BASE = JSON.parse(shipped('empathy')) as { pairs: { positive: string }[] };
/** Another set than the one it began as: its first text is another. */
const made = (name: string): string =>
  JSON.stringify({
    ...BASE,
    name,
    pairs: BASE.pairs.map((pair, i) => (i === 0 ? { ...pair, positive: `${name}: ${pair.positive}` } : pair)),
  });
const MINE = made('Mine');
const file = (json: string, name: string): File => new File([json], name);

let model: Model;
beforeEach(async () => {
  model = tinyModel();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await clearReadings();
});
afterEach(() => vi.restoreAllMocks());

const OWN = {
  'models.json': JSON.stringify({
    models: [
      { id: 'tiny', name: 'Tiny', repo: 'owner/tiny', revision: 'main', dtype: 'q4', embedded: false, status: 'verified', needs: {} },
    ],
  }),
  'demo/empathy.json.gz': RECORDING,
  ...Object.fromEntries(
    ['empathy', 'empathy-matched', 'decisions', 'neutral', 'hard-negatives'].map((name) => [`scenarios/${name}.json`, shipped(name)]),
  ),
};
const open = async (o: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> => {
  const page = fakePage({ answers: (...args) => model.answers(...args), own: OWN, ...o });
  await page.app.start();
  return page;
};
const now = ({ app }: FakePage) => app.store.getState();
const inUse = (page: FakePage): string => {
  const { set } = now(page);
  return set.status === 'ready' ? (set.shipped ?? set.set.name) : set.status;
};
const own = (page: FakePage): string[] => ownSets(now(page)).map(({ set }) => set.name);
/** A page that has run with this set of its own, and what its browser keeps of that. */
async function ran(json = MINE): Promise<FakePage> {
  const page = await open();
  await page.app.loadModel('tiny');
  await page.app.openScenarioSet(file(json, 'mine.json'));
  await page.app.runExperiment();
  await vi.waitFor(() => expect(page.kept.session?.name).toContain(JSON.parse(json).name as string));
  return page;
}

test('the names of the sets that come with the page are those in their files', () => {
  expect(SHIPPED_SETS.map(({ id }) => (JSON.parse(shipped(id)) as { name: string }).name)).toEqual(SHIPPED_SETS.map(({ name }) => name));
});

describe('a set of one’s own that this browser keeps', () => {
  test('is there to choose on a plain visit, and again after another was chosen', async () => {
    const page = await open({ kept: { set: MINE } });
    expect([inUse(page), own(page)]).toEqual(['empathy', ['Mine']]);
    await page.app.chooseOwnSet(ownSets(now(page))[0]!.hash);
    expect(inUse(page)).toBe('Mine');
    await page.app.openShippedSet('decisions');
    expect([inUse(page), own(page)]).toEqual(['decisions', ['Mine']]);
    await page.app.chooseOwnSet(ownSets(now(page))[0]!.hash);
    expect([inUse(page), now(page).error]).toEqual(['Mine', null]);
  });
  test('comes back into use on a plain visit with the run that was read from it', async () => {
    const { kept } = await ran();
    const again = await open({ kept });
    expect([inUse(again), now(again).error]).toEqual(['Mine', null]);
    // A link, and a reload of an address that says the usual set is in use, say which set themselves.
    expect(inUse(await open({ kept, hash: '#layer=3' }))).toBe('empathy');
    expect(inUse(await open({ kept, arrival: 'again' }))).toBe('empathy');
  });
  test('leaves a run of an earlier set its own: that comes with the run', async () => {
    const { kept } = await ran();
    const again = await open({ kept: { ...kept, set: made('Later') } });
    expect([inUse(again), own(again)]).toEqual(['Mine', ['Later', 'Mine']]);
    await again.app.chooseOwnSet(ownSets(now(again))[0]!.hash);
    expect(inUse(again)).toBe('Later');
  });
  test('stays to be chosen where another takes its place, and is found by its link; one of the same name is a later state of it', async () => {
    const page = await open();
    const take = (json: string) => page.app.openScenarioSet(file(json, 'mine.json'));
    const names = (of: FakePage): string[] => now(of).olderSets.map(({ name }) => name);
    // Two at once: each finds whose place it takes.
    await Promise.all([take(made('First')), take(made('Second'))]);
    await take(MINE);
    expect([inUse(page), names(page)]).toEqual(['Mine', ['First', 'Second']]);
    await take(MINE.replace('Mine: ', 'Mine, once more: '));
    expect(names(page)).toEqual(['First', 'Second']);
    const { hash } = now(page).olderSets[0]!;
    const again = await open({ kept: page.kept, hash: `#set=own-${hash.slice(0, 8)}` });
    expect([inUse(again), now(again).error]).toEqual(['First', null]);
    const plain = await open({ kept: page.kept });
    await plain.app.chooseOwnSet(now(plain).olderSets[1]!.hash);
    expect(inUse(plain)).toBe('Second');
    // It comes back into its place, and the one before it is kept in turn.
    await plain.app.openScenarioSet(file(made('First'), 'first.json'));
    expect(names(plain)).toEqual(['Second', 'Mine']);
    await plain.app.removeOlderSet(now(plain).olderSets[0]!);
    expect([names(plain), (await plain.app.keptSession()).olderSets.map(({ name }) => name)]).toEqual([['Mine'], ['Mine']]);
    await plain.app.clearSession();
    expect([names(plain), plain.kept.sets]).toEqual([[], []]);
  });
  test('is not written over where there is no room to put it aside', async () => {
    const page = await open({ kept: { set: MINE } });
    const { session } = page.context.disk;
    vi.spyOn(session, 'changeOlderSets').mockRejectedValue(new DOMException('no room', 'QuotaExceededError'));
    await page.app.openScenarioSet(file(made('Later'), 'later.json'));
    expect([inUse(page), page.kept.set, now(page).error]).toEqual([
      'Later',
      MINE,
      expect.objectContaining({ code: 'storage-full', message: expect.stringContaining('“Later”') as string }),
    ]);
  });
  test('is gone from the choice once everything is deleted, unless it is in use', async () => {
    const page = await open({ kept: { set: MINE } });
    await page.app.clearSession();
    expect(own(page)).toEqual([]);
  });
  test('says that it is damaged, and what to do, wherever it is asked for', async () => {
    const kept = { set: '{"format":' };
    const linked = await open({ kept, hash: '#set=own-0a1b2c3d' });
    expect([inUse(linked), now(linked).keptSet, now(linked).error]).toEqual([
      'empathy',
      'damaged',
      expect.objectContaining({ code: 'set-damaged', message: expect.stringContaining('damaged') as string }),
    ]);
    const plain = await open({ kept });
    expect(now(plain).error).toBeNull();
    await plain.app.chooseOwnSet('');
    expect([inUse(plain), now(plain).error?.hint]).toEqual(['empathy', expect.stringContaining('Open its file again')]);
    await plain.app.openShippedSet('decisions');
    expect(now(plain).error).toBeNull();
  });
});

test('a run of a shipped set that comes back on a plain visit brings that set', async () => {
  const page = await open();
  await page.app.loadModel('tiny');
  await page.app.openShippedSet('decisions');
  await page.app.runExperiment();
  await vi.waitFor(() => expect(page.kept.session).not.toBeNull());
  expect(inUse(await open({ kept: page.kept }))).toBe('decisions');
});
