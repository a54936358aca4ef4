/** The app without a browser: what loading, running, steering, opening and coming back make of the page, and what they may not mix up. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LabError } from '../../../src/error';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { POOLINGS } from '../../../src/experiment/capture';
import { shownAnswers, shownRun } from '../../../src/experiment/shown';
import { shownBand, shownLayer } from '../../../src/app/shown-blocks';
import { provenanceOf } from '../../../src/app/state';
import { EVIDENCE } from '../../../src/lab/report/evidence';
import { middleBand } from '../../../src/lab/units';
import { clearReadings, findReading, writeReading } from '../../../src/storage/readings';
import { info, row, tinyModel, type Model } from './model';
import { ownFiles } from './own';
import { fakePage, type FakePage, keptText } from './ports';
import { COMPARED, fileOf } from '../../../src/experiment/recorded';
import { RECORDING } from '../../recording';

const shipped = (name: string): string => readFileSync(`public/scenarios/${name}.json`, 'utf8');
const OWN = ownFiles('empathy', 'empathy-matched', 'neutral', 'hard-negatives');
const VERSION_1 = readFileSync('tests/fixtures/run-version-1.json', 'utf8');
const file = (json: string, name = 'run.json'): File => new File([json], name);

let model: Model;
beforeEach(async () => {
  model = tinyModel();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await clearReadings();
});
afterEach(() => vi.restoreAllMocks());

const open = async (o: Parameters<typeof fakePage>[0] = {}): Promise<FakePage> => {
  const page = fakePage({ answers: (...args) => model.answers(...args), own: OWN, ...o });
  await page.app.start();
  return page;
};
const now = ({ app }: FakePage) => app.store.getState();
const loaded = async (o?: Parameters<typeof fakePage>[0]): Promise<FakePage> => {
  const page = await open(o);
  await page.app.loadModel('tiny');
  return page;
};

/**
 * Stops the evidence at the third of the texts that are read for it: those of the set are read in one call, those beside it one by one
 * after it. Gives how many have been read.
 */
function stopAtThird(page: FakePage): () => number {
  let texts = 0;
  const { between } = model;
  model.between = () => {
    if (now(page).evidence.status === 'running' && ++texts === 3) page.app.stopEvidence();
    return between();
  };
  return () => texts;
}

