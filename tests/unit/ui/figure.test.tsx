/** Every figure is one <svg> with title, legend and origin in it; its words fit. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { shownRun } from '../../../src/experiment/shown';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { report } from '../../../src/lab/report/report';
import { store } from '../../../src/app/store';
import { EiaFigure } from '../../../src/ui/behaviour/EiaFigure';
import { Caption } from '../../../src/ui/figure/Caption';
import { Legend } from '../../../src/ui/figure/Legend';
import { planFigure, SIZE, SWATCH, type Key } from '../../../src/ui/figure/plan';
import { nthLeftOut, TEST } from '../../../src/ui/figure/marks';
import { PALETTE, STANDALONE } from '../../../src/ui/figure/palette';
import { cutTo, textWidth, wrap } from '../../../src/ui/figure/text';
import { AurocFigure } from '../../../src/ui/layers/AurocFigure';
import { LayerNumbers } from '../../../src/ui/layers/LayerNumbers';
import { SeparationFigure } from '../../../src/ui/layers/SeparationFigure';
import { StripFigure } from '../../../src/ui/layers/StripFigure';
import { RECORDING } from '../../recording';

// What the buttons do belongs to a page; so do widths, and the store as it is now (a server shows the store as it began).
vi.mock('../../../src/ui/parts/useWidth', () => ({ useWidth: () => [{ current: null }, 640] }));
vi.mock('../../../src/ui/useLab', async () => {
  const { store } = await import('../../../src/app/store');
  return { useLab: <T,>(select: (state: ReturnType<typeof store.getState>) => T) => select(store.getState()) };
});

const recorded = decodeExperiment(RECORDING, 'run.json');
const [{ set }] = recorded.sets as [(typeof recorded.sets)[number]];
const analyses = recorded.analyses.map((one) => {
  const { layers, scale } = recorded.directions.find(({ id }) => id === one.directions)!;
  const { midpoint, separation } = scale!;
  return {
    ...one,
    report: report({ layers, contrast: set.pairs, rated: set.scored, scores: one.scores, midpoint, separation }, { resamples: 100 }),
  };
});
const experiment = { ...recorded, analyses };
const run = shownRun(experiment)!;
store.setState({ experiment });

/** `originLine` has tests of its own. */
const ORIGIN = 'Tiny on WASM, recorded 25 Nov 2026';

const inSvg = (figure: ReactNode) => {
  const markup = renderToStaticMarkup(figure);
  // What is outside of every <svg> is left out: roots are those that open at depth 0.
  let depth = 0;
  let roots = 0;
  let inside = '';
  for (const [part] of markup.matchAll(/<svg\b|<\/svg>|[^<]+|<[^>]*/g)) {
    if (part === '<svg' && depth++ === 0) roots++;
    if (part === '</svg>') depth--;
    if (depth > 0) inside += part;
  }
  return { roots, inside };
};

describe('a figure is one <svg>', () => {
  test.each<[string, () => ReactNode, string, string[]]>([
    [
      'AUROC',
      () => <AurocFigure run={run} beside={['words']} origin={ORIGIN} />,
      'AUROC on 10 test pairs, by block',
      ['direction', '95 % interval', 'chance', 'bag of words'],
    ],
    [
      'separation',
      () => <SeparationFigure run={run} origin={ORIGIN} />,
      'Separation of the class means, by block (logarithmic)',
      ['training texts', 'test texts'],
    ],
    [
      'strips',
      () => <StripFigure run={run} set={set} layer={15} origin={ORIGIN} />,
      'Score of every text at block 15',
      ['train', 'test', 'midpoint of the training texts'],
    ],
    [
      'behaviour',
      () => <EiaFigure run={run} set={set} layer={15} origin={ORIGIN} answers={[]} series={null} />,
      'Score at block 15, by EIA score',
      ['mean of the row', 'midpoint of the training texts'],
    ],
  ])('%s', (_, figure, title, keys) => {
    const { roots, inside } = inSvg(figure());
    expect(roots).toBe(1);
    expect(inside).toContain(`<title>${title}</title>`);
    expect(inside.match(/class="legend-key"/g)).toHaveLength(keys.length);
    for (const key of keys) expect(inside).toContain(`>${key}</text>`);
    expect(inside).toMatch(new RegExp(`class="figure-origin"[^]*>${ORIGIN}</text>`));
    // Its looks are attributes: no class is needed to see it.
    expect(inside).toContain('fill="var(--paper)"');
  });

  test('each situation that was left out has its own line and its name, and the lowest of them is explained', () => {
    const groups = ['The Maze', 'The Well'].map((group, n) => ({ group, pairs: 5, auroc: run.report.table.auroc.map(() => 0.6 + n / 10) }));
    const evidence = { ...run.evidence!, groups: groups.map((one) => ({ ...one, auroc: Array.from(one.auroc) })) };
    const crossMean = run.report.table.auroc.map(() => 0.65);
    const left = { ...run, evidence, table: { ...run.table, crossMean } };
    const { inside } = inSvg(<AurocFigure run={left} beside={['left-out']} origin={ORIGIN} />);
    for (const name of ['The Maze', 'The Well']) {
      expect(inside).toContain(`<title>left out: ${name}</title>`);
      expect(inside).toContain(`>left out: ${name}</text>`);
    }
    expect(inside).toContain('minimum: lowest thin line');
    expect(textWidth('left out: mean (minimum: lowest thin line)', SIZE.key) + SWATCH).toBeLessThan(316);
    const strokes = [0, 1].map((n) => JSON.stringify(nthLeftOut(n)));
    expect(new Set(strokes).size).toBe(2);
  });

  test('a concept of any length is cut to the width of its figure', () => {
    const long = { ...set, concept: { ...set.concept, positive: 'W'.repeat(39) } };
    expect(inSvg(<StripFigure run={run} set={long} layer={15} origin={ORIGIN} />).inside).toMatch(/>W{39}<\/text>/);
    expect(textWidth(cutTo('W'.repeat(39), 14, 316), 14)).toBeLessThanOrEqual(316);
  });
});

