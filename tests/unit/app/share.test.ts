/** What a link carries beside settings: the texts of a small set of one's own, and edits. */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { ownSets } from '../../../src/app/own-sets';
import { parseScenarioSet } from '../../../src/formats/scenario-set';
import { RECORDING } from '../../recording';
import { fakePage, type FakePage } from './ports';

const shipped = (name: string): string => readFileSync(`public/scenarios/${name}.json`, 'utf8');
const base = parseScenarioSet(shipped('empathy'), 'empathy.json');
const both = (split: string) => base.pairs.filter((pair) => pair.split === split).slice(0, 4);
/** Eight pairs: what a class writes. */
const SMALL = { ...base, name: 'Ours', pairs: [...both('train'), ...both('test')], scored: [] };
const OWN = {
  'models.json': '{"models":[]}',
  'demo/empathy.json.gz': RECORDING,
  ...Object.fromEntries(['empathy', 'empathy-matched', 'decisions'].map((name) => [`scenarios/${name}.json`, shipped(name)])),
};
const open = async (o: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> => {
  const page = fakePage({ own: OWN, ...o });
  await page.app.start();
  return page;
};
const now = ({ app }: FakePage) => app.store.getState();
const inUse = (page: FakePage): string => {
  const { set } = now(page);
  return set.status === 'ready' ? (set.shipped ?? set.set.name) : set.status;
};
const file = (set: object): File => new File([JSON.stringify(set)], 'ours.json');
async function linkOf(set: object): Promise<string> {
  const page = await open();
  await page.app.openScenarioSet(file(set));
  const { href, left } = await page.app.shareWhole({ ownTexts: true });
  expect(left).toEqual([]);
  return new URL(href).hash;
}

test('a small set travels in the link where it was asked for, and takes the place of nothing that the other keeps', async () => {
  const page = await open();
  await page.app.openScenarioSet(file(SMALL));
  expect((await page.app.shareWhole({})).href).not.toContain('texts=');
  expect(page.written.at(-1)).not.toContain('texts=');
  const hash = await linkOf(SMALL);
  expect(hash.length).toBeLessThan(8000);
  const mine = JSON.stringify({ ...SMALL, name: 'Mine', pairs: [...both('test'), ...both('train')] });
  const other = await open({ hash, kept: { set: mine } });
  expect([inUse(other), now(other).error, other.kept.set]).toEqual(['Ours', null, mine]);
  expect(ownSets(now(other)).map(({ set }) => set.name)).toEqual(['Mine', 'Ours']);
  // The address goes on carrying them, so that a reload shows the same.
  other.app.selectLayer(3);
  await Promise.resolve();
  expect(other.written.at(-1)).toContain(new URLSearchParams(hash.slice(1)).get('texts'));
  await other.app.openShippedSet('decisions');
  expect(new URL(other.app.shareLink()).hash).not.toContain('texts=');
  await other.app.chooseOwnSet(ownSets(now(other))[1]!.hash);
  expect(inUse(other)).toBe('Ours');
});

test('a set that is too large for a link says so, and the link is there without it', async () => {
  const page = await open();
  let seed = 7;
  const noise = (): string =>
    Array.from({ length: 900 }, () => String.fromCharCode(97 + ((seed = (seed * 48271) % 2147483647) % 26))).join('');
  const pairs = [...base.pairs].map((pair) => ({ ...pair, positive: noise(), negative: noise() }));
  await page.app.openScenarioSet(file({ ...base, name: 'Large', pairs }));
  const { href, left } = await page.app.shareWhole({ ownTexts: true });
  expect(href).toMatch(/set=own-[0-9a-f]{8}/);
  expect(href).not.toContain('texts=');
  expect(left).toEqual([expect.stringContaining('too large for a link')]);
});

test('texts that were cut or changed on their way are said, and the rest of the link holds', async () => {
  const hash = await linkOf(SMALL);
  const broken = hash.replace(/texts=([\w-]{200})[\w-]+/, 'texts=$1').replace('&end=1', '&layer=3&end=1');
  const page = await open({ hash: broken });
  expect([inUse(page), now(page).experiment.view.layer]).toEqual(['empathy', 3]);
  expect(now(page).error).toMatchObject({ code: 'link-texts', message: expect.stringContaining('cut or changed') as string });
  // Whoever has the set already needs no texts.
  const maker = await open({ hash: broken, kept: { set: JSON.stringify(SMALL) } });
  expect([inUse(maker), now(maker).error]).toEqual(['Ours', null]);
  const cut = await open({ hash: hash.slice(0, 400) });
  expect(now(cut).error?.message).toMatch(
    /cut or changed on its way\.\nThe link was cut on its way: its end is missing\. .* texts=[\w-]{24}…; what came after/,
  );
  expect(inUse(cut)).toBe('empathy');
});

test('edits come with a link, along the directions on show; others are named, and a link of today without any takes them away', async () => {
  const page = await open({ hash: '#v=2&edits=ablate_shown_10-19_0_separation_all*cap_gone_1-2_3_norm_answer&end=1' });
  const directions = now(page).experiment.directions.map(({ id }) => id);
  const { edits } = now(page).experiment.view;
  expect(edits).toMatchObject([{ op: 'ablate', band: [10, 19] }]);
  expect(directions).toContain(edits[0]!.directions);
  expect(now(page).error?.message).toContain('edit 2 (cap, along directions that are not here: the run file has them)');
  expect(page.app.shareLink()).toContain('edits=ablate_shown_10-19_0_separation_all&');
  page.follow('#layer=3');
  await vi.waitFor(() => expect(now(page).experiment.view.layer).toBe(3));
  expect(now(page).experiment.view.edits).toHaveLength(1);
  page.follow('#v=2&layer=4&end=1');
  await vi.waitFor(() => expect(now(page).experiment.view.edits).toEqual([]));
  expect(now(page).experiment.view.layer).toBe(4);
});

test('of a link with thousands of unknown names a dozen are spelt out', async () => {
  const page = await open({ hash: `#layer=3&${Array.from({ length: 9000 }, (_, i) => `x${i}=1`).join('&')}` });
  expect(now(page).experiment.view.layer).toBe(3);
  expect(now(page).error!.message.length).toBeLessThan(1000);
  expect(now(page).error!.message).toContain('and 8988 more');
});
