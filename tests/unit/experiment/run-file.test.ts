import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { packJson, unpackJson } from '../../../src/formats/packed';
import { hashScenarioSet, parseScenarioSet } from '../../../src/formats/scenario-set';
import { emptyExperiment, type Experiment } from '../../../src/experiment/experiment';
import { shownAnswers, shownRun } from '../../../src/experiment/shown';
import { checkExperiment, decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { startView, type View } from '../../../src/experiment/view';
import { lacksApart } from '../../../src/lab/report/apart';
import { remeasure } from '../../../src/experiment/remeasure';
import { analysisId } from '../../../src/experiment/analysis';
import { verdictAt } from '../../../src/lab/report/verdict';
import { report } from '../../../src/lab/report/report';
import { MORE, RECORDING } from '../../recording';

const set = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const small = {
  ...set,
  pairs: [set.pairs[0]!, set.pairs.find((pair) => pair.split !== set.pairs[0]!.split)!],
  scored: set.scored.slice(0, 1),
};
const scores = { positive: [[1.5, NaN]], negative: [[-0.25, NaN]], scored: [[NaN]] };
const hash = await hashScenarioSet(small);
const AT = '2026-11-22T00:00:00.000Z';
const OLD = readFileSync('tests/fixtures/run-version-1.json', 'utf8');
const stamp = {
  id: 'm',
  repo: 'r',
  revision: 'v',
  dtype: 'q4',
  architecture: 'A',
  layers: 1,
  width: 3,
  device: 'wasm',
  deviceName: '2 WASM threads',
  widened: true,
  graphHash: 'g',
  selfTestPassed: true,
} as const;
const experiment: Experiment = {
  ...emptyExperiment(1),
  sets: [{ hash, set: small }],
  readings: [
    {
      id: 'reading',
      name: null,
      at: AT,
      model: stamp,
      set: hash,
      how: { template: false, maxTokens: 512 },
      context: 2048,
      texts: Array.from({ length: 5 }, (_, i) => ({
        tokens: i === 1 ? 512 : i + 1,
        truncated: i === 1,
        on: i === 4 ? null : { device: 'wasm', checked: true },
      })),
    },
  ],
  analyses: [
    {
      id: 'analysis-1',
      at: AT,
      reading: 'reading',
      spec: { method: 'mean-difference', pooling: 'mean', validation: 'split', seed: 1 },
      directions: 'directions-1',
      scores,
      report: report({ layers: 1, contrast: small.pairs, scores, midpoint: [0.5], separation: [2] }),
      made: { complete: false, computed: 2, fromStorage: 0, of: 5, seconds: 1.5 },
      evidence: null,
    },
  ],
  directions: [
    {
      id: 'directions-1',
      name: small.name,
      origin: { analysis: 'analysis-1' },
      layers: 1,
      width: 3,
      data: Float32Array.of(0.6, -1e-30, 0.8),
      scale: { separation: [2], midpoint: [0.5], norm: [3] },
    },
    {
      id: 'directions-2',
      name: 'mine',
      origin: { file: 'mine.npy', sha256: 'ab' },
      layers: 1,
      width: 3,
      data: new Float32Array(3),
      scale: null,
    },
  ],
  answers: [
    {
      id: 'answer-1',
      at: AT,
      model: { id: 'm', stamp },
      messages: [{ role: 'user', content: 'p' }],
      template: true,
      edits: [{ op: 'add', directions: 'directions-1', band: [0, 0], amount: -2, unit: 'raw', when: 'all' }],
      sampling: { temperature: 0, topP: 1, repetitionPenalty: 1.1, maxNewTokens: 64 },
      seed: 1,
      tokens: [1, 2],
      text: '<img onerror=alert(1)>',
      reads: { directions: 'directions-1', scores: [[0.5], [NaN]], unsteered: null },
      coherence: null,
      ending: { kind: 'failed', reason: 'It broke off.' },
    },
  ],
  choices: [
    { id: 'choice-1', at: AT, model: stamp, item: 'i', options: ['a', 'b'], edits: [], logProbs: [-1.5, NaN], read: [0.25] },
    {
      ...{ id: 'choice-2', at: AT, model: stamp, item: 'i', options: ['a', 'b'], logProbs: [-1.5, -2], read: null },
      edits: [{ op: 'add', directions: 'directions-1', band: [0, 0], amount: -2, unit: 'raw', when: 'all' }],
      question: { prompt: 'p', scenario: 's', template: true, sides: ['negative', 'positive'], tokens: [3, 4], order: 'open' },
      control: { kind: 'other', directions: 'directions-2' },
    },
  ],
  ratings: [{ of: 'answer-1', by: 'me', blind: true, score: 2, at: AT, source: 'person' }],
  view: { ...startView(1), analysis: 'analysis-1', answers: ['answer-1'], layer: 0 },
};

test('an experiment comes back bit for bit, NaN and float32 included', async () => {
  expect(experiment.analyses[0]!.report).toMatchObject({ pairs: 1, table: { auroc: Float64Array.of(1), aurocLow: Float64Array.of(NaN) } });
  expect(await remeasure(decodeExperiment(encodeExperiment(experiment), 'run.json'))).toEqual(experiment);
});

test('an experiment that has not run, too', async () => {
  expect(await remeasure(decodeExperiment(encodeExperiment(emptyExperiment(4)), 'run.json'))).toEqual(emptyExperiment(4));
});

test('long tables of float32 numbers are packed, and others written out: both come back bit for bit', () => {
  const wide = Array.from({ length: 9 }, (_, i) =>
    Array.from({ length: 30 }, (_, j) => (i + j === 7 ? NaN : Math.fround(Math.sin(i * 30 + j)))),
  );
  const finer = wide.map((row) => row.map((x) => (Number.isNaN(x) ? 1 : x + 1e-9)));
  for (const [scores, packed] of [
    [wide, true],
    [finer, false],
    [[[0.1, 0.2]], false],
  ] as [number[][], boolean][]) {
    const json = packJson({ scores });
    expect(json.includes('"shape":[9,30]')).toBe(packed);
    expect(unpackJson(json)).toEqual({ scores });
  }
});

test('other programs find the report in the file, a list a column, null for NaN', () => {
  const file = JSON.parse(encodeExperiment(experiment)) as { analyses: { report: { pairs: number; table: Record<string, unknown> } }[] };
  expect(file.analyses[0]!.report).toMatchObject({ pairs: 1, table: { auroc: [1], aurocLow: [null], trainSeparation: [2] } });
});

test("figures that do not follow from a file's scores are refused", async () => {
  await expect(remeasure(decodeExperiment(broken('analyses.0.report.table.auroc.0', 7), 'run.json'))).rejects.toMatchObject({
    code: 'experiment-invalid',
    message: 'analyses[0].report.table.auroc[0] is 7, but the scores beside it give 1.',
  });
  await expect(remeasure(decodeExperiment(broken('analyses.0.scores.positive.0.0', -9), 'run.json'))).rejects.toMatchObject({
    code: 'experiment-invalid',
    message: expect.stringMatching(/^analyses\[0\]\.report\./) as string,
  });
});

/** The recording with what its scores give, as a page writes it; its parts state nothing of that. */
const stating = async (): Promise<string> => encodeExperiment(await remeasure(decodeExperiment(RECORDING, 'run.json')));

test('d, pairs right and the correlations with ratings are compared where a file states them', async () => {
  const file = JSON.parse(await stating()) as Demo;
  const opened = (change: (analysis: Demo['analyses'][0]) => void) => {
    const copy = structuredClone(file);
    change(copy.analyses[0]);
    return remeasure(checkExperiment(unpackJson(JSON.stringify(copy)), 'run.json'));
  };
  const says = (place: string) => ({ code: 'experiment-invalid', message: expect.stringContaining(`report.${place}[0] is `) as string });
  for (const name of ['eiaR', 'eiaP', 'eiaRho', 'eiaRhoP'] as const)
    await expect(opened(({ report }) => (report.eia.table[name]![0]! += 0.01))).rejects.toMatchObject(says(`eia.table.${name}`));
  for (const name of ['d', 'pairsRight'] as const)
    await expect(opened(({ report }) => (report.table[name]![0]! += 0.01))).rejects.toMatchObject(says(`table.${name}`));
  // The ratings of one's texts are in the set; scores in another order go along with them otherwise.
  const { scored } = (unpackJson(JSON.stringify(file)) as { analyses: [{ scores: { scored: number[][] } }] }).analyses[0].scores;
  const reversed = scored.map((row) => row.toReversed());
  await expect(opened(({ scores }) => (scores.scored = reversed))).rejects.toMatchObject(says('eia.table.eiaR'));
  await opened(({ report }) => {
    Object.assign(report, { eia: null });
    delete report.table.d;
    delete report.table.pairsRight;
  });
});

test('verdicts of a file that opens are those of its report and its evidence, whatever it states', async () => {
  const recording = await stating();
  const [one] = (await remeasure(decodeExperiment(broken('analyses.0.report.verdicts', [], recording), 'run.json'))).analyses;
  const { report, evidence } = one!;
  const judged = { ...report, table: { ...report.table, ...evidence!.table } };
  expect(report.verdicts).toEqual(report.verdicts.map((_, layer) => verdictAt(judged, layer)));
  expect(report.verdicts.filter(({ kind }) => kind === 'lucky' || kind === 'wide').length).toBeGreaterThan(0);
});

test('where to steer is made anew from the evidence by its rule, and nothing is recommended that the rule does not', async () => {
  const recording = RECORDING;
  const [real] = (await remeasure(decodeExperiment(recording, 'run.json'))).analyses;
  const [written] = (JSON.parse(recording) as { analyses: [{ evidence: { recommended: object } }] }).analyses;
  expect(real!.evidence!.recommended).toEqual(written.evidence.recommended);
  const other = { layer: 29, band: [29, 29], reason: 'It is the last.' };
  // What a file states of words and deeds is made anew once it is shown (apart.test.ts): an interval of its own is dropped.
  const stated = broken('analyses.0.evidence.table.deedsOverWordsLow', Array(30).fill(0), recording);
  const [anew] = (await remeasure(decodeExperiment(stated, 'run.json'))).analyses;
  expect([lacksApart(real!.evidence!), anew!.evidence!.table]).toEqual([true, real!.evidence!.table]);
  const [changed] = (await remeasure(decodeExperiment(broken('analyses.0.evidence.recommended', other, recording), 'run.json'))).analyses;
  expect(changed!.evidence!.recommended).toEqual(written.evidence.recommended);
});

test('the p of thrown labels follow from the scores beside them: another one is refused by its path, a missing column is made', async () => {
  const recording = RECORDING;
  const opened = (place: string, value: unknown) =>
    remeasure(decodeExperiment(broken(`analyses.0.evidence.${place}`, value, recording), 'run.json'));
  for (const column of ['permutationP', 'permutationMaxP'] as const)
    await expect(opened(`table.${column}`, Array(30).fill(0.6))).rejects.toMatchObject({
      code: 'experiment-invalid',
      message: expect.stringMatching(
        /^analyses\[0\]\.evidence\.table\.permutation\w+\[0\] is 0\.6, but the scores beside it give 0\.\d+\.$/,
      ) as string,
    });
  const [real] = (await remeasure(decodeExperiment(recording, 'run.json'))).analyses;
  const [made] = (await opened('table.permutationMaxP', undefined)).analyses;
  expect(made!.evidence!.table.permutationMaxP).toEqual(real!.evidence!.table.permutationMaxP);
  expect(real!.evidence!.table.permutationMaxP!.some((p) => p < 0.05)).toBe(true);
});

test('every situation of the set is left out once: evidence without the worst of them is refused', () => {
  const recording = RECORDING;
  const { groups } = decodeExperiment(recording, 'run.json').analyses[0]!.evidence!;
  const without = groups.filter(({ group }) => group !== 'The Maze');
  refused(
    broken('analyses.0.evidence.groups', without, recording),
    'analyses[0].evidence.groups: expected “The Maze” among them, for every situation of the set is left out once, got none',
  );
});

test('a midpoint and a mean length that the scores do not give are refused', async () => {
  const changed = (name: string, value: unknown) => remeasure(decodeExperiment(broken(name, value, OLD), 'old.json'));
  // The midpoint of a block decides its accuracy: so only the midpoint tells that both were changed.
  await expect(changed('run.directions.norm.7', 1)).rejects.toMatchObject({
    message: expect.stringMatching(
      /^The mean length of the residuals of analysis-1 at block 7 is 1, but their scores alone are \d/,
    ) as string,
  });
  const old = JSON.parse(OLD) as { run: { directions: { midpoint: number[] }; metrics: object[] } };
  const moved = broken('run.metrics', [], broken('run.directions.midpoint.7', old.run.directions.midpoint[7]! + 5, OLD));
  await expect(remeasure(decodeExperiment(moved, 'old.json'))).rejects.toMatchObject({
    message: expect.stringMatching(/^The midpoint of analysis-1 at block 7 is [\d.-]+, but its scores give/) as string,
  });
});

test('Cohen’s d of a version 1 file follows from its scores, too, where it states one', async () => {
  const changed = (value: unknown) => remeasure(decodeExperiment(broken('run.metrics.3.d', value, OLD), 'old.json'));
  await expect(changed(9)).rejects.toMatchObject({
    message: expect.stringMatching(/^run\.metrics\[3\]\.d is 9, but the scores beside it give [\d.]+/) as string,
  });
  await expect(changed(null)).rejects.toMatchObject({ code: 'experiment-invalid' });
  expect((await changed(undefined)).analyses).toHaveLength(1);
});

test('texts that are not those of the hash, and a separation that the scores do not give, are refused', async () => {
  const text = (name: string, value: unknown) => remeasure(decodeExperiment(broken(name, value, OLD), 'old.json'));
  await expect(text('scenarios.set.pairs.3.positive', 'Another text.')).rejects.toMatchObject({
    message: expect.stringContaining('sets[0]: its texts are not those') as string,
  });
  await expect(text('run.directions.separation.7', 1e6)).rejects.toMatchObject({
    message: expect.stringMatching(/^The separation of analysis-1 at block 7 is 1000000, but its scores give/) as string,
  });
});

/** What of a recorded run a test changes. */
interface Demo {
  analyses: [
    { scores: { scored: unknown }; report: Record<'table', Record<string, number[]>> & { eia: { table: Record<string, number[]> } } },
  ];
}
const packed = (...numbers: number[]): unknown => (JSON.parse(packJson(Float32Array.from(numbers))) as { f32: unknown }).f32;

test('a rating of a scored text, a direction that is nearly of length 1, and one whose analysis was taken out are as good', () => {
  for (const [place, value] of [
    ['ratings.0.of', small.scored[0]!.id],
    ['directions.0.data', { f32: packed(0.6004, 0, 0.8) }],
    ['directions.0.data', { f32: packed(0, 0, 0) }],
    ['directions.0.origin.analysis', 'analysis-0123456789abcdef'],
  ] as const)
    expect(() => decodeExperiment(broken(place, value), 'run.json'), place).not.toThrow();
});

const DEMO = RECORDING;
test('the recorded runs open, and what is written of them again', async () => {
  for (const json of [DEMO, MORE]) {
    const now = await remeasure(decodeExperiment(json, 'run.json'));
    expect(await remeasure(decodeExperiment(encodeExperiment(now), 'again.json'))).toEqual(now);
  }
});

test.each([
  ['alpha', 1e300, 1e5],
  ['alpha', -1e300, -1e5],
  ['maxNewTokens', 1e6, 8192],
  ['maxNewTokens', 0, 1],
  ['temperature', 1e9, 2],
  ['temperature', -1, 0],
  ['topP', 7, 1],
  ['repetitionPenalty', 0, 1],
  ['seed', 1.5e300, 2 ** 32 - 1],
  ['seed', 1.5, 2],
  ['band', [5, 90], [5, 29]],
  ['band', [50, 90], startView(30).steering.band],
])('a view with %s %j opens with what a field or a link can say', (name, value, is) => {
  for (const [place, json] of [
    ['view.steering', DEMO],
    ['steering', OLD],
  ] as const) {
    const { view } = decodeExperiment(broken(`${place}.${name}`, value, json), 'run.json');
    expect(view.steering[name as 'alpha']).toEqual(is);
  }
});
test.each([
  ['answers.0.seed', 1.5, 'answers[0].seed: expected a whole number from 0 to 4294967295, got 1.5'],
  ['answers.0.seed', 2 ** 32, 'answers[0].seed: expected a whole number from 0 to 4294967295, got 4294967296'],
  ['analyses.0.spec.seed', -1, 'analyses[0].spec.seed: expected a whole number from 0 to 4294967295, got -1'],
  ['choices.0.options.0', '', 'choices[0].options[0]: expected a non-empty text, got ""'],
])('%s cannot be %j', (path, value, message) => {
  expect(() => decodeExperiment(broken(path, value, encodeExperiment(experiment)), 'run.json')).toThrow(message);
});
test('settings of choices, sweeps and many games come back; a file of before them opens with the usual ones, one out of range with the nearest', () => {
  const start = startView(30);
  const choosing = { items: 5, strengths: [-1, 1], random: 5, controls: false };
  const sweeping = { without: ['maze'], own: 'What now?', strengths: [-2, 0, 2], samples: 4, random: 20, controls: false };
  const playing = { without: ['the-duel'], variants: [null, 'child'], free: true, times: 3, strengths: [2], random: 20, controls: false };
  const kept = encodeExperiment({ ...emptyExperiment(), view: { ...start, choosing, sweeping, playing } });
  expect(decodeExperiment(kept, 'run.json').view).toMatchObject({ choosing, sweeping, playing });
  const before = Object.fromEntries(Object.entries(start).filter(([name]) => !['choosing', 'sweeping', 'playing'].includes(name)));
  const old = encodeExperiment({ ...emptyExperiment(), view: before as View });
  expect(decodeExperiment(old, 'run.json').view).toMatchObject({
    ...{ choosing: start.choosing, sweeping: start.sweeping, playing: start.playing },
  });
  const wild = {
    choosing: { items: 1e6, strengths: [1e9], random: 17, controls: true },
    sweeping: { without: [], own: '', strengths: [0], samples: 0, random: 3, controls: true },
    playing: { ...playing, times: 99, strengths: [0, 0], random: 9 },
  };
  const odd = encodeExperiment({ ...emptyExperiment(), view: { ...start, ...wild } });
  expect(decodeExperiment(odd, 'run.json').view).toMatchObject({
    choosing: { items: 999, strengths: null, random: 20 },
    sweeping: { strengths: null, samples: 1, random: 5 },
    playing: { times: 50, strengths: null, random: 5 },
  });
});
test('block and seed of a view, too; a block of a view that shows no analysis may be any', () => {
  expect(decodeExperiment(broken('view.layer', 99, DEMO), 'run.json').view.layer).toBe(29);
  expect(decodeExperiment(broken('view.seed', -3, DEMO), 'run.json').view.seed).toBe(0);
  const none = encodeExperiment({ ...emptyExperiment(), view: { ...startView(64), layer: 50 } });
  expect(decodeExperiment(none, 'run.json').view).toMatchObject({ layer: 50, steering: { band: startView(64).steering.band } });
});

const demo = JSON.parse(DEMO) as { directions: [{ data: { f32: string }; scale: { norm: number[] } }] };
/** The same floats with the sign of the first byte's lowest bit changed: a number of the first block differs a little. */
const nudged = ({ f32 }: { f32: string }): string => `${f32.startsWith('A') ? 'B' : 'A'}${f32.slice(1)}`;
test.each([
  ['directions[0].id', 'directions.0.name', 'Courage'],
  ['directions[0].id', 'directions.0.scale.norm.3', demo.directions[0].scale.norm[3]! * 2],
  ['directions[0].id', 'directions.0.data.f32', nudged(demo.directions[0].data)],
  ['analyses[0].id', 'analyses.0.spec.seed', 2],
  ['analyses[0].id', 'analyses.0.spec.pooling', 'last'],
  ['analyses[0].id', 'analyses.0.spec.method', 'pca'],
])('%s does not belong to a changed %s', (path, place, value) => {
  refused(broken(place, value, DEMO), `${path}: expected "`);
  refused(broken(place, value, DEMO), `which does not belong to ${place.startsWith('d') ? 'these numbers' : 'this spec'}.`);
});

test('an analysis that is not whole has the id of the whole one, and "-part"', () => {
  const part = DEMO.replaceAll('analysis-9c5e8a19e5ed94e6', 'analysis-9c5e8a19e5ed94e6-part');
  expect(() => decodeExperiment(part, 'run.json')).not.toThrow();
  refused(broken('analyses.0.spec.seed', 2, part), 'analyses[0].id');
});

/** The file with another value at a dotted place; undefined takes it out. */
function broken(place: string, value: unknown, json = encodeExperiment(experiment)): string {
  const file = JSON.parse(json) as Record<string, unknown>;
  const path = place.split('.');
  const parent = path.slice(0, -1).reduce((inside, name) => inside[name] as Record<string, unknown>, file);
  parent[path.at(-1)!] = value;
  return JSON.stringify(file);
}
const refused = (json: string, path: string): void =>
  expect(() => decodeExperiment(json, 'run.json')).toThrow(
    expect.objectContaining({ code: 'experiment-invalid', message: expect.stringContaining(path) as string }) as Error,
  );
/** Evidence of one block, with something else in it. */
const TITLE = small.scenarios.find(({ id }) => id === small.pairs[0]!.scenario)!.title;
const PAIRS = small.pairs.filter(({ scenario }) => scenario === small.pairs[0]!.scenario).length;
const GROUPS = small.pairs.map(({ scenario }) => {
  const group = small.scenarios.find(({ id }) => id === scenario)!.title;
  return { group, pairs: 1, auroc: [0.8] };
});
const evidence = (over: object) => ({
  seed: 1,
  table: { crossMean: [0.8], agreement: [-0.2] },
  groups: GROUPS,
  apart: [{ name: 'words', texts: ['a'], scores: [[1.5]] }],
  methods: [{ a: 'pca', b: 'lda', cosine: [-0.5] }],
  recommended: { layer: 0, band: [0, 0], reason: 'It is the only one.' },
  unrecommended: null,
  missing: [],
  ...over,
});
const GROUP = (name: string, score: number) => ({ name, texts: [name], scores: [[score]] });
test('evidence is read as it was written', () => {
  expect(decodeExperiment(broken('analyses.0.evidence', evidence({})), 'run.json').analyses[0]!.evidence).toEqual({
    ...evidence({}),
    table: { crossMean: Float64Array.of(0.8), agreement: Float64Array.of(-0.2) },
  });
});
test.each([
  ['evidence.table.crossMean[0]: expected a number from 0 to 1, got 7', { table: { crossMean: [7] } }],
  ['evidence.table.agreement[0]: expected a number from -1 to 1, got -2', { table: { agreement: [-2] } }],
  ['evidence.table.carrier: expected a list of 1, got 2 items', { table: { carrier: [0, 0] } }],
  ['evidence.groups[0].auroc[0]: expected a number from 0 to 1, got 3', { groups: [{ group: 'maze', pairs: 2, auroc: [3] }] }],
  ['evidence.groups[0].group: expected a situation of the set, got “maze”', { groups: [{ group: 'maze', pairs: 0, auroc: [0] }] }],
  [`evidence.groups[0].pairs: expected ${PAIRS}, as many`, { groups: [{ group: TITLE, pairs: PAIRS + 1, auroc: [0.8] }] }],
  [
    `evidence.groups[1].group: expected a situation that was not left out before, got “${TITLE}”`,
    { groups: [TITLE, TITLE].map((group) => ({ group, pairs: PAIRS, auroc: [0.8] })) },
  ],
  ['evidence.table.crossMean: expected none, for no situation was left out, got a column', { groups: [] }],
  ['evidence.seed: expected 1, the seed of its analysis, got 2', { seed: 2 }],
  ['evidence.table.crossMean[0]: expected 0.8, as the groups beside it give, got 0.9', { table: { crossMean: [0.9] } }],
  ['evidence.table.crossMin[0]: expected 0.8, as the groups beside it give, got 0.1', { table: { crossMin: [0.1] } }],
  [
    'evidence.table.shuffledLow[0]: expected at most 0.6, the shuffledHigh of that block, got 0.7',
    { table: { shuffledLow: [0.7], shuffledHigh: [0.6] } },
  ],
  ['evidence.apart[0].scores[0]: expected a list of 1, got 2 items', { apart: [{ name: 'w', texts: ['a'], scores: [[1, 2]] }] }],
  [
    'evidence.table.deedsOverWords[0]: expected 1, as the scores of the texts apart give, got 0.2',
    { table: { deedsOverWords: [0.2] }, apart: [GROUP('words', 0.5), GROUP('deeds', 1.5)] },
  ],
  ['evidence.table.deedsOverWords[0]: expected NaN, as the scores', { table: { deedsOverWords: [0.2] } }],
  ['evidence.methods[0].cosine[0]: expected a number from -1 to 1, got 2', { methods: [{ a: 'pca', b: 'lda', cosine: [2] }] }],
  ['evidence.methods[0].cosine: expected a list of 1, got 0 items', { methods: [{ a: 'pca', b: 'lda', cosine: [] }] }],
  ['evidence.recommended.layer: expected a block below 1, got 500', { recommended: { layer: 500, band: [0, 0], reason: '' } }],
  ['evidence.recommended.band: expected first and last block, below 1, got 0-9', { recommended: { layer: 0, band: [0, 9], reason: '' } }],
])('%s', (path, over) => refused(broken('analyses.0.evidence', evidence(over)), `analyses[0].${path}`));

/** The answer as one of two tokens that came to its end, read again, with something else in it. */
const answer = (over: object) => ({
  ...(JSON.parse(encodeExperiment(experiment)) as { answers: [object] }).answers[0],
  reads: { directions: 'directions-1', scores: [[0.5], [1.5]], unsteered: [0.25] },
  coherence: { meanLogProb: -1 },
  ending: { kind: 'end' },
  ...over,
});
const reads = (over: object) => ({ reads: { directions: 'directions-1', scores: [[0.5], [1.5]], unsteered: null, ...over } });
const NO_EDITS = { edits: [] };
const EMPTY = { tokens: [], text: '', ...reads({ scores: [], unsteered: [] }) };
test('answers that are good: read again, broken off before a token, pushed by nothing', () => {
  for (const over of [
    {},
    { ...EMPTY, coherence: { meanLogProb: null }, ending: { kind: 'failed', reason: 'No.' } },
    // Stopped before its first token: it was never read again.
    { ...EMPTY, ...reads({ scores: [], unsteered: null }), coherence: null, ending: { kind: 'stopped' } },
    { ...NO_EDITS, ...reads({ unsteered: [1] }), coherence: { meanLogProb: 0 } },
    { at: '2026-11-22', coherence: {} },
    { at: '2024-02-29T23:59:59+01:00' },
  ])
    expect(() => decodeExperiment(broken('answers.0', answer(over)), 'run.json'), JSON.stringify(over)).not.toThrow();
});
const also = (over: object) => ({ alsoReads: [{ directions: 'directions-2', scores: [[7], [9]], unsteered: [8], ...over }] });
test('what an answer scores along further directions comes back; files of before have none', () => {
  const [read] = decodeExperiment(broken('answers.0', answer(also({ reread: [[7], [9]] }))), 'run.json').answers;
  expect(read!.alsoReads).toEqual([{ directions: 'directions-2', scores: [[7], [9]], unsteered: [8], reread: [[7], [9]] }]);
  expect(decodeExperiment(broken('answers.0', answer({})), 'run.json').answers[0]).not.toHaveProperty('alsoReads');
  const { view, ...rest } = JSON.parse(encodeExperiment(experiment)) as { view: Record<string, unknown> };
  delete view.reading;
  expect(decodeExperiment(JSON.stringify({ ...rest, view }), 'run.json').view.reading).toEqual([]);
  refused(broken('view.reading', ['directions-gone']), 'view.reading[0]: expected the name of directions in this file');
});
const A_DATE = 'expected a date and time as ISO 8601 writes it';
test.each([
  ['reads.scores: expected a list of 2, got 1 items', reads({ scores: [[0.5]] })],
  ['reads.scores[1]: expected a list of 1, got 2 items', reads({ scores: [[0.5], [1, 2]] })],
  ['reads.scores[0][0]: expected a number or null, got Infinity', reads({ scores: [['HUGE'], [1]] })],
  ['reads.unsteered: expected a list of 1, got 2 items', reads({ unsteered: [1, 2] })],
  ['reads.unsteered: expected a list of 1, got 0 items', reads({ unsteered: [] })],
  ['reads.unsteered[0]: expected 1, the mean of an answer that nothing pushed, got 0.25', { ...NO_EDITS, ...reads({ unsteered: [0.25] }) }],
  ['reads.unsteered[0]: expected a number from -', reads({ unsteered: [1e9] })],
  ['reads.scores[1][0]: expected a number from -', reads({ scores: [[0.5], [-1e9]] })],
  [
    'edits[0].amount: expected a number from -18000000000000000000 to 18000000000000000000, got 1e+300',
    { edits: [{ op: 'add', directions: 'directions-1', band: [0, 0], amount: 1e300, unit: 'raw', when: 'all' }] },
  ],
  ['coherence.meanLogProb: expected a number of at most 0, or null, got 0.5', { coherence: { meanLogProb: 0.5 } }],
  ['coherence.meanLogProb: expected a number of at least -131072, got -1e+300', { coherence: { meanLogProb: -1e300 } }],
  ['coherence.meanLogProb: expected a number of at most 0, or null, got "x"', { coherence: { meanLogProb: 'x' } }],
  ['coherence.meanLogProb: expected a number of at most 0, or null, got -Infinity', { coherence: { meanLogProb: '-HUGE' } }],
  [`at: ${A_DATE}, got "yesterday"`, { at: 'yesterday' }],
  [`at: ${A_DATE}, got "2026-02-30T00:00:00.000Z"`, { at: '2026-02-30T00:00:00.000Z' }],
  [`at: ${A_DATE}, got "2026-11-22T25:00:00Z"`, { at: '2026-11-22T25:00:00Z' }],
  ['tokens: expected the tokens of its text, got none', { ...EMPTY, text: 'I stop and help.' }],
  ['reads.unsteered: expected a list of 0, got 1 items', { ...EMPTY, ...reads({ scores: [], unsteered: [0.25] }) }],
  ['alsoReads[0].scores: expected a list of 2, got 1 items', also({ scores: [[7]] })],
  ['alsoReads[0].unsteered[0]: expected 3, the mean of its tokens', also({ reread: [[2], [4]] })],
  ['alsoReads[0].directions: expected the name of directions in this file', also({ directions: 'x' })],
  ['alsoReads[0].directions: expected directions that it was not yet read along', also({ directions: 'directions-1' })],
  ['tokens: expected at most 1 tokens, got 2', { sampling: { temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 1 } }],
  [
    'sampling.maxNewTokens: expected a whole number above 0',
    { sampling: { temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 0 } },
  ],
  ['ending.kind: expected another ending than the limit of 64 tokens, got 2 tokens', { ending: { kind: 'limit' } }],
  ['model.stamp.id: expected "n", got "m"', { model: { id: 'n', stamp } }],
  ['reads.directions: expected directions of 1 layers × 4', { model: { id: 'm', stamp: { ...stamp, width: 4 } } }],
  [
    'edits[0].band: expected first and last block, below 1, got 0-9',
    { edits: [{ op: 'add', directions: 'directions-1', band: [0, 9], amount: 1, unit: 'raw', when: 'all' }] },
  ],
])('wrong in an answer: %s', (path, over) =>
  // JSON has no infinity, but a number that is too large for a float becomes one.
  refused(broken('answers.0', answer(over)).replaceAll(/"(-?)HUGE"/g, '$11e999'), `answers[0].${path}`),
);

test.each([
  ['add', [1, 2], ': expected a list of 1, got 2 items'],
  ['add', [-1], '[0]: expected a number of at least 0, got -1'],
  ['add', [0], ': expected numbers with a sum above 0, got a sum of 0'],
  ['cap', [1], ': expected none, for only “add” has a dose to share, got one'],
])('wrong in a profile: %s %j', (op, profile, said) => {
  const edits = [{ op, directions: 'directions-1', band: [0, 0], amount: 1, unit: 'raw', when: 'all', profile }];
  refused(broken('answers.0', answer({ edits })), `answers[0].edits[0].profile${said}`);
});

test.each([
  ['readings[0].at: expected a date', 'readings.0.at', 'x'],
  ['analyses[0].at: expected a date', 'analyses.0.at', ''],
  ['ratings[0].at: expected a date', 'ratings.0.at', '2026-13-01'],
  ['choices[0].at: expected a date', 'choices.0.at', '22 November'],
  ['choices[0].logProbs: expected a list of 2, got 1 items', 'choices.0.logProbs', [-1]],
  ['choices[0].logProbs[1]: expected a number from -137438953472 to 0, for 1048576 tokens, got 2', 'choices.0.logProbs', [-1, 2]],
  ['choices[0].logProbs[0]: expected a number from -', 'choices.0.logProbs', [-1e300, -1]],
  ['choices[1].logProbs[1]: expected a number from -524288 to 0, for 4 tokens, got -1e+300', 'choices.1.logProbs', [-1, -1e300]],
  ['choices[1].question.tokens[0]: expected 1 to 1048576 tokens, got 0', 'choices.1.question.tokens', [0, 4]],
  ['choices[0].read[0]: expected a number from -', 'choices.0.read', [1e300]],
  ['directions[0].scale.norm[0]: expected a number from 0 to 18000000000000000000, got 1e+300', 'directions.0.scale.norm', [1e300]],
  ['choices[0].read: expected a list of 1, got 2 items', 'choices.0.read', [1, 2]],
  ['choices[1].question.sides: expected a list of 2, got 1 items', 'choices.1.question.sides', ['positive']],
  ['choices[1].question.tokens: expected a list of 2, got 3 items', 'choices.1.question.tokens', [1, 2, 3]],
  ['choices[1].question.sides: expected at least one option of the side "negative"', 'choices.1.question.sides', ['positive', 'positive']],
  ['choices[1].control.directions: expected the name of directions in this file', 'choices.1.control', { kind: 'other', directions: 'x' }],
  ['choices[1].control', 'choices.1.control', { kind: 'random' }],
  ['readings[0].texts[2].tokens: expected 1 to 512 tokens, got 700', 'readings.0.texts.2.tokens', 700],
  ['readings[0].texts[2].tokens: expected 1 to 512 tokens, got 0', 'readings.0.texts.2.tokens', 0],
  ['readings[0].texts[1].tokens: expected 512 tokens of a text that was cut, got 7', 'readings.0.texts.1.tokens', 7],
  ['readings[0].name: expected the name of a reading of this record', 'readings.0.name', '[1,"g","another","ab"]'],
  ['readings[0].how.maxTokens: expected a whole number above 0', 'readings.0.how.maxTokens', 0],
  ['analyses[0].made.of: expected 5, the texts of its set, got 6', 'analyses.0.made.of', 6],
  ['analyses[0].made: expected at most 5 texts read and from storage together, got 9', 'analyses.0.made.fromStorage', 7],
  ['analyses[0].made.seconds: expected a number of at least 0, got -1', 'analyses.0.made.seconds', -1],
  ['analyses[0].made.seconds: expected a number of at most 31622400, a year, got 1e+300', 'analyses.0.made.seconds', 1e300],
  ['readings[0].how.maxTokens: expected a whole number above 0 and at most 1048576, got 1000000000', 'readings.0.how.maxTokens', 1e9],
  ['analyses[0].scores.scored[0][0]: expected a number from -', 'analyses.0.scores.scored', [[1e9]]],
  ['choices[1].read[0]: expected a number from -', 'choices.1.read', [1e9]],
  [
    'analyses[0].scores: expected a score of every text at block 0, for every text was read, got 3 without',
    'analyses.0.made.complete',
    true,
  ],
  ['directions[0].scale.norm[0]: expected a number from 0 to 18000000000000000000, got -3', 'directions.0.scale.norm', [-3]],
  ['view.steering.band: expected first and last block, got 9-2', 'view.steering.band', [9, 2]],
  ['version: expected 1 or 2', 'version', 3],
  ['sets[0].hash: expected a text', 'sets.0.hash', 1],
  ['readings[0].set: expected the name of a set in this file', 'readings.0.set', 'nowhere'],
  ['readings[0].texts: expected a list of 5, got 0 items', 'readings.0.texts', []],
  ['readings[0].model.selfTestPassed: expected true', 'readings.0.model.selfTestPassed', false],
  ['analyses[0].reading: expected the name of a reading', 'analyses.0.reading', 'x'],
  ['analyses[0].directions: expected the name of directions', 'analyses.0.directions', 'x'],
  [
    'analyses[0].spec.pooling: expected "mean" or "mean-rest" or "last" or "last-4" or "last-16" or "answer", got "max"',
    'analyses.0.spec.pooling',
    'max',
  ],
  ['analyses[0].scores.scored: expected a list of 1, got 0 items', 'analyses.0.scores.scored', []],
  ['analyses[0].scores.positive[0]: expected a list', 'analyses.0.scores.positive', [null]],
  ['analyses[0].scores.negative[0]: expected a list of 2, got 3 items', 'analyses.0.scores.negative', [[1, 2, 3]]],
  ['directions[0].data: expected 1 × 4 numbers, got 3', 'directions.0.width', 4],
  ['directions[0].scale.norm: expected a list of 1, got 2 items', 'directions.0.scale.norm', [1, 2]],
  ['directions[0].data: expected float32 numbers', 'directions.0.data', [1, 2, 3]],
  [
    'directions[0].data: expected a direction of length 1 at block 0, or zeros, got one of length 5',
    'directions.0.data',
    { f32: packed(3, 0, 4) },
  ],
  [
    'directions[0].data: expected a direction of length 1 at block 0, or zeros, got one of length NaN',
    'directions.0.data',
    { f32: packed(NaN, 0, 1) },
  ],
  ['directions[0].origin.analysis: expected the name of an analysis, got "x y"', 'directions.0.origin.analysis', 'x y'],
  ['answers[0].sampling.temperature: expected a number of at least 0 and at most 2, got -1', 'answers.0.sampling.temperature', -1],
  ['answers[0].sampling.topP: expected a number above 0 and at most 1, got 0', 'answers.0.sampling.topP', 0],
  ['answers[0].sampling.topP: expected a number above 0 and at most 1, got 1.5', 'answers.0.sampling.topP', 1.5],
  ['answers[0].sampling.repetitionPenalty: expected a number above 0 and at most 2, got 0', 'answers.0.sampling.repetitionPenalty', 0],
  ['answers[0].sampling.temperature: expected a number of at least 0 and at most 2, got 9', 'answers.0.sampling.temperature', 9],
  ['answers[0].sampling.repetitionPenalty: expected a number above 0 and at most 2, got 3', 'answers.0.sampling.repetitionPenalty', 3],
  ['answers[0].sampling.maxNewTokens: expected a whole number above 0 and at most 8192', 'answers.0.sampling.maxNewTokens', 1e6],
  ['ratings[0].of: expected the name of an answer or of a scored text in this file, got "x"', 'ratings.0.of', 'x'],
  ['answers[0].edits[0].directions: expected the name of directions', 'answers.0.edits.0.directions', 'x'],
  ['answers[0].edits[0].unit: expected "raw" or "separation" or "norm"', 'answers.0.edits.0.unit', 'miles'],
  ['answers[0].reads.directions', 'answers.0.reads.directions', 'x'],
  ['answers[0].text: expected a text', 'answers.0.text', 3],
  ['ratings[0].score', 'ratings.0.score', 3],
  ['view.analysis: expected the name of an analysis', 'view.analysis', 'x'],
  ['view.answers[0]: expected the name of an answer', 'view.answers', ['x']],
  ['view.layer: expected a whole number of at least 0', 'view.layer', -1],
  ['view.steering.band', 'view.steering.band', [1]],
])('wrong: %s', (path, place, value) => refused(broken(place, value), path));

test('a file of version 1 becomes records, numbers and answers as they were; its percentile intervals are made anew', async () => {
  const recorded = decodeExperiment(OLD, 'run-version-1.json');
  const old = JSON.parse(OLD) as {
    run: { metrics: Record<string, number>[]; scores: unknown };
    completions: { alpha: number; text: string; tokens: number[]; scores: number[][] }[];
    steered: { at: string };
    layer: number;
    steering: unknown;
  };
  const now = await remeasure(recorded);
  const run = shownRun(now)!;
  old.run.metrics.forEach((row, layer) => {
    for (const name of ['auroc', 'accuracy', 'accuracyMedian', 'threshold', 'separation', 'd'] as const)
      expect(run.report.table[name][layer], `${name} of block ${layer}`).toBeCloseTo(row[name]!, 10);
    expect(run.report.table.aurocLow[layer]).toBeLessThan(row.aurocLow!);
  });
  expect(run.scores).toEqual(old.run.scores);
  expect([run.model.id, run.set.set.name, run.complete, run.of, now.view.layer]).toEqual([
    'smollm2-135m-instruct',
    'Empathy in action',
    true,
    110,
    old.layer,
  ]);
  expect(now.view.steering).toEqual(old.steering);
  const { under, texts } = shownAnswers(now)!;
  expect(texts.map(({ alpha, text, tokens, scores }) => ({ alpha, text, tokens, scores }))).toEqual(
    old.completions.map(({ alpha, text, tokens, scores }) => ({ alpha, text, tokens, scores })),
  );
  expect(texts.map(({ coherence }) => coherence!.verdict)).toEqual(Array(8).fill('fluent'));
  expect(under).toMatchObject({ at: old.steered.at, scenarios: 'Empathy in action', pooling: 'mean-rest', settings: { maxNewTokens: 64 } });
  expect(now.answers.every(({ edits }) => edits[0]!.directions === run.record.id)).toBe(true);
  // And the next version of the file is the same experiment.
  expect(await remeasure(decodeExperiment(encodeExperiment(now), 'again.json'))).toEqual(now);
});

test('answers of version 1 that outlived their run keep what is known of them, and are not said to be of this one', async () => {
  const now = await remeasure(decodeExperiment(broken('steered.scenarios', 'Another set', OLD), 'old.json'));
  const { under } = shownAnswers(now)!;
  expect([under.scenarios, under.pooling]).toEqual(['Another set', 'mean-rest']);
  expect(now.directions.at(-1)!.origin).toEqual({ lost: 'Another set', pooling: 'mean-rest' });
  expect(await remeasure(decodeExperiment(encodeExperiment(now), 'again.json'))).toEqual(now);
});

test.each([
  ['run.directions.data: expected 30 × 4 numbers', 'run.directions.width', 4],
  ['run.directions.separation: expected a list', 'run.directions.separation', undefined],
  ['run.directions.midpoint[0]: expected a number', 'run.directions.midpoint', [null]],
  ['run.directions: expected an object', 'run', {}],
  ['run.scores.scored: expected a list of 30, got 0 items', 'run.scores.scored', []],
  ['run.scores.negative[0]: expected a list of 40', 'run.scores.negative.0', [1, 2, 3]],
  ['run.metrics[0]: expected an object', 'run.metrics', [1]],
  ['run.metrics[0].layer: expected a block of 0 to 29', 'run.metrics.0.layer', 77],
  ['run.capture.pooling', 'run.capture.pooling', 'max'],
  ['steering.prompt', 'steering', {}],
  ['steering.unit: expected "raw" or "separation" or "norm"', 'steering.unit', undefined],
  ['steering.band', 'steering.band', [1]],
  ['completions[0].text', 'completions', [{ alpha: 1 }]],
  ['completions[0].cut: expected true or false', 'completions.0.cut', 1],
  ['completions[0].coherence.meanLogProb: expected a number of at most 0', 'completions.0.coherence.meanLogProb', 1],
  ['answers[0].reads.scores: expected a list of 64, got 0 items', 'completions.0.scores', []],
  ['answers[0].tokens: expected the tokens of its text, got none', 'completions.0.tokens', []],
  ['recordedAt: expected a date', 'recordedAt', 'today'],
  ['steered.at: expected a date', 'steered.at', 'today'],
  ['completions[0].failure: expected a text', 'completions.0.failure', 7],
  ['steered.settings.unit', 'steered.settings.unit', 'miles'],
  ['layer', 'layer', -1],
  ['scenarios: expected an object', 'scenarios', null],
])('wrong in version 1: %s', (path, place, value) => refused(broken(place, value, OLD), path));

test('a figure of version 1 that its scores do not give is refused by its place in that file', async () => {
  await expect(remeasure(decodeExperiment(broken('run.metrics.0.auroc', 7, OLD), 'run.json'))).rejects.toMatchObject({
    message: expect.stringContaining('run.metrics[0].auroc is 7, but the scores beside it give 0.7') as string,
  });
});

test.each([
  ['{', 'experiment-not-json', 'run.json'],
  ['[]', 'experiment-invalid', 'expected an object'],
  ['null', 'experiment-invalid', 'whole file'],
  ['{"version":2}', 'experiment-invalid', 'format: expected "eia-lab/experiment", got nothing'],
  [
    broken('analyses.1', { ...JSON.parse(encodeExperiment(experiment)).analyses[0] }),
    'experiment-invalid',
    'analyses[1].id: expected an id of its own',
  ],
  [broken('sets.0.set.pairs.1.positive', ' '), 'experiment-invalid', 'sets[0].set: pairs[1].positive'],
  [broken('scenarios.set.pairs.1.positive', ' ', OLD), 'experiment-invalid', 'scenarios.set: pairs[1].positive'],
  [`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'experiment-not-json', 'too deep to be read'],
  ['{"f32":"AAA"}', 'experiment-not-json', 'run.json'],
  ['{"f32":"AAAAAA==","shape":[2,3]}', 'experiment-not-json', 'no table of 2 × 3'],
])('%.40s is refused, with its path', (json, code, path) => {
  expect(() => decodeExperiment(json, 'run.json')).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(path) as string }) as Error,
  );
});

test('folds are in the spec where they are not five, so that names of before hold', () => {
  const { id, spec, reading } = experiment.analyses[0]!;
  const open = (one: unknown) => decodeExperiment(encodeExperiment(one as Experiment), 'a file');
  const file = (folds?: unknown) => ({
    ...experiment,
    analyses: [{ ...experiment.analyses[0]!, spec: { ...spec, ...(folds !== undefined && { folds }) } }],
  });
  expect(open(file()).analyses[0]!.id).toBe(id);
  expect(open(file(3)).analyses[0]!.spec.folds).toBe(3);
  for (const folds of [5, 1, 2.5, '3']) expect(() => open(file(folds))).toThrow('analyses[0].spec.folds: expected a whole number');
  expect(analysisId(reading, { ...spec, folds: 3 })).not.toBe(analysisId(reading, spec));
  const view = { ...experiment.view, folds: 0.5 };
  expect(open({ ...experiment, view }).view.folds).toBe(2);
});