describe('start', () => {
  test('a first visit shows the recording, its set, and says where it comes from', async () => {
    const page = await open();
    expect([provenanceOf(now(page)), shownRun(now(page).experiment)!.model.id, now(page).error]).toEqual([
      'recorded',
      'smollm2-135m-instruct',
      null,
    ]);
    expect(now(page).set).toMatchObject({ status: 'ready', shipped: 'empathy' });
    expect(page.kept.session).toBeNull();
  });
  test('a link of version 1 says the same as ever, and values beyond the model are named', async () => {
    const page = await open({ hash: '#set=empathy-matched&layer=7&pooling=last&alpha=-2.5&unit=norm&band=3-9&seed=42&chat=false' });
    const { view } = now(page).experiment;
    expect(view).toMatchObject({
      layer: 7,
      capture: { pooling: 'last' },
      steering: { alpha: -2.5, unit: 'norm', band: [3, 9], seed: 42, template: false },
    });
    expect(now(page).set).toMatchObject({ shipped: 'empathy-matched' });
    page.follow('#layer=40');
    await vi.waitFor(() => expect(now(page).error?.message).toContain('layer=40 (this model has blocks 0 to 29)'));
    expect(now(page).experiment.view.layer).toBe(29);
  });
  test('a link is followed where an address that was waiting is written before the page hears of the link', async () => {
    const page = await open({ hash: '#layer=3' });
    page.followWhileWriting('#layer=7');
    await vi.waitFor(() => expect(now(page).experiment.view.layer).toBe(7));
  });
  test('values that cannot be are named once: the address then says what is shown', async () => {
    const page = await open({ hash: '#layer=40&topP=7&alpha=-2.5&prompt=hello' });
    expect(now(page).error?.message).toMatch(/topP=7 .*layer=40/);
    expect(page.written.map((href) => new URL(href).hash)).toEqual(['#v=2&layer=29&alpha=-2.5&prompt=hello&end=1']);
    // A block of a larger model alone is left in the address: that model may still be loaded.
    const larger = await open({ hash: '#layer=31' });
    expect([now(larger).error?.message, larger.written]).toEqual([expect.stringContaining('layer=31'), []]);
    const again = await open({ hash: new URL(page.written[0]!).hash });
    expect([now(again).error, again.written, now(again).experiment.view]).toEqual([null, [], now(page).experiment.view]);
  });
  test('who comes back finds the last experiment, of version 1, too; who follows a link sees the recording', async () => {
    const kept = { session: { experiment: VERSION_1 } };
    const again = await open({ kept, arrival: 'again', hash: '#layer=3' });
    expect([provenanceOf(now(again)), shownAnswers(now(again).experiment)!.texts.length, now(again).experiment.view.layer]).toEqual([
      'kept',
      8,
      3,
    ]);
    expect(provenanceOf(now(await open({ kept })))).toBe('kept');
    expect(provenanceOf(now(await open({ kept, hash: '#layer=3' })))).toBe('recorded');
  });
  test('recorded runs of other sets come beside it when they are wanted, once', async () => {
    const other = await loaded();
    await other.app.openShippedSet('empathy-matched');
    await other.app.runExperiment();
    other.app.removeAnalysis(now(other).experiment.analyses[0]!.id);
    const parts = COMPARED.map((part) => [fileOf(part), encodeExperiment(now(other).experiment)]);
    const page = await open({ own: { ...OWN, ...(Object.fromEntries(parts) as object) } });
    const { id } = shownRun(now(page).experiment)!;
    await page.app.addRecorded();
    expect(now(page).error).toBeNull();
    const { analyses, sets } = now(page).experiment;
    expect(sets.map(({ set }) => set.id)).toEqual(['empathy', 'empathy-matched']);
    expect(analyses.map((one) => now(page).origins[one.id])).toEqual(['recorded', 'recorded']);
    expect(shownRun(now(page).experiment)!.id).toBe(id);
    expect(COMPARED.map((part) => now(page).parts[fileOf(part)])).toEqual(COMPARED.map(() => 'there'));
    await page.app.addRecorded();
    expect(now(page).experiment.analyses).toHaveLength(2);
    page.app.showAnalysis(analyses[1]!.id);
    expect(shownRun(now(page).experiment)!.set.set.id).toBe('empathy-matched');
    expect(provenanceOf(now(page))).toBe('recorded');
  });
  test('recorded runs that cannot be fetched are said with what that leaves on the page', async () => {
    const page = await open();
    const before = now(page).experiment;
    await page.app.addRecorded();
    expect(now(page).error).toMatchObject({
      code: 'network',
      message: 'The recorded run (demo/empathy-matched.json.gz) could not be fetched: no answer came from the server of this page.',
      hint: expect.stringMatching(/^What is on the page stays\. .* try again\.$/) as string,
    });
    expect(now(page).experiment).toBe(before);
    expect(now(page).parts['demo/empathy-matched.json.gz']).toMatchObject({ code: 'network' });
    const bare = await open({ own: { 'scenarios/empathy.json': OWN['scenarios/empathy.json']!, 'models.json': OWN['models.json']! } });
    expect(now(bare).error?.hint).toMatch(/^No numbers are shown until a model has run\. .* reload\.$/);
  });
  test('a run file comes beside what is there, by its own figures; one that is here already is refused', async () => {
    const other = await loaded();
    await other.app.openShippedSet('empathy-matched');
    await other.app.runExperiment();
    other.app.removeAnalysis(now(other).experiment.analyses[0]!.id);
    const written = encodeExperiment(now(other).experiment);
    const page = await open();
    const before = now(page).experiment;
    await page.app.openBeside(file(written, 'other.json'));
    expect(now(page).error).toBeNull();
    const { analyses, view } = now(page).experiment;
    expect(analyses.map((one) => now(page).origins[one.id])).toEqual(['recorded', 'opened']);
    expect([view, analyses[0]]).toEqual([before.view, before.analyses[0]]);
    await page.app.openBeside(file(written, 'other.json'));
    expect(now(page).error!.message).toContain('other.json has no analysis that is not here already');
  });
  test('an experiment that another took the place of is a button away, and so is the way back', async () => {
    const page = await open({ kept: { session: { experiment: VERSION_1 } } });
    const first = now(page).experiment;
    expect(now(page).earlier).toBeNull();
    await page.app.openExperiment(file(RECORDING));
    await vi.waitFor(() => expect(now(page).earlier).toContain('an experiment of before'));
    const second = now(page).experiment;
    expect(second.answers).not.toEqual(first.answers);
    await page.app.openEarlier();
    expect(now(page).experiment.answers).toEqual(first.answers);
    await vi.waitFor(() => expect(now(page).earlier).toContain('smollm2-135m-instruct'));
    await page.app.openEarlier();
    expect(now(page).experiment.answers).toEqual(second.answers);
  });
  describe('what a person made stays', () => {
    const rated = async (page: FakePage, ...of: string[]): Promise<void> => {
      page.app.setRater('Ada');
      of.forEach((one) => page.app.rateAnswer(one, 2, false));
      await vi.waitFor(async () => expect(JSON.parse(await keptText(page))).toMatchObject({ ratings: now(page).experiment.ratings }));
    };
    const ratings = (page: FakePage) => now(page).experiment.ratings.map(({ of }) => of);

    test('where a run is being made', async () => {
      const page = await loaded();
      let go = (): void => undefined;
      const held = new Promise<void>((resolve) => (go = resolve));
      model.between = () => held;
      const run = page.app.runExperiment();
      await rated(page, 'answer-1', 'answer-2');
      expect(now(page).run.status).toBe('running');
      expect(ratings(await open({ kept: page.kept }))).toEqual(['answer-1', 'answer-2']);
      // A file that is opened now is the experiment from here on, and the other one is there to go back to.
      await page.app.openExperiment(file(VERSION_1));
      go();
      await run;
      await vi.waitFor(() => expect(now(page).earlier).toContain('2 ratings'));
      await page.app.openEarlier();
      expect(ratings(page)).toEqual(['answer-1', 'answer-2']);
    });
    test('where one file after the other is looked at', async () => {
      const page = await open();
      await rated(page, 'answer-1');
      for (const name of ['a.json', 'b.json']) {
        await page.app.openExperiment(file(VERSION_1, name));
        await vi.waitFor(() => expect(page.kept.session!.name).toContain('(as it was opened)'));
      }
      await vi.waitFor(() => expect(now(page).earlier).toBe('Empathy in action, smollm2-135m-instruct (yours: 1 rating)'));
      await page.app.openEarlier();
      expect(ratings(page)).toEqual(['answer-1']);
    });
    test('further down, where it can be opened again, once two others took its place', async () => {
      const page = await open();
      await rated(page, 'answer-1');
      await page.app.openExperiment(file(RECORDING));
      await rated(page, 'answer-2', 'answer-3');
      await page.app.openExperiment(file(VERSION_1));
      await vi.waitFor(async () => expect((await page.app.keptSession()).older).toHaveLength(1));
      const [older] = (await page.app.keptSession()).older;
      expect(older!.name).toContain('1 rating');
      await page.app.openOlder(older!);
      expect(ratings(page)).toEqual(['answer-1']);
    });
    test('where two tabs go on from the same', async () => {
      const first = await open();
      await rated(first, 'answer-1');
      const second = await open({ kept: { session: first.kept.session } });
      await rated(second, 'answer-2');
      // The second tab wrote to the same disk.
      Object.assign(first.kept, second.kept);
      const { line } = now(first);
      first.app.revealRatings();
      await rated(first, 'answer-3');
      expect(now(first).line).not.toBe(line);
      expect(now(first).revealed).toBe(now(first).line);
      await vi.waitFor(() => expect(now(first).earlier).toContain('2 ratings'));
      await first.app.openEarlier();
      expect(ratings(first)).toEqual(['answer-1', 'answer-2']);
    });
  });
  test('the recording, shown on the way or by a link, keeps nothing from coming back', async () => {
    const page = await open({ kept: { session: { experiment: VERSION_1 } }, hash: '#layer=3' });
    await vi.waitFor(() => expect(now(page).earlier).not.toBeNull());
    await page.app.openEarlier();
    expect(provenanceOf(now(page))).toBe('kept');
    await page.app.showRecording();
    await vi.waitFor(() => expect(now(page).earlier).not.toBeNull());
    await page.app.clearSession();
    expect(now(page).earlier).toBeNull();
  });
  test('an experiment made in another tab is not written over without being kept', async () => {
    const page = await open();
    await page.app.openExperiment(file(RECORDING));
    await vi.waitFor(() => expect(page.kept.session).not.toBeNull());
    const other = await open({ kept: page.kept });
    await other.app.openExperiment(file(VERSION_1));
    await vi.waitFor(() => expect(other.kept.earlier).not.toBeNull());
    expect(other.kept.earlier!.experiment).not.toBe(other.kept.session!.experiment);
  });
  test('words of a prompt outlive a reload; a link puts them aside, and the plain address brings them back', async () => {
    const page = await open();
    page.app.setSteering({ prompt: 'Is anybody there?' });
    await vi.waitFor(() => expect(page.kept.prompt).toBe('Is anybody there?'));
    const again = await open({ kept: page.kept, arrival: 'again', hash: '#layer=3' });
    const words = () => now(again).experiment.view.steering.prompt;
    expect(words()).toBe('Is anybody there?');
    const { set } = now(again);
    const [usual, { id, text }] = set.status === 'ready' ? [set.set.prompts[0]!.text, set.set.prompts[1]!] : expect.fail('no set');
    // A link shows everyone the same; the words are put aside, and are there again where the address is no link.
    again.follow('#layer=5');
    await vi.waitFor(() => expect(now(again).experiment.view.layer).toBe(5));
    expect([words(), now(again).ownPrompt, again.kept.prompt]).toEqual([usual, 'Is anybody there?', 'Is anybody there?']);
    // They stay put aside where that page is loaded anew.
    const reloaded = await open({ kept: page.kept, arrival: 'again', hash: new URL(again.app.shareLink()).hash });
    expect([now(reloaded).experiment.view.steering.prompt, now(reloaded).ownPrompt]).toEqual([usual, 'Is anybody there?']);
    again.follow('#');
    await vi.waitFor(() => expect(words()).toBe('Is anybody there?'));
    const linked = await open({ kept: page.kept, hash: '#layer=7' });
    expect([now(linked).experiment.view.steering.prompt, now(linked).ownPrompt]).toEqual([usual, 'Is anybody there?']);
    const plain = await open({ kept: page.kept });
    expect(now(plain).experiment.view.steering.prompt).toBe('Is anybody there?');
    again.follow(`#ask=${id}`);
    await vi.waitFor(() => expect(words()).toBe(text));
  });
  test('a damaged one is said once, is put aside as it is, and the recording is shown', async () => {
    const session = { experiment: '{"format":', name: 'Mine, tiny' };
    const page = await open({ kept: { session } });
    expect([now(page).error?.code, provenanceOf(now(page)), page.kept.session, page.kept.damaged]).toEqual([
      'session-damaged',
      'recorded',
      null,
      [session],
    ]);
    expect(now(page).error).toMatchObject({
      message: expect.stringMatching(/^The experiment that this browser kept \(Mine, tiny\) is damaged: /) as string,
      hint: expect.stringMatching(/downloaded, or deleted/) as string,
    });
    expect(now(page).keptCount).toBeGreaterThan(0);
    const again = await open({ kept: page.kept });
    expect([now(again).error, now(again).earlier, (await again.app.keptSession()).damaged]).toEqual([null, null, [session]]);
    await again.app.removeDamaged(session);
    expect(again.kept.damaged).toEqual([]);
  });
  test('a damaged one that is beside the experiment is no longer offered once it was asked for', async () => {
    const page = await open({ hash: '#layer=3', kept: { session: { experiment: '{}', name: 'Mine', line: 'a' } } });
    await vi.waitFor(() => expect(now(page).earlier).toBe('Mine'));
    await page.app.openEarlier();
    expect([now(page).error?.code, now(page).earlier, page.kept.damaged.length]).toEqual(['session-damaged', null, 1]);
  });
  test('one that another tab deleted is said to be gone, and is no longer offered', async () => {
    const page = await open({ hash: '#layer=3', kept: { session: { experiment: VERSION_1, name: 'Mine', line: 'a' } } });
    await vi.waitFor(() => expect(now(page).earlier).toBe('Mine'));
    const { experiment } = now(page);
    page.kept.session = null;
    await page.app.openEarlier();
    expect([now(page).error?.code, now(page).earlier, now(page).experiment]).toEqual(['no-such-experiment', null, experiment]);
  });
  test('what another tab deleted is no longer offered once the page hears of it', async () => {
    const page = await open({ hash: '#layer=3', kept: { session: { experiment: VERSION_1, name: 'Mine', line: 'a' } } });
    await vi.waitFor(() => expect(now(page).earlier).toBe('Mine'));
    page.kept.session = null;
    await page.app.lookBeside();
    expect([now(page).error, now(page).earlier]).toEqual([null, null]);
  });
  test('a link sets the seed of resamples, folds and chance; an address that is no link leaves that of the experiment', async () => {
    const page = await open({ hash: '#draws=7&layer=3' });
    expect(now(page).experiment.view.seed).toBe(7);
    expect(page.app.shareLink()).toContain('draws=7');
    page.follow('#');
    page.follow('#layer=5');
    await vi.waitFor(() => expect(now(page).experiment.view).toMatchObject({ layer: 5, seed: 1 }));
  });
  test('parts that cannot be fetched are said, the others are there', async () => {
    const page = await open({ own: { 'models.json': OWN['models.json']! } });
    expect([now(page).catalogue.length, now(page).set.status, now(page).error?.code]).toEqual([1, 'failed', 'network']);
  });
  test('what is chosen is written into the address, words of one’s own are not', async () => {
    const page = await open();
    page.app.selectLayer(3);
    page.app.setSteering({ prompt: 'my secret' });
    await vi.waitFor(() => expect(page.written.at(-1)).toContain('layer=3'));
    expect(page.written.join()).not.toContain('secret');
    expect(page.app.shareLink({ ownPrompt: true })).toContain('my+secret');
  });
});

