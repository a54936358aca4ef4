/** Analyses and sets side by side: one figure each, numbers in the twin tables, reasons where there is none. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { allRuns, byModel } from '../../../src/experiment/compare';
import type { Analysis } from '../../../src/experiment/analysis';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { pearson } from '../../../src/lab/correlation';
import { report } from '../../../src/lab/report/report';
import { store } from '../../../src/app/store';
import { AngleFigure } from '../../../src/ui/compare/Angles';
import { Agreement, agreementRows } from '../../../src/ui/compare/Agreement';
import { Analyses } from '../../../src/ui/compare/Analyses';
import { comparisons, wayOf } from '../../../src/ui/compare/agreements';
import { named, originOf } from '../../../src/ui/compare/named';
import { ticked } from '../../../src/ui/compare/ticked';
import { SetsFigure } from '../../../src/ui/compare/SetsFigure';
import { nthLine } from '../../../src/ui/figure/marks';
import { RECORDING } from '../../recording';

vi.mock('../../../src/ui/parts/useWidth', () => ({ useWidth: () => [{ current: null }, 640] }));
/** What the analysis worker has answered to whatever is asked; null while it has not. */
const asked = vi.hoisted((): { answer: unknown } => ({ answer: null }));
vi.mock('../../../src/ui/parts/useAsked', () => ({
  useAsked: (question: unknown) => (asked.answer === null ? null : { question, answer: asked.answer }),
}));
vi.mock('../../../src/ui/useLab', async () => {
  const { store } = await import('../../../src/app/store');
  return { useLab: <T,>(select: (state: ReturnType<typeof store.getState>) => T) => select(store.getState()) };
});

const recorded = decodeExperiment(RECORDING, 'run.json');
const [known] = recorded.sets as [(typeof recorded.sets)[number]];
const { set } = known;
const [only] = recorded.analyses as [(typeof recorded.analyses)[number]];
const reading = recorded.readings.find(({ id }) => id === only.reading)!;
const directions = recorded.directions.find(({ id }) => id === only.directions)!;
const { midpoint, separation } = directions.scale!;
const scores = { layers: directions.layers, contrast: set.pairs, rated: set.scored, scores: only.scores, midpoint, separation };
const first: Analysis = { ...only, at: '2026-11-25', report: report(scores, { resamples: 50 }) };
// Another way, another model, another set; and one that is not finished.
const second: Analysis = { ...first, id: 'second', spec: { ...first.spec, pooling: 'last' } };
const third: Analysis = { ...first, id: 'third', reading: 'r3' };
const fourth: Analysis = { ...first, id: 'fourth', reading: 'r4' };
const experiment = {
  ...recorded,
  sets: [
    known,
    {
      hash: 'other',
      set: {
        ...set,
        name: 'Other',
        pairs: set.pairs.map((pair) => ({ ...pair, positive: `${pair.positive}!`, negative: `${pair.negative}!` })),
        scored: [],
      },
    },
  ],
  readings: [
    reading,
    { ...reading, id: 'r3', model: { ...reading.model, graphHash: 'f'.repeat(64) } },
    { ...reading, id: 'r4', set: 'other' },
  ],
  analyses: [first, second, third, fourth, { ...first, id: 'arriving', at: null }],
};
store.setState({ experiment });
const all = named(
  allRuns(experiment),
  experiment.analyses.map(({ id }) => ({ id, text: `line of ${id}` })),
);

test('analyses have letters in their order; those that are still made are left out', () => {
  expect(all.map(({ letter, run }) => [letter, run.id])).toEqual([
    ['A', first.id],
    ['B', 'second'],
    ['C', 'third'],
    ['D', 'fourth'],
  ]);
  const marks = Array.from({ length: 24 }, (_, i) => JSON.stringify(nthLine(i)));
  expect(new Set(marks).size).toBe(24);
  expect(new Set(Array.from({ length: 8 }, (_, i) => nthLine(i).strokeDasharray)).size).toBe(8);
});

test('the foot of a comparison says what is unusual in the way of an analysis, once', () => {
  const [a] = all as [(typeof all)[0]];
  const seeded = { ...a, letter: 'B', run: { ...a.run, spec: { ...a.run.spec, seed: 7, folds: 3, withoutMean: true as const } } };
  expect(originOf([a, { ...seeded, text: 'a line · mean taken out' }], '9')).toBe(
    `A: line of ${first.id}. B: a line · mean taken out · seed 7 · 3 folds. EIA Lab 9.`,
  );
});

test('directions are compared within one model only', () => {
  expect(byModel(all.map(({ run }) => run)).map((group) => group.map(({ id }) => id))).toEqual([[first.id, 'second', 'fourth'], ['third']]);
});

