/** What comes late overtakes nothing that was wanted after it, and undoes nothing that was moved meanwhile. */
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { provenanceOf } from '../../../src/app/state';
import { shownRun } from '../../../src/experiment/shown';
import { fakePage, late, type FakePage } from './ports';
import { RECORDING } from '../../recording';

const read = (path: string): string => readFileSync(`public/${path}`, 'utf8');
const VERSION_1 = readFileSync('tests/fixtures/run-version-1.json', 'utf8');

const SETS = ['empathy', 'empathy-matched', 'decisions'];
const page = (own: Record<string, string | Promise<string>> = {}, o: Parameters<typeof fakePage>[0] = {}): FakePage =>
  fakePage({
    own: {
      'models.json': '{"models":[]}',
      'demo/empathy.json.gz': RECORDING,
      ...Object.fromEntries(SETS.map((name) => [`scenarios/${name}.json`, read(`scenarios/${name}.json`)])),
      ...own,
    },
    ...o,
  });
const now = ({ app }: FakePage) => app.store.getState();
const view = (one: FakePage) => now(one).experiment.view;
const file = (): File => new File([VERSION_1], 'old.json');

describe('what is moved while the set of an address is read', () => {
  test('stays, and the rest of the address holds', async () => {
    const set = late();
    const one = page({ 'scenarios/decisions.json': set.text });
    await one.app.start();
    one.follow('#set=decisions&layer=3&alpha=-2&unit=norm&method=lda&items=5&choiceAlphas=-1_1&samples=3&sweepWithout=1_99');
    one.app.selectLayer(7);
    one.app.setSteering({ alpha: 5, prompt: 'Mine?' });
    one.app.setCapture({ pooling: 'last' });
    one.app.setBeside([]);
    one.app.setChoosing({ items: 9 });
    one.app.setSweeping({ own: 'Mine?' });
    set.comes(read('scenarios/decisions.json'));
    await vi.waitFor(() => expect(now(one).set).toMatchObject({ shipped: 'decisions' }));
    await vi.waitFor(() => expect(view(one).method).toBe('lda'));
    const { prompts } = JSON.parse(read('scenarios/decisions.json')) as { prompts: { id: string }[] };
    expect(view(one)).toMatchObject({
      layer: 7,
      capture: { pooling: 'last' },
      beside: [],
      steering: { alpha: 5, unit: 'norm', prompt: 'Mine?' },
      choosing: { items: 9, strengths: [-1, 1], random: 20 },
      sweeping: { without: [prompts[0]!.id], own: 'Mine?', samples: 3 },
    });
    expect(now(one).error?.message).toContain(`sweepWithout=1_99 (this set has prompts 1 to ${prompts.length})`);
  });

  test('stays at the start, too, whether the recording or the set comes later; a prompt of the link is asked', async () => {
    const [recorded, set] = [late(), late()];
    const one = page(
      { 'demo/empathy.json.gz': recorded.text, 'scenarios/decisions.json': set.text },
      { hash: '#set=decisions&layer=3&unit=norm&ask=maze-ask' },
    );
    const started = one.app.start();
    one.app.selectLayer(7);
    recorded.comes(RECORDING);
    await vi.waitFor(() => expect(shownRun(now(one).experiment)).not.toBeNull());
    expect(view(one).layer).toBe(7);
    one.app.setSteering({ alpha: 5 });
    const { prompts, ...rest } = JSON.parse(read('scenarios/decisions.json')) as { prompts: { id: string }[] };
    set.comes(JSON.stringify({ ...rest, prompts: [prompts[0], { ...prompts[0], id: 'maze-ask', text: 'Which way?' }] }));
    await started;
    expect([view(one).layer, view(one).steering]).toMatchObject([7, { alpha: 5, unit: 'norm', prompt: 'Which way?' }]);
    expect(now(one).error).toBeNull();
  });
});

describe('the recording of a first visit', () => {
  test('comes although something was moved before it; what its model has not is brought inside', async () => {
    const recorded = late();
    const one = page({ 'demo/empathy.json.gz': recorded.text });
    const started = one.app.start();
    one.app.setSteering({ alpha: -1, band: [2, 4] });
    one.app.selectLayer(10_000);
    recorded.comes(RECORDING);
    await started;
    expect([provenanceOf(now(one)), view(one).layer, view(one).steering]).toMatchObject(['recorded', 29, { alpha: -1, band: [2, 4] }]);
  });

  test('does not come where a file was opened before it, and does not undo its view', async () => {
    const recorded = late();
    const one = page({ 'demo/empathy.json.gz': recorded.text });
    const started = one.app.start();
    await one.app.openExperiment(file());
    recorded.comes(RECORDING);
    await started;
    expect(provenanceOf(now(one))).toBe('opened');
  });
});

describe('the recording asked for again', () => {
  /** A page whose recording comes late from its second fetch on. */
  async function again() {
    const recorded = late();
    let asked = 0;
    const own = {
      get 'demo/empathy.json.gz'() {
        return asked++ === 0 ? Promise.resolve(RECORDING) : recorded.text;
      },
    };
    const one = fakePage({
      own: Object.defineProperties(
        { 'models.json': '{"models":[]}', 'scenarios/empathy.json': read('scenarios/empathy.json') },
        Object.getOwnPropertyDescriptors(own),
      ),
    });
    await one.app.start();
    return { one, recorded };
  }

  test('does not take the place of a file that was asked for after it', async () => {
    const { one, recorded } = await again();
    const shown = one.app.showRecording();
    await one.app.openExperiment(file());
    recorded.comes(RECORDING);
    await shown;
    expect([provenanceOf(now(one)), now(one).error]).toEqual(['opened', null]);
  });

  test('that cannot be had says so, unless a file was asked for after it', async () => {
    const { one, recorded } = await again();
    const shown = one.app.showRecording();
    await one.app.openExperiment(file());
    recorded.fails();
    await shown;
    expect([provenanceOf(now(one)), now(one).error]).toEqual(['opened', null]);
    await one.app.showRecording();
    expect([provenanceOf(now(one)), now(one).error?.code]).toEqual(['opened', 'network']);
  });
});