describe('load', () => {
  test('is ready, and what was loaded before is ended first', async () => {
    const page = await loaded();
    expect(now(page).model).toMatchObject({ status: 'ready', info: { id: 'tiny' } });
    await page.app.loadModel('tiny');
    expect(page.ended).toEqual(['Another model is being loaded.', 'Another model is being loaded.']);
  });
  test('what a failed load said goes with it when something else is chosen; other errors stay', async () => {
    const page = await loaded();
    await page.app.loadModel({ repo: 'a//b' }).catch(() => undefined);
    page.app.store.setState({ error: { code: 'repo-missing', where: 'model', message: '', hint: '' } });
    page.app.forgetFailure();
    expect(now(page).error).toBeNull();
    page.app.store.setState({ error: { code: 'storage-full', where: 'disk', message: '', hint: '' } });
    page.app.forgetFailure();
    expect(now(page).error?.code).toBe('storage-full');
  });
  test('one that cannot begin is said, and leaves the model there is', async () => {
    const page = await loaded();
    await expect(page.app.loadModel({ repo: 'a//b' })).rejects.toMatchObject({ code: 'unknown-model' });
    expect([now(page).error?.code, now(page).model.status]).toEqual(['unknown-model', 'ready']);
  });
  test('of two loads the later one counts', async () => {
    const page = await open();
    let finish = (): void => undefined;
    model.loading = () => new Promise((resolve) => (finish = resolve));
    const first = page.app.loadModel('tiny');
    await vi.waitFor(() => expect(model.asked).toContain('load'));
    model.loading = () => Promise.resolve();
    model.info = { ...model.info, id: 'second' };
    await page.app.loadModel('tiny');
    model.info = { ...model.info, id: 'first' };
    finish();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(now(page).model).toMatchObject({ status: 'ready', info: { id: 'second' } });
  });
  test('a worker that ends is loaded again once; after that the person decides', async () => {
    const page = await loaded();
    const crash = new LabError('worker-crashed', 'It stopped.', 'Gone.');
    page.crash(crash);
    expect(now(page).error?.hint).toContain('being loaded again');
    await vi.waitFor(() => expect(now(page).model.status).toBe('ready'));
    page.crash(crash);
    expect(now(page).model).toMatchObject({ status: 'failed', error: { code: 'worker-crashed' } });
  });
});

