/** Which scenario set is in use where several are chosen and answer in another order. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setChoices } from '../../../src/app/set-choices';
import { fakePage, late, type FakePage } from './ports';
import { RECORDING } from '../../recording';

const shipped = (name: string): string => readFileSync(`public/scenarios/${name}.json`, 'utf8');
const MINE = JSON.stringify({ ...(JSON.parse(shipped('empathy')) as object), name: 'Mine' });
const file = (json: string, name: string): File => new File([json], name);

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

/** A page whose sets, but for those given, are at hand. */
const page = (own: Record<string, string | Promise<string>> = {}, o: Parameters<typeof fakePage>[0] = {}): FakePage =>
  fakePage({
    own: {
      'models.json': '{"models":[]}',
      'demo/empathy.json.gz': RECORDING,
      ...Object.fromEntries(['empathy', 'empathy-matched', 'decisions'].map((name) => [`scenarios/${name}.json`, shipped(name)])),
      ...own,
    },
    ...o,
  });
const now = ({ app }: FakePage) => app.store.getState();
const inUse = (one: FakePage): string => {
  const { set } = now(one);
  return set.status === 'ready' ? (set.shipped ?? set.set.name) : set.status;
};

describe('a set of one’s own', () => {
  test('that is opened while the page starts stays, whenever the page’s own set comes', async () => {
    const set = late();
    const one = page({ 'scenarios/empathy.json': set.text });
    const started = one.app.start();
    await vi.waitFor(() => expect(now(one).experiment.analyses).not.toEqual([]), 10_000);
    await one.app.openScenarioSet(file(MINE, 'mine.json'));
    set.comes(shipped('empathy'));
    await started;
    expect([inUse(one), now(one).error]).toEqual(['Mine', null]);
  });
  test('stays where the page’s own set, overtaken, cannot be fetched: nothing is said of that', async () => {
    const set = late();
    const one = page({ 'scenarios/empathy.json': set.text });
    const started = one.app.start();
    await vi.waitFor(() => expect(now(one).experiment.analyses).not.toEqual([]), 10_000);
    await one.app.openScenarioSet(file(MINE, 'mine.json'));
    set.fails();
    await started;
    expect([inUse(one), now(one).error]).toEqual(['Mine', null]);
  });
  test('that is bad is refused, and the page’s own set, chosen before it, still comes', async () => {
    const set = late();
    const one = page({ 'scenarios/empathy.json': set.text });
    const started = one.app.start();
    await expect(one.app.openScenarioSet(file('{', 'bad.json'))).rejects.toThrow('bad.json');
    set.comes(shipped('empathy'));
    await started;
    expect([inUse(one), now(one).error?.message]).toEqual(['empathy', expect.stringContaining('bad.json')]);
  });
  test('that is read after a later choice is in use is cancelled, not shown and not kept', async () => {
    const one = page();
    await one.app.start();
    const mine = late();
    const slow = Object.assign(file(MINE, 'mine.json'), {
      arrayBuffer: async () => new TextEncoder().encode(await mine.text).buffer,
    });
    const opened = one.app.openScenarioSet(slow);
    await one.app.openShippedSet('decisions');
    mine.comes(MINE);
    await expect(opened).rejects.toMatchObject({ code: 'cancelled' });
    expect([inUse(one), now(one).error, one.kept.set]).toEqual(['decisions', null, null]);
  });
});

describe('of two sets of the page', () => {
  test.each(['comes', 'fails'] as const)('the one that was chosen last is in use, when the first %s late', async (ends) => {
    const first = late();
    const one = page({ 'scenarios/decisions.json': first.text });
    await one.app.start();
    const asked = one.app.openShippedSet('decisions');
    await one.app.openShippedSet('empathy-matched');
    first[ends](shipped('decisions'));
    await asked;
    expect([inUse(one), now(one).error]).toEqual(['empathy-matched', null]);
  });
  test('the first that fails while the second is still being read is not shown', async () => {
    const [first, second] = [late(), late()];
    const one = page({ 'scenarios/decisions.json': first.text, 'scenarios/empathy-matched.json': second.text });
    await one.app.start();
    const both = [one.app.openShippedSet('decisions'), one.app.openShippedSet('empathy-matched')];
    first.fails();
    await both[0];
    expect([inUse(one), now(one).error]).toEqual(['empathy', null]);
    second.fails();
    await both[1];
    expect([inUse(one), now(one).error?.message]).toEqual(['empathy', expect.stringContaining('empathy-matched.json')]);
  });
  test('that two links name, the later link’s is in use, and so is the rest of that link', async () => {
    const first = late();
    const one = page({ 'scenarios/decisions.json': first.text });
    await one.app.start();
    one.follow('#set=decisions&layer=3');
    one.follow('#set=empathy-matched&layer=5');
    await vi.waitFor(() => expect(now(one).experiment.view.layer).toBe(5));
    first.comes(shipped('decisions'));
    await new Promise((done) => setTimeout(done, 20));
    expect([inUse(one), now(one).experiment.view.layer]).toEqual(['empathy-matched', 5]);
  });
});

test('a link that leaves a set of one’s own in use is a choice, too: one that was chosen before it comes to nothing', async () => {
  const chosen = late();
  const one = page({ 'scenarios/decisions.json': chosen.text });
  await one.app.start();
  await one.app.openScenarioSet(file(MINE, 'mine.json'));
  const asked = one.app.openShippedSet('decisions');
  one.follow('#layer=5');
  await vi.waitFor(() => expect(now(one).experiment.view.layer).toBe(5));
  chosen.comes(shipped('decisions'));
  await asked;
  expect([inUse(one), now(one).error]).toEqual(['Mine', null]);
});

test('what the browser is given to keep is counted, so that the list of what is kept can follow', async () => {
  const one = page();
  await one.app.start();
  expect(now(one).keptCount).toBe(0);
  await one.app.openScenarioSet(file(MINE, 'mine.json'));
  expect(now(one).keptCount).toBe(1);
  one.app.setSteering({ prompt: 'Is anybody there?' });
  await vi.waitFor(() => expect([one.kept.prompt, now(one).keptCount]).toEqual(['Is anybody there?', 2]));
  await one.app.openExperiment(file(readFileSync('tests/fixtures/run-version-1.json', 'utf8'), 'run.json'));
  await vi.waitFor(() => expect(one.kept.session).not.toBeNull());
  await vi.waitFor(() => expect(now(one).keptCount).toBeGreaterThan(2));
});

test('a choice that failed overtakes nothing', () => {
  const choices = setChoices();
  const [first, failed] = [choices.make(), choices.make()];
  expect([choices.isLast(first), choices.isOvertaken(first), choices.isLast(failed)]).toEqual([false, false, true]);
  choices.hold(failed);
  choices.hold(first);
  expect(choices.isOvertaken(first)).toBe(true);
});