describe('the colours of a figure with no page around it', () => {
  const css = readFileSync('src/ui/page.css', 'utf8');
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
  const value = (theme: string, name: string): string | undefined => new RegExp(`--${name}: ([^;]+);`).exec(theme)?.[1];

  test.each(Object.entries(PALETTE))('--%s is the page’s', (name, colours) => {
    expect([value(light, name), value(dark, name) ?? value(light, name)]).toEqual(colours);
  });
  test('so is its face', () => {
    expect(STANDALONE).toContain(`--sans:${value(light, 'sans')};`);
  });
  test('are there for all that figures are drawn with', () => {
    const files = ['figure', 'layers', 'dots', 'compare', 'paper', 'behaviour'].flatMap((folder) =>
      readdirSync(`src/ui/${folder}`)
        .filter((name) => /\.tsx?$/.test(name) && name !== 'palette.ts')
        .map((name) => readFileSync(`src/ui/${folder}/${name}`, 'utf8')),
    );
    const names = new Set(
      files.flatMap((text) => [...text.matchAll(/['"](?:var\()?--([a-z][a-z0-9-]*)\)?['"]/g)].map(([, name]) => name!)),
    );
    names.delete('sans');
    expect([...names].filter((name) => !(name in PALETTE))).toEqual([]);
    expect(names.size).toBeGreaterThan(12);
  });
});

describe('words in a figure', () => {
  test('break between words; a longer word is cut', () => {
    expect(wrap('one two three', 10, textWidth('one two', 10))).toEqual(['one two', 'three']);
    expect(wrap('Donaudampfschiff', 10, 40)).toEqual([cutTo('Donaudampfschiff', 10, 40)]);
    expect(cutTo('👩👩👩👩', 10, 32)).toBe('👩👩…');
    expect(cutTo('short', 10, 100)).toBe('short');
  });

  test.each([316, 848])('%i pixels: no part lies over another', (width) => {
    const keys = Array.from({ length: 6 }, (_, i) => ({ mark: TEST, label: `the key number ${i}` }));
    const plan = planFigure({ title: 'A title of some words '.repeat(3).trim(), keys, origin: 'where it is from '.repeat(9) }, width, 230);
    const ends = plan.keyPlaces.map(({ key, x, textX }) => [x, textX + textWidth(key.label, 13)] as const);
    for (const [, end] of ends) expect(end).toBeLessThanOrEqual(width);
    plan.keyPlaces.forEach(({ y }, i) => {
      if (plan.keyPlaces[i + 1]?.y === y) expect(ends[i + 1]![0]).toBeGreaterThan(ends[i]![1]);
    });
    expect(plan.keyPlaces[0]!.y).toBeGreaterThan(plan.titleLines.at(-1)!.y);
    expect(plan.top).toBeGreaterThan(plan.keyPlaces.at(-1)!.y);
    expect(plan.originLines[0]!.y).toBeGreaterThan(plan.top + 230);
    expect(plan.height).toBeGreaterThanOrEqual(plan.originLines.at(-1)!.y);
  });
});

test('the words of a figure without a legend have no empty sentence in their place', () => {
  const words = (keys: readonly Key[]) => renderToStaticMarkup(<Caption title="Scores" keys={keys} origin="A model." />);
  expect(words([])).toContain('>Scores. A model.<');
  expect(words(['one', 'two'].map((label) => ({ mark: TEST, label })))).toContain('>Scores. one, two. A model.<');
});

test('a key that is wider than the figure has several lines, and the next one stands below them', () => {
  const keys = ['a key whose label has more words than there is room for in a narrow figure', 'another'].map((label) => ({
    mark: TEST,
    label,
  }));
  const plan = planFigure({ title: 'A title', keys, origin: '' }, 300, 230);
  const [long, next] = plan.keyPlaces;
  expect(long!.lines.length).toBeGreaterThan(1);
  expect(long!.lines.join(' ')).toBe(keys[0]!.label);
  for (const line of long!.lines) expect(long!.textX + textWidth(line, 13)).toBeLessThanOrEqual(300);
  expect([next!.x, next!.y - long!.y]).toEqual([0, 20 * long!.lines.length]);
  expect(plan.top).toBeGreaterThan(next!.y);
  expect(renderToStaticMarkup(<Legend places={plan.keyPlaces} />).replace(/<[^>]+>/g, '')).toBe(keys.map(({ label }) => label).join(''));
});

test('an interval that will not come is not promised', () => {
  const none = run.report.table.auroc.map(() => NaN);
  const at = (table: object, final: boolean, complete = final) =>
    renderToStaticMarkup(
      <LayerNumbers
        report={{ ...run.report, final, table: { ...run.report.table, ...table } }}
        evidence={run.evidence?.table}
        complete={complete}
        layer={3}
      />,
    );
  expect(at({ aurocLow: none }, false)).toContain('the interval comes with the last text');
  expect(at({ aurocLow: none }, true)).toContain('no interval: it does not vary over the pairs');
  expect(at({ aurocLow: none, auroc: none }, true)).toContain('no direction at this block');
  // A stopped run reads no more: nothing of it comes, or is “so far”.
  expect(at({}, false)).toContain('test texts so far');
  expect([at({}, true, false), at({ aurocLow: none }, true, false)].join()).not.toMatch(/so far|comes with/);
  expect(at({}, true, false)).toContain('test texts that were read');
  expect(at({}, true)).toContain('test texts</small>');
});