describe('run', () => {
  test('ends where its model goes between two calls: the one that is loaded in its place is not asked for the rest', async () => {
    const page: FakePage = await loaded({
      async answers(...args) {
        const answer = await model.answers(...args);
        if (args[0] === 'cut') page.crash(new LabError('worker-crashed', 'It stopped.', 'Gone.'));
        return answer;
      },
    });
    await page.app.runExperiment();
    expect(now(page).run).toMatchObject({ status: 'idle', note: expect.stringContaining('Stopped before one pair') as string });
    expect(now(page).error).toMatchObject({ code: 'worker-crashed', hint: expect.stringContaining('being loaded again') as string });
    await vi.waitFor(() => expect(now(page).model.status).toBe('ready'));
    expect(model.asked).not.toContain('capture');
  });
  test('becomes an analysis of its own beside the recorded one, is shown, and is kept', async () => {
    const page = await loaded();
    await page.app.runExperiment();
    const { experiment, run } = now(page);
    expect(run).toMatchObject({ status: 'idle', note: expect.stringContaining('Read 110 texts') as string });
    expect(experiment.analyses.map(({ id }) => now(page).origins[id])).toEqual(['recorded', 'live']);
    expect(shownRun(experiment)).toMatchObject({
      id: experiment.analyses[1]!.id,
      complete: true,
      computed: 110,
      at: '2026-11-26T00:00:00.000Z',
    });
    expect(experiment.readings.at(-1)!.texts[0]).toEqual({ tokens: 5, truncated: false, on: { device: 'wasm', checked: true } });
    await vi.waitFor(() => expect(page.kept.session).not.toBeNull());
    const again = await open({ kept: page.kept });
    expect(now(again).experiment.analyses.map(({ id }) => now(again).origins[id])).toEqual(['recorded', 'kept']);
    expect(decodeExperiment(await keptText(page), 'kept').readings.at(-1)!.model.id).toBe('tiny');
    page.app.showAnalysis(experiment.analyses[0]!.id);
    expect([provenanceOf(now(page)), shownRun(now(page).experiment)!.model.id]).toEqual(['recorded', 'smollm2-135m-instruct']);
  });
  test('its evidence follows by itself: what residuals tell, then what other texts tell; kept with it, gathered once', async () => {
    const page = await loaded({ readings: { findReading } });
    await page.app.runExperiment();
    const evidence = () => shownRun(now(page).experiment)!.evidence;
    await vi.waitFor(() => expect(now(page).evidence.status === 'idle' && evidence()).toBeTruthy(), { timeout: 20_000 });
    expect(now(page).evidence).toEqual({ status: 'idle', note: null });
    expect(Object.keys(evidence()!.table).sort()).toEqual([...EVIDENCE].sort());
    expect(evidence()!.groups.map(({ group }) => group)).toContain('The Maze');
    expect(evidence()!.methods!.map(({ cosine }) => cosine.length)).toEqual(Array(6).fill(3));
    expect(evidence()!.apart.map(({ texts, scores }) => [texts.length, scores.length, scores[0]!.length])).toEqual([
      [26, 3, 26],
      [26, 3, 26],
    ]);
    await vi.waitFor(() => expect(now(page).evidence).toEqual({ status: 'idle', note: null }));
    const texts = (kind: string) => model.asked.filter((one) => one === kind).length;
    const captured = texts('capture');
    expect(captured).toBeGreaterThan(1);
    // Another way of finding directions, and one's own evidence for it: the model is asked for nothing.
    const asked = model.asked.length;
    await page.app.chooseReader({ method: 'lda' });
    expect(shownRun(now(page).experiment)!.spec.method).toBe('lda');
    await vi.waitFor(() => expect(evidence()?.table.carrier?.length).toBe(3), { timeout: 20_000 });
    expect(model.asked.length).toBe(asked);
    // So it is with another seed.
    const drawn = evidence()!.table.randomHigh;
    await page.app.chooseReader({ seed: 9 });
    expect(shownRun(now(page).experiment)!.spec).toMatchObject({ method: 'lda', seed: 9 });
    await vi.waitFor(() => expect(evidence()?.table.carrier?.length).toBe(3), { timeout: 20_000 });
    expect([model.asked.length, evidence()!.seed]).toEqual([asked, 9]);
    expect(evidence()!.table.randomHigh).not.toEqual(drawn);
    // And with other folds; more than there are pairs are refused in words, and the rest is there.
    const five = evidence()!.table.foldMean;
    await page.app.chooseReader({ folds: 2 });
    expect(shownRun(now(page).experiment)!.spec).toMatchObject({ method: 'lda', seed: 9, folds: 2 });
    await vi.waitFor(() => expect(evidence()?.table.carrier?.length).toBe(3), { timeout: 20_000 });
    expect(evidence()!.table.foldMean).not.toEqual(five);
    await page.app.chooseReader({ folds: 9999 });
    await vi.waitFor(() => expect(evidence()?.table.carrier?.length).toBe(3), { timeout: 20_000 });
    expect(evidence()!.table.foldMean).toBeUndefined();
    expect(evidence()!.missing.join()).toContain('are too few for 9999 folds.');
    expect(model.asked.length).toBe(asked);
    // And with another pooling, for one pass gave all of them.
    await page.app.chooseReader({ pooling: 'last' });
    await vi.waitFor(() => expect(evidence()?.table.carrier?.length).toBe(3), { timeout: 20_000 });
    expect(model.asked.length).toBe(asked);
    page.app.showAnalysis(now(page).experiment.analyses[1]!.id);
    expect(evidence()).not.toBeNull();
    const file = decodeExperiment(encodeExperiment(now(page).experiment), 'run.json');
    expect(file.analyses.map((one) => one.evidence)).toEqual(now(page).experiment.analyses.map((one) => one.evidence));
  });
  test('each step of the seed takes the place of the one before; what a person ticked or ran stays', async () => {
    let hour = 0;
    const page = await loaded({ readings: { findReading }, now: () => new Date(Date.UTC(2026, 10, 26, hour)) });
    await page.app.runExperiment();
    const seeds = () => now(page).experiment.analyses.map(({ spec }) => `${spec.method} ${spec.seed} ${spec.folds ?? ''}`.trim());
    const before = seeds();
    for (const seed of [2, 3, 4]) await page.app.chooseReader({ seed });
    await page.app.chooseReader({ folds: 3 });
    expect(seeds()).toEqual([...before, 'mean-difference 4 3']);
    // Ticked to be compared, it stays.
    page.app.tickAnalyses([now(page).experiment.view.analysis!]);
    for (const seed of [5, 6]) await page.app.chooseReader({ seed });
    expect(seeds()).toEqual([...before, 'mean-difference 4 3', 'mean-difference 6 3']);
    // Another method is another analysis, and is none of the field's.
    await page.app.chooseReader({ method: 'lda' });
    await page.app.chooseReader({ seed: 7 });
    expect(seeds()).toEqual([...before, 'mean-difference 4 3', 'mean-difference 6 3', 'lda 6 3', 'lda 7 3']);
    // Back to the seed of the run: its analysis is shown again, with evidence of its own.
    await page.app.chooseReader({ method: 'mean-difference', seed: 1, folds: 5 });
    expect(seeds()).toEqual([...before, 'mean-difference 4 3', 'lda 6 3', 'lda 7 3']);
    expect(shownRun(now(page).experiment)!.spec).toEqual({ method: 'mean-difference', pooling: 'mean-rest', validation: 'split', seed: 1 });
    // One that was gone and comes again has its evidence gathered anew.
    await page.app.chooseReader({ seed: 2 });
    await vi.waitFor(() => expect(shownRun(now(page).experiment)!.evidence?.table.carrier).toBeDefined(), { timeout: 20_000 });
    await page.app.chooseReader({ seed: 3 });
    await page.app.chooseReader({ seed: 2 });
    await vi.waitFor(() => expect(shownRun(now(page).experiment)!.evidence?.table.carrier).toBeDefined(), { timeout: 20_000 });
    // A run of that seed is no step of the field.
    hour = 1;
    await page.app.runExperiment();
    await page.app.chooseReader({ seed: 3 });
    expect(seeds().slice(-2)).toEqual(['mean-difference 2', 'mean-difference 3']);
  });
  test('texts beside the set that are others by now, or that an earlier version kept, are cut anew, and read where they are not there', async () => {
    const page = await loaded({ readings: { findReading } });
    await page.app.runExperiment();
    const settled = () =>
      vi.waitFor(
        () => {
          expect(shownRun(now(page).experiment)!.evidence?.table.carrier).toBeDefined();
          expect(now(page).evidence).toEqual({ status: 'idle', note: null });
        },
        { timeout: 20_000 },
      );
    await settled();
    const asked = (kind: string) => model.asked.filter((one) => one === kind).length;
    const { name } = shownRun(now(page).experiment)!.reading;
    const { beside, ...kept } = (await findReading(name!))!;
    const { of, ...before } = beside!;
    expect(of).toMatch(/^beside-/);
    const [cuts, captures] = [asked('cut'), asked('capture')];
    await writeReading({ ...kept, beside: before });
    await page.app.chooseReader({ method: 'pca' });
    await settled();
    expect([asked('cut') > cuts, asked('capture')]).toEqual([true, captures]);
    expect((await findReading(name!))!.beside).toEqual(beside);
    const again = asked('cut');
    await writeReading({ ...kept, beside: { ...beside!, of: 'beside-of-other-texts' } });
    await page.app.chooseReader({ method: 'lda' });
    await settled();
    expect([asked('cut') > again, asked('capture')]).toEqual([true, captures]);
  });
  test('without the mean of neutral texts it is another analysis, one click away and back; file, link and the next run have it', async () => {
    const page = await loaded({ readings: { findReading } });
    await page.app.runExperiment();
    const shown = () => shownRun(now(page).experiment)!;
    const plain = shown();
    // Not before the neutral texts have been read.
    await page.app.takeMeanOut(true);
    expect([now(page).error?.code, shown().id, now(page).experiment.view.withoutMean]).toEqual(['no-neutral-texts', plain.id, false]);
    page.app.dismissError();
    await vi.waitFor(() => expect(shown().evidence?.table.carrier).toBeDefined(), { timeout: 20_000 });
    await vi.waitFor(async () => expect(await page.app.hasNeutral(plain.reading.name)).toBe(true));
    await page.app.takeMeanOut(true);
    const out = shown();
    expect([now(page).error, out.spec.withoutMean, out.id === plain.id, out.record.id === plain.record.id]).toEqual([
      null,
      true,
      false,
      false,
    ]);
    expect(out.record.name).toBe('Empathy in action, mean taken out');
    expect(out.directions.separation).not.toEqual(plain.directions.separation);
    await vi.waitFor(() => expect(shown().evidence?.table.carrier).toBeDefined(), { timeout: 20_000 });
    expect(Math.max(...shown().evidence!.table.carrier!)).toBeLessThan(1e-5);
    expect(shown().evidence!.table.shuffledHigh!.every(Number.isFinite)).toBe(true);
    expect(page.app.shareLink()).toContain('withoutMean=true');
    const file = decodeExperiment(encodeExperiment(now(page).experiment), 'run.json');
    expect([file.analyses.at(-1)!.spec.withoutMean, file.view.withoutMean]).toEqual([true, true]);
    // A push goes along it.
    await page.app.steer([0, 1]);
    expect(now(page).experiment.answers.at(-1)).toMatchObject({ edits: [{ directions: out.record.id }] });
    expect(shownAnswers(now(page).experiment)!.under.scenarios).toBe('Empathy in action, mean taken out');
    // Another method keeps the choice; the way back shows what was there.
    await page.app.chooseReader({ method: 'lda' });
    expect(shown().spec).toMatchObject({ method: 'lda', withoutMean: true });
    await page.app.chooseReader({ method: 'mean-difference' });
    const analyses = now(page).experiment.analyses.length;
    await page.app.takeMeanOut(false);
    expect([shown().id, now(page).experiment.view.withoutMean, now(page).experiment.analyses.length]).toEqual([plain.id, false, analyses]);
    // Chosen before a run, it follows the run.
    await page.app.takeMeanOut(true);
    await page.app.runExperiment();
    expect(shown().spec.withoutMean).toBe(true);
  });
  test('chosen by a link, the mean is taken out once the neutral texts of a run have been read', async () => {
    const page = await loaded({ hash: '#withoutMean=true', readings: { findReading } });
    await page.app.runExperiment();
    expect(shownRun(now(page).experiment)!.spec.withoutMean).toBeUndefined();
    await vi.waitFor(() => expect(shownRun(now(page).experiment)!.spec.withoutMean).toBe(true), { timeout: 20_000 });
  });
  test('a way of reading that works takes away the error that another one left, and no other', async () => {
    let failing = false;
    const failure = Object.assign(new Error('The texts of each class are alike.'), { code: 'invalid-input', hint: '' });
    const page = await loaded({ readings: { findReading: (name) => (failing ? Promise.reject(failure) : findReading(name)) } });
    await page.app.runExperiment();
    await vi.waitFor(() => expect(shownRun(now(page).experiment)!.evidence?.table.carrier).toBeDefined(), { timeout: 20_000 });
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    failing = true;
    await page.app.chooseReader({ method: 'lda' });
    await page.app.chooseReader({ method: 'logistic' });
    expect(now(page).error?.message).toBe(failure.message);
    failing = false;
    await page.app.chooseReader({ method: 'pca' });
    expect([now(page).error, shownRun(now(page).experiment)!.spec.method]).toEqual([null, 'pca']);
    failing = true;
    await page.app.chooseReader({ method: 'lda' });
    failing = false;
    const other = { code: 'invalid-input', message: 'No room.', hint: '', where: 'disk' } as const;
    page.app.store.setState({ error: { ...now(page).error!, ...other } });
    await page.app.chooseReader({ method: 'mean-difference' });
    expect(now(page).error).toMatchObject(other);
    said.mockRestore();
  });
  test('texts beside the set are no texts of the set: another pooling of a run is as whole as the first', async () => {
    const page = await loaded({ readings: { findReading } });
    await page.app.runExperiment();
    await vi.waitFor(() => expect(shownRun(now(page).experiment)!.evidence?.table.carrier).toBeDefined(), { timeout: 20_000 });
    await page.app.chooseReader({ pooling: 'last' });
    expect(shownRun(now(page).experiment)).toMatchObject({ complete: true, of: 110, fromStorage: 110 });
  });
  test('a run in a chat template reads every pooling in one pass, the answer included, where every text has one', async () => {
    const page = await loaded({ readings: { findReading } });
    page.app.setCapture({ template: true });
    page.app.setCapture({ pooling: 'answer' });
    await page.app.runExperiment();
    expect(model.poolings).toEqual(POOLINGS);
    expect(shownRun(now(page).experiment)).toMatchObject({ spec: { pooling: 'answer' }, capture: { template: true } });
    await vi.waitFor(() => expect(shownRun(now(page).experiment)!.evidence?.table.carrier).toBeDefined(), { timeout: 20_000 });
    const captures = () => model.asked.filter((kind) => kind === 'capture').length;
    const before = captures();
    for (const pooling of POOLINGS) {
      await page.app.chooseReader({ pooling });
      expect(shownRun(now(page).experiment)).toMatchObject({ spec: { pooling }, fromStorage: 110 });
    }
    expect(captures()).toBe(before);
    // A template that hides one text's tokens costs the answer alone.
    model.answerless = /please/i;
    await clearReadings();
    page.app.setCapture({ pooling: 'mean' });
    await page.app.runExperiment();
    expect(model.poolings).toEqual(POOLINGS.filter((one) => one !== 'answer'));
  });
  test('without a chat template there is no answer to pool: in a choice, a link, a kept run and a model that has none', async () => {
    const page = await loaded({ readings: { findReading } });
    page.app.setCapture({ pooling: 'answer' });
    expect(now(page).experiment.view.capture.pooling).toBe('mean-rest');
    page.app.setCapture({ template: true, pooling: 'answer' });
    page.app.setCapture({ template: false });
    expect(now(page).experiment.view.capture).toMatchObject({ template: false, pooling: 'mean-rest' });
    await page.app.runExperiment();
    expect(model.poolings).toEqual(POOLINGS.filter((one) => one !== 'answer'));
    // Chosen for the next run, it changes nothing of a run without a template.
    const { spec } = shownRun(now(page).experiment)!;
    page.app.setCapture({ template: true });
    await page.app.chooseReader({ pooling: 'answer' });
    expect([shownRun(now(page).experiment)!.spec, now(page).error]).toEqual([spec, null]);
    const kept = await findReading(shownRun(now(page).experiment)!.reading.name!);
    await page.app.openKept(kept!);
    expect([shownRun(now(page).experiment)!.spec.pooling, now(page).error]).toEqual(['mean-rest', null]);
    expect(now(page).experiment.view.capture).toMatchObject({ template: false, pooling: 'mean-rest' });
    model.info = info({ chatTemplate: false });
    const bare = await loaded({ hash: '#pooling=answer&template=true' });
    expect(now(bare).experiment.view.capture).toMatchObject({ template: true, pooling: 'answer' });
    await bare.app.runExperiment();
    expect(now(bare).error).toMatchObject({ code: 'answer-needs-template' });
    const linked = await open({ hash: '#pooling=answer' });
    expect(now(linked).error?.message).toContain('pooling=answer (needs template=true)');
  });
  test('in a chat template the texts’ own tokens are shuffled; where they cannot be told, none is, and the rest is complete', async () => {
    const page = await loaded({ readings: { findReading } });
    page.app.setCapture({ template: true });
    const table = () => shownRun(now(page).experiment)?.evidence?.table;
    await page.app.runExperiment();
    await vi.waitFor(() => expect(table()?.carrier).toBeDefined(), { timeout: 20_000 });
    expect(table()!.tokenShuffled).toHaveLength(3);
    await clearReadings();
    model.answerless = /./;
    page.app.setCapture({ pooling: 'last' });
    await page.app.runExperiment();
    expect(table()?.carrier).toBeUndefined();
    await vi.waitFor(() => expect(table()?.carrier).toBeDefined(), { timeout: 20_000 });
    expect([table()!.tokenShuffled, now(page).evidence]).toEqual([undefined, { status: 'idle', note: null }]);
  });
  test('a kept reading of answers to prompts leaves their pooling chosen, and a run that cannot have it says so', async () => {
    const page = await loaded({ readings: { findReading } });
    const { set } = now(page);
    if (set.status !== 'ready') throw new Error(set.status);
    const answers = { ...set.set, version: 2 as const, pairs: set.set.pairs.map((pair, i) => ({ ...pair, prompt: `Question ${i}?` })) };
    await page.app.openScenarioSet(new File([JSON.stringify(answers)], 'answers.json'));
    page.app.setCapture({ template: false });
    await page.app.runExperiment();
    expect(now(page).error).toBeNull();
    const kept = await findReading(shownRun(now(page).experiment)!.reading.name!);
    await page.app.openShippedSet('empathy');
    page.app.setCapture({ template: true, pooling: 'answer' });
    await page.app.openKept(kept!);
    // The set in use has no prompts: what is shown has, and is what is chosen.
    expect(shownRun(now(page).experiment)!.spec.pooling).toBe('answer');
    expect(now(page).experiment.view.capture).toMatchObject({ template: false, pooling: 'answer' });
    const reads = model.asked.length;
    await page.app.runExperiment();
    expect(now(page).error?.message).toContain('this set has no prompts');
    expect([model.asked.length, now(page).experiment.view.capture.pooling]).toEqual([reads, 'answer']);
    page.app.setCapture({ template: true });
    await page.app.runExperiment();
    expect(shownRun(now(page).experiment)).toMatchObject({ spec: { pooling: 'answer' }, capture: { template: true } });
  });
  test('evidence that was stopped among its texts is completed after a load or a run', async () => {
    const page = await loaded({ readings: { findReading } });
    const texts = stopAtThird(page);
    await page.app.runExperiment();
    const evidence = () => shownRun(now(page).experiment)!.evidence;
    await vi.waitFor(() => expect(texts() >= 3 && now(page).evidence.status === 'idle').toBe(true), { timeout: 20_000 });
    expect([evidence() === null, evidence()?.table.carrier]).toEqual([false, undefined]);
    const seen = texts();
    page.app.selectLayer(1);
    await new Promise((done) => setTimeout(done, 50));
    expect(texts()).toBe(seen);
    expect(now(page).evidenceStopped).toEqual([shownRun(now(page).experiment)!.id]);
    await page.app.loadModel('tiny');
    expect(now(page).evidenceStopped).toEqual([]);
    await vi.waitFor(() => expect(evidence()?.table.carrier).toBeDefined(), { timeout: 20_000 });
  });
  test('evidence that was stopped goes on when it is asked to, from the text where it stopped', async () => {
    const page = await loaded({ readings: { findReading } });
    stopAtThird(page);
    await page.app.runExperiment();
    const evidence = () => shownRun(now(page).experiment)!.evidence;
    await vi.waitFor(() => expect(now(page).evidenceStopped).toHaveLength(1), { timeout: 20_000 });
    expect(evidence()?.table.carrier).toBeUndefined();
    page.app.resumeEvidence();
    await vi.waitFor(() => expect(evidence()?.table.carrier).toBeDefined(), { timeout: 20_000 });
    expect([now(page).evidenceStopped, now(page).evidence]).toEqual([[], { status: 'idle', note: null }]);
  });
  test('evidence of a run that is no longer shown is not gathered further; shown again, it is', async () => {
    const page = await loaded({ readings: { findReading } });
    await page.app.runExperiment();
    const { id } = shownRun(now(page).experiment)!;
    await vi.waitFor(() => expect(now(page).evidence.status).toBe('running'));
    page.app.showAnalysis(now(page).experiment.analyses[0]!.id);
    await vi.waitFor(() => expect(now(page).evidence).toEqual({ status: 'idle', note: null }));
    page.app.showAnalysis(id);
    await vi.waitFor(() => expect(now(page).experiment.analyses[1]!.evidence).not.toBeNull(), { timeout: 20_000 });
  });
  test('of a smaller model leaves the chosen block and band alone: they are back with the larger one', async () => {
    const page = await loaded({ hash: '#layer=20&band=12-17' });
    const [recorded] = now(page).experiment.analyses;
    await page.app.runExperiment();
    expect([shownLayer(now(page)), shownBand(now(page))]).toEqual([2, middleBand(3)]);
    page.app.setSteering({ alpha: 1 });
    await page.app.steer([0, 1]);
    expect(now(page).experiment.answers.at(-1)).toMatchObject({ edits: [{ band: middleBand(3) }] });
    page.app.showAnalysis(recorded!.id);
    expect([shownLayer(now(page)), shownBand(now(page))]).toEqual([20, [12, 17]]);
  });
  test('a second one over the same texts asks the model for nothing and takes the place of the first', async () => {
    const page = await loaded();
    await page.app.runExperiment();
    model.asked.length = 0;
    await page.app.runExperiment();
    expect(model.asked).toEqual(['cut']);
    expect(now(page).experiment.analyses).toHaveLength(2);
  });
  test('stopped, it keeps what it read', async () => {
    const page = await loaded();
    let read = 0;
    model.between = () => {
      if (++read === 12) page.app.stopRun();
      return Promise.resolve();
    };
    await page.app.runExperiment();
    expect(now(page).run).toMatchObject({ note: expect.stringContaining('Stopped: 11 texts were read') as string });
    expect(shownRun(now(page).experiment)).toMatchObject({ complete: false, computed: 11 });
  });
  test('a file that is opened meanwhile stays as it is', async () => {
    const page = await loaded();
    let read = 0;
    model.between = async () => {
      if (++read === 12) await page.app.openExperiment(file(VERSION_1));
    };
    await page.app.runExperiment();
    const { experiment, run } = now(page);
    expect([experiment.analyses.length, shownRun(experiment)!.model.id, provenanceOf(now(page))]).toEqual([
      1,
      'smollm2-135m-instruct',
      'opened',
    ]);
    expect(run).toMatchObject({ note: expect.stringContaining('another one was opened') as string });
  });
  test('without a model, with a failed self-test or without a set it says what is missing', async () => {
    const page = await open();
    await page.app.runExperiment();
    expect(now(page).error).toMatchObject({ code: 'no-model' });
    model.info = { ...model.info, selfTest: { ...model.info.selfTest, passed: false, failures: ['leak'] } };
    await page.app.loadModel('tiny');
    await page.app.runExperiment();
    expect(now(page).error).toMatchObject({ code: 'self-test-failed' });
  });
});

