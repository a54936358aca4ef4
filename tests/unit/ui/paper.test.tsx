/** The paper's figures on the page: every number printed, in one picture and in tables that scroll in their own frames. */
import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { withAnew } from '../../../src/experiment/paper-anew';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import { PAPER_FILES, parsePaperResults } from '../../../src/formats/paper-results';
import { MODELS } from '../../../src/lab/paper/published';
import { zeroAgainstTwo } from '../../../src/lab/report/paper-check';
import { report } from '../../../src/lab/report/report';
import { modelRows } from '../../../src/ui/paper/ModelTable';
import { PaperPage } from '../../../src/ui/paper/PaperFold';
import { layerRows } from '../../../src/ui/paper/PublishedLayers';
import { RECORDING } from '../../recording';

vi.mock('../../../src/ui/parts/useWidth', () => ({ useWidth: () => [{ current: null }, 320] }));

const recorded = decodeExperiment(RECORDING, 'run.json');
const [{ set }] = recorded.sets as [(typeof recorded.sets)[number]];
const analyses = recorded.analyses.map((one) => {
  const { layers, scale } = recorded.directions.find(({ id }) => id === one.directions)!;
  const { midpoint, separation } = scale!;
  return {
    ...one,
    report: report({ layers, contrast: set.pairs, rated: set.scored, scores: one.scores, midpoint, separation }, { resamples: 0 }),
  };
});
const run = shownRun({ ...recorded, analyses })!;
const files = PAPER_FILES.map((file) => ({
  file,
  results: withAnew(parsePaperResults(readFileSync(`tests/fixtures/paper/${file}`, 'utf8'), file)),
}));
const page = (props: Partial<Parameters<typeof PaperPage>[0]> = {}): string =>
  renderToStaticMarkup(<PaperPage run={run} origin="Tiny, recorded" layer={12} files={[]} {...props} />);
/** The words of a part: a table by its test id. */
const words = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const table = (markup: string, id: string): string =>
  words(new RegExp(`<table[^>]*data-testid="${id}".*?</table>`, 's').exec(markup)?.[0] ?? '');

