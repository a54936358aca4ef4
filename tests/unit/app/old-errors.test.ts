/** What an earlier choice left to be said goes when another one of its kind works; what else is said stays. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakePage, late, type FakePage } from './ports';
import { COMPARED, fileOf } from '../../../src/experiment/recorded';
import { RECORDING } from '../../recording';

const OWN: Record<string, string | Promise<string>> = {
  'models.json': JSON.stringify({
    models: [
      { id: 'tiny', name: 'Tiny', repo: 'owner/tiny', revision: 'main', dtype: 'q4', embedded: false, status: 'verified', needs: {} },
    ],
  }),
  'demo/empathy.json.gz': RECORDING,
  ...Object.fromEntries(
    ['empathy', 'decisions'].map((name) => [`scenarios/${name}.json`, readFileSync(`public/scenarios/${name}.json`, 'utf8')]),
  ),
};

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

const open = async (o: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> => {
  const page = fakePage({ own: OWN, ...o });
  await page.app.start();
  return page;
};
const now = ({ app }: FakePage) => app.store.getState();
const code = (page: FakePage) => now(page).error?.code ?? null;

test('a bad set file is no longer spoken of once a shipped set is in use; an error of something else is', async () => {
  const page = await open();
  await expect(page.app.openScenarioSet(new File(['{'], 'bad.json'))).rejects.toThrow('bad.json');
  expect(code(page)).toBe('scenario-not-json');
  await page.app.openShippedSet('decisions');
  expect(code(page)).toBeNull();
  await page.app.openShippedSet('honesty');
  expect(code(page)).toBe('network');
  await page.app.openShippedSet('empathy');
  expect(code(page)).toBeNull();
  await expect(page.app.openExperiment(new File(['{'], 'run.json'))).rejects.toThrow('run.json');
  await page.app.openShippedSet('decisions');
  expect(code(page)).toBe('experiment-not-json');
});

test('a file that is refused while the first set is on its way stays spoken of', async () => {
  const set = late();
  const page = fakePage({ own: { ...OWN, 'scenarios/empathy.json': set.text } });
  const started = page.app.start();
  await vi.waitFor(() => expect(now(page).catalogue).toHaveLength(1));
  await expect(page.app.openScenarioSet(new File(['{'], 'bad.json'))).rejects.toThrow('bad.json');
  expect(now(page).set.status).toBe('loading');
  set.comes(OWN['scenarios/empathy.json'] as string);
  await started;
  expect([now(page).set.status, code(page)]).toEqual(['ready', 'scenario-not-json']);
  await page.app.openShippedSet('decisions');
  expect(code(page)).toBeNull();
});

test.each(['#topP=9', '#beside=', '#set=own'])('what %s asked for in vain is no longer spoken of under another link', async (bad) => {
  const page = await open({ hash: bad });
  expect(code(page)).toMatch(/^(link-values|set-not-here)$/);
  page.follow('#alpha=2&method=lda');
  await vi.waitFor(() => expect(now(page).experiment.view.method).toBe('lda'));
  expect([code(page), now(page).experiment.view.steering.alpha]).toEqual([null, 2]);
});

test('recorded runs that could not be fetched are no longer spoken of once a model is chosen, or once they are there', async () => {
  const page = await open();
  await page.app.addRecorded();
  expect(code(page)).toBe('network');
  page.app.forgetFailure();
  expect(code(page)).toBeNull();
  await page.app.addRecorded();
  void page.app.loadModel('tiny').catch(() => undefined);
  await vi.waitFor(() => expect(now(page).model.status).toBe('loading'));
  expect(code(page)).toBeNull();
  const own = { ...OWN };
  const later = await open({ own });
  await later.app.addRecorded();
  for (const part of COMPARED) own[fileOf(part)] = RECORDING;
  await later.app.addRecorded();
  expect(code(later)).toBeNull();
  expect(now(later).parts[fileOf(COMPARED.at(-1)!)]).toBe('there');
});

test('an address that the browser will not have written is no fault of the lab: its values are named, and nothing else', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const page = fakePage({ own: OWN, hash: '#topP=99' });
  vi.spyOn(page.context.address, 'replace').mockImplementation(() => {
    throw new Error('SecurityError: 100 times per 30 seconds');
  });
  await page.app.start();
  expect([now(page).error?.code, now(page).error?.message]).toEqual(['link-values', expect.stringContaining('topP=99')]);
  expect(warned).toHaveBeenCalled();
});