describe('steer', () => {
  const ran = async (): Promise<FakePage> => {
    const page = await loaded();
    await page.app.runExperiment();
    page.app.setSteering({ prompt: 'hello', band: [0, 1], unit: 'raw' });
    return page;
  };
  test('answers keep the directions that pushed them, and survive another run and another pooling', async () => {
    const page = await ran();
    await page.app.steer([0, 3]);
    const { experiment } = now(page);
    const run = shownRun(experiment)!;
    expect(
      experiment.answers.slice(-2).map(({ edits, text, ending, at }) => [edits[0]!.amount, edits[0]!.directions, text, ending.kind, at]),
    ).toEqual([
      [0, run.record.id, 'one', 'end', '2026-11-26T00:00:00.000Z'],
      [3, run.record.id, 'two', 'end', '2026-11-26T00:00:00.000Z'],
    ]);
    expect(shownAnswers(experiment)).toMatchObject({ under: { pooling: 'mean-rest', settings: { prompt: 'hello' } } });
    page.app.setCapture({ pooling: 'last' });
    await page.app.runExperiment();
    const later = now(page).experiment;
    expect(shownAnswers(later)).toMatchObject({ under: { pooling: 'mean-rest' }, texts: [{ text: 'one' }, { text: 'two' }] });
    expect(shownRun(later)!.record.id).not.toBe(run.record.id);
    expect(decodeExperiment(encodeExperiment(later), 'x').answers).toEqual(later.answers);
  });
  test('a row that broke off stays with its reason; one that its limit cut says so; the first reason is said', async () => {
    const page = await ran();
    const failure = { code: 'logits-not-finite', message: 'α = 9 broke off.', hint: 'Choose a smaller strength.' } as const;
    model.rows = [row('good'), row('half', { failure: failure as never, ended: false }), row('long', { ended: false })];
    await page.app.steer([0, 9, 1]);
    expect(shownAnswers(now(page).experiment)!.texts.map(({ text, cut, failure }) => [text, cut, failure])).toEqual([
      ['good', false, null],
      ['half', false, 'α = 9 broke off. Choose a smaller strength.'],
      ['long', true, null],
    ]);
    expect(now(page).error).toMatchObject({ code: 'logits-not-finite' });
    expect(model.steered!.alphas).toEqual([0, 9, 1]);
  });
  test('an answer that a lost device cut short keeps what was written, and says why', async () => {
    const page = await loaded();
    await page.app.runExperiment();
    model.between = () => Promise.reject(Object.assign(new Error('The device was lost.'), { code: 'device-lost', hint: '' }));
    await page.app.steer([0, 1]);
    expect(now(page).error?.code).toBe('device-lost');
    expect(now(page).experiment.answers.at(-2)).toMatchObject({ tokens: [1], ending: { kind: 'failed', reason: 'The device was lost.' } });
  });
  test('stopped, it keeps what was written', async () => {
    const page = await ran();
    model.between = () => Promise.resolve(page.app.stopSteer());
    await page.app.steer([0, 3]);
    const { texts } = shownAnswers(now(page).experiment)!;
    expect(texts.map(({ text, tokens }) => [text, tokens.length])).toEqual([
      ['one', 1],
      ['', 0],
    ]);
    expect(now(page).experiment.answers.at(-1)!.ending).toEqual({ kind: 'stopped' });
  });
  test('a file that is opened meanwhile gets none of these answers', async () => {
    const page = await ran();
    model.between = () => page.app.openExperiment(file(VERSION_1));
    await page.app.steer([0, 3]);
    expect(shownAnswers(now(page).experiment)!.texts).toHaveLength(8);
    expect([now(page).streaming, now(page).steer]).toMatchObject([
      null,
      { status: 'idle', note: expect.stringMatching(/another experiment was opened/) as string },
    ]);
  });
  test('directions of another model are refused by their name', async () => {
    const page = await loaded();
    await page.app.steer([1]);
    expect(now(page).error).toMatchObject({ code: 'other-model', message: expect.stringContaining('smollm2-135m-instruct') as string });
  });
});