test('scores are compared on common texts, in words where there are none', () => {
  const found = comparisons(all, 0.5).filter(({ blocks }) => blocks.startsWith('shown'));
  const [ab, ac, ad] = found as [(typeof found)[0], (typeof found)[0], (typeof found)[0]];
  const texts = new Set([...set.pairs.flatMap(({ positive, negative }) => [positive, negative]), ...set.scored.map(({ text }) => text)]);
  expect([ab.between, ab.blocks, ab.paired.x.length]).toEqual(['A and B', 'shown: 15', texts.size]);
  expect(pearson(ab.paired.x, ab.paired.y).r).toBeCloseTo(1, 12);
  expect([ab.way, ac.way]).toEqual([expect.stringMatching(/^pooled .* against last token$/), 'same pooling']);
  expect(ad.paired.x).toEqual([]);
  expect(
    wayOf(all[0]!.run, { ...all[0]!.run, capture: { ...all[0]!.run.capture, maxTokens: 7, template: !all[0]!.run.capture.template } }),
  ).toContain('only one read as chat messages; cut at');
});

test('the table of agreement is taken along with its numbers apart, and only once they are known', () => {
  const [first] = comparisons(all, 0.5) as [ReturnType<typeof comparisons>[0]];
  const { between, blocks, way, paired } = first;
  const found = [{ r: 0.5, low: 0.25, high: 0.75 }];
  expect(agreementRows([first], found)).toEqual([[{ text: between }, { text: blocks }, 0.5, 0.25, 0.75, paired.x.length, { text: way }]]);
  asked.answer = comparisons(all, 0.5).map(() => found[0]!);
  expect(renderToStaticMarkup(<Agreement all={all} depth={0.5} />)).toContain('Download as CSV');
  asked.answer = null;
  expect(renderToStaticMarkup(<Agreement all={all} depth={0.5} />)).not.toContain('Download as CSV');
});

test('the recommended blocks are compared where both have one', () => {
  const evidence = (layer: number) => ({ recommended: { layer } }) as never;
  const [a, b, c] = all as [(typeof all)[0], (typeof all)[0], (typeof all)[0]];
  const having = (one: typeof a, evidence: never | null) => ({ ...one, run: { ...one.run, evidence } });
  const pair = [having(a, evidence(3)), having(b, evidence(7)), having(c, null)];
  expect(comparisons(pair, 0).map(({ between, blocks }) => `${between} ${blocks}`)).toEqual([
    'A and B shown: 0',
    'A and B recommended: 3 and 7',
    'A and C shown: 0',
    'B and C shown: 0',
  ]);
});

test('cosines: one <svg> that names its block; no NaN', () => {
  const [a, b] = all as [(typeof all)[0], (typeof all)[0]];
  const values = [[1, NaN], [NaN, 1]]; // prettier-ignore
  const markup = renderToStaticMarkup(<AngleFigure group={[a, b]} layer={15} values={values} />);
  expect(markup.match(/<title>[^<]*/g)).toEqual(['<title>Cosine between the directions of block 15']);
  expect(markup).not.toContain('NaN');
});

test('the shown analysis is ticked first, then what shares its texts; the next one for its curve where nothing does', () => {
  const runs = all.map(({ run }) => run);
  const [a, b, c, d] = runs.map(({ id }) => id) as [string, string, string, string];
  expect([...ticked(runs, c)]).toEqual([c, a, b]);
  expect([...ticked(runs, d)]).toEqual([d, a]);
  expect([...ticked(runs, null)]).toEqual([a, b, c]);
  expect([...ticked([runs[0]!, ...Array.from({ length: 5 }, (_, i) => ({ ...runs[0]!, id: `more${i}` }))], a)]).toHaveLength(4);
  expect([...ticked([], a)]).toEqual([]);
});

test('one figure, one <svg> with its origin; no NaN', () => {
  const markup = renderToStaticMarkup(<Analyses layer={15} />);
  expect(markup.match(/type="checkbox"/g)).toHaveLength(4);
  // The fourth has no text of the shown one.
  expect(markup.match(/checked=""/g)).toHaveLength(3);
  expect(markup.match(/<title>[^<]*/g)).toEqual(['<title>AUROC by relative depth: 0 % is the first block, 100 % the last']);
  // What the analysis worker computes comes later: "…" until then.
  expect(markup.match(/<td>…<\/td>/g)).toHaveLength(6);
  for (const letter of 'ABC') expect(markup).toContain(`class="curve-${letter}"`);
  expect(markup).toMatch(/class="axis-foot">.*>0 %<.*>25 %<.*>50 %<.*>75 %<.*>100 %</);
  // The shown block, as a line.
  expect(markup).toMatch(/<line class="shown-depth" x1="(\d+\.?\d*)" x2="\1"/);
  expect(markup).toContain('C: directions of different models lie in different spaces');
  expect(markup).not.toContain('NaN');
});

test('sets: a cell without a number says so, texts trained on are told', () => {
  const found = {
    sets: [{ name: 'Empathy' }, { name: 'Honesty' }],
    train: [8, 0],
    test: [6, 4],
    auroc: [
      [
        [0.9, 0.75],
        [NaN, NaN],
      ],
    ],
    shared: [
      [0, 2],
      [0, 0],
    ],
  };
  const markup = renderToStaticMarkup(<SetsFigure found={found} layer={12} origin="Tiny." />);
  expect(markup).toContain('AUROC at block 0');
  expect(markup).toContain('Cells with “–” have no number');
  expect(markup).toContain('Some test pairs share a text');
  expect(markup.match(/>–</g)).toHaveLength(2);
  expect(markup).not.toContain('NaN');
});