describe('the fold', () => {
  test.each([
    ['with a run', page()],
    ['before the first run', page({ run: null })],
    ['with every file', page({ files })],
  ])('%s: no number is missing, headings are in order, wide tables scroll', (_, markup) => {
    expect(words(markup)).not.toMatch(/NaN|undefined|Infinity|\[object/);
    const levels = [...markup.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(3);
    levels.slice(1).forEach((level, i) => expect(level).toBeLessThanOrEqual(levels[i]! + 1));
    expect(markup.match(/class="scroller" tabindex="0" role="region"/g)).toHaveLength(markup.match(/<table/g)!.length);
    // Each table goes home as CSV.
    expect(markup.match(/Download as CSV/g)).toHaveLength(markup.match(/<table/g)!.length);
    // The fixtures' sentences are nobody's business here.
    expect(markup).not.toContain('Made up for this test');
  });

  test('one picture with the curve of every model, and of the run', () => {
    const svg = /<figure.*?<\/figure>/s.exec(page())![0];
    for (const { id } of MODELS) expect(svg).toContain(`published-${id}`);
    expect(svg).toMatch(/<title>AUROC by relative depth, published and here<\/title>/);
    expect(svg).toContain('Tiny, recorded');
    expect(page({ run: null })).toContain('AUROC by relative depth, published</title>');
  });

  test('each layer beside the block at its depth', () => {
    // Layer 16 of 32 blocks lies at 52 %: block 15 of 30.
    expect(table(page(), 'paper-layers')).toMatch(
      /Phi-3-mini-4k \(3\.8B\) 16 52 % 0\.996 f · 0\.9796 r 93\.3 % f · 92\.9 % r 9\.44 f · 0\.4599 r 15 [01]\.\d{3} /,
    );
  });

  test('in CSV numbers are whole, and figures that do not agree name their sources', () => {
    const [, , , auroc, , , block, ours] = layerRows(run)[0]!.cells.map(({ csv }) => csv);
    expect(auroc).toEqual({
      text: expect.stringMatching(/^0\.991 \(result files of .*\); 1 \(README of .*\)$/) as string,
    });
    expect(block).toEqual(expect.any(Number) as number);
    expect(ours).toBe(run.table.auroc[block as number]);
    const own = modelRows({ run, layer: 12 })
      .find(({ key }) => key === 'Spearman ρ')!
      .cells.at(-1)!;
    expect(own.csv).toBe(run.report.eia!.table.eiaRho[12]);
  });

  test('success by criterion, and what nothing scores', () => {
    const said = table(page(), 'paper-success');
    expect(said).toContain('Qwen2.5-7B-Instruct 65.3 % p 55.6 % c 75.0 % c 1.00 c 45.8 % c');
    expect(said).toContain('a vector that does nothing 50.0 % 0.0 % 100.0 % as it was 0.0 %');
  });
});

describe('opened files', () => {
  const markup = page({ files });
  test('the success table, with its chance line', () => {
    expect(table(markup, 'paper-recomputed')).toContain(
      'invented/tiny-a 75.0 % 75.0 % 75.0 % 0.75 37.5 % 8 a vector that does nothing 50.0 % 0.0 % 100.0 % 0.75 0.0 % 8',
    );
    expect(table(markup, 'paper-recomputed')).toContain('invented/tiny-b 0.0 % 0.0 % – 1.00 0.0 % 1');
    expect(words(markup)).toContain('for want of answers at α = 0: 1 layer and situation.');
  });

  test('correlations are made anew from the scores they list', () => {
    expect(table(markup, 'paper-correlation')).toMatch(
      /Pearson r 0\.944, p = 0\.056 0\.944, p = 0\.056 .*Spearman ρ 0\.949, p = 0\.051 0\.949,.*0 against 2 100 % at most 100 % of 3 texts: the best of all thresholds, for the file names none/,
    );
  });

  test('random directions', () => {
    expect(words(markup)).toContain(
      '4 random directions have 0.500 on average (sd 0.354), 0.925 at the 95th percentile and 1.000 at most; 1 of them reach',
    );
  });
});

test('0 against 2: no threshold does better than what is said, and one rating alone is said', () => {
  const texts = [
    { rating: 0, score: 1 },
    { rating: 0, score: 3 },
    { rating: 1, score: 9 },
    { rating: 2, score: 2 },
    { rating: 2, score: 4 },
    { rating: 2, score: 5 },
  ];
  expect(zeroAgainstTwo(texts)).toEqual({ count: 5, most: 0.8 });
  expect(zeroAgainstTwo(texts.map(({ score, rating }) => ({ rating, score: -score })))).toEqual({ count: 5, most: 0.6 });
  expect(zeroAgainstTwo(texts.slice(0, 3))).toEqual({ count: 2, most: NaN });
  const [correlation] = files.filter(({ results }) => results.kind === 'correlation').map(({ results }) => results);
  if (correlation?.kind !== 'correlation') throw new Error('no correlation among the fixtures');
  const zeros = withAnew({ ...correlation, texts: correlation.texts.filter(({ rating }) => rating !== 2) });
  expect(table(page({ files: [{ file: 'a.json', results: zeros }] }), 'paper-correlation')).toContain(
    'no texts of both ratings are listed',
  );
  // Of constant scores, constant ratings and two texts there is no coefficient, and why stands in its place.
  const { texts: listed } = correlation;
  const says = (change: (text: (typeof listed)[number]) => object, count = listed.length) => {
    const texts = listed.slice(0, count).map((text) => ({ ...text, ...change(text) }));
    return table(page({ files: [{ file: 'a.json', results: withAnew({ ...correlation, texts }) }] }), 'paper-correlation');
  };
  expect(says(() => ({ score: 1 })).match(/none: all scores are the same/g)).toHaveLength(2);
  expect(says(() => ({ rating: 2 })).match(/none: all ratings are the same/g)).toHaveLength(2);
  expect(says(() => ({}), 2).match(/none: it takes three texts, and 2 are listed/g)).toHaveLength(2);
  expect(says(() => ({ score: 1, rating: 2 }))).toContain('none: all scores and all ratings are the same');
});

test('why a p of Spearman’s ρ made anew is another than the one stated is in the list of what differs', () => {
  const said = words(page({ files }));
  expect(said).toContain('The p of Spearman’s ρ is that of Student’s t');
  expect(said).toContain('Below 10 texts it is exact: the share of all orders of the ratings');
});

test('what the author says of his own figures stands there with its source and the numbers of the README', () => {
  const said = words(/<p[^>]*data-testid="paper-stated".*?<\/p>/s.exec(page())![0]);
  expect(said).toContain('As of commit 3296334 the README itself has these reservations');
  expect(said).toMatch(/r = 0\.71 r with EIA may be circular/);
  expect(said).toMatch(/succeeds in 30 to 40 % r of the tries/);
});