describe('open', () => {
  test('of two the one that was asked for last is shown', async () => {
    const page = await open();
    const first = page.app.openExperiment(file(VERSION_1));
    const second = page.app.openExperiment(file(RECORDING));
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    // Nobody on the page waits for it any more.
    expect(now(page).error).toBeNull();
    await second;
    expect(now(page).experiment.readings[0]!.id).not.toBe('version-1');
  });
  test('answers without an analysis are kept, too', async () => {
    const page = await open();
    await page.app.openExperiment(file(JSON.stringify({ ...(JSON.parse(VERSION_1) as object), run: null })));
    await vi.waitFor(() => expect(page.kept.session).not.toBeNull());
    const again = await open({ kept: page.kept });
    expect(shownAnswers(now(again).experiment)!.texts).toHaveLength(8);
  });
  test('a bad file is refused with its reason; the page keeps what it had', async () => {
    const page = await open();
    const before = now(page).experiment;
    await expect(page.app.openExperiment(file('{'))).rejects.toMatchObject({ code: 'experiment-not-json' });
    expect([now(page).experiment, now(page).error?.code]).toEqual([before, 'experiment-not-json']);
  });
  test('a scenario set opened as a run, and a run opened as a set, are called what they are, with the way there', async () => {
    const page = await open();
    await expect(page.app.openExperiment(file(shipped('empathy'), 'empathy.json'))).rejects.toMatchObject({
      code: 'set-as-run',
      where: 'texts',
      message: expect.stringMatching(/^empathy\.json is a scenario set/) as string,
    });
    await expect(page.app.openScenarioSet(file(RECORDING, 'run.json'))).rejects.toMatchObject({ code: 'run-as-set', where: 'disk' });
  });
  test('an experiment from a script is checked like a file', async () => {
    const page = await open();
    const { experiment } = now(page);
    await page.app.openExperiment(experiment);
    // What follows from its texts apart comes once it is shown.
    await vi.waitFor(() => expect(now(page).experiment).toEqual(experiment));
    await expect(page.app.openExperiment({ ...experiment, view: { ...experiment.view, layer: -1 } })).rejects.toMatchObject({
      message: expect.stringContaining('experiment: view.layer') as string,
    });
  });
  test('a set of one’s own is kept in the browser and comes back by a link that names it', async () => {
    const page = await open();
    const mine = JSON.stringify({ ...(JSON.parse(shipped('empathy')) as object), name: 'Mine' });
    await page.app.openScenarioSet(file(mine, 'mine.json'));
    expect(page.kept.set).toBe(mine);
    const again = await open({ kept: { set: mine }, hash: '#set=own' });
    expect(now(again).set).toMatchObject({ shipped: null, set: { name: 'Mine' } });
    expect(now(await open({ hash: '#set=own' })).error).toMatchObject({ code: 'set-not-here' });
    // Somebody else's own set is not taken for mine.
    const others = await open({ kept: { set: mine }, hash: '#set=own-00000000' });
    expect(now(others).error?.message).toContain('another one than yours');
    expect(now(others).set).toMatchObject({ status: 'ready', shipped: null });
  });
});
