/** A heat map: its colours keep the numbers readable, its cells and names keep inside any width. */
import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { SHIPPED_SETS } from '../../../src/experiment/shipped';
import { AUROC_SCALE, COSINE_SCALE, heatMark, MOST, planHeat, SIZE } from '../../../src/ui/figure/heat';
import { HeatMap } from '../../../src/ui/figure/HeatMap';
import { textWidth } from '../../../src/ui/figure/text';
import { fixed } from '../../../src/ui/parts/format';

vi.mock('../../../src/ui/parts/useWidth', () => ({ useWidth: () => [{ current: null }, 316] }));

describe('the scale', () => {
  test('is paper in the middle, and strongest at its ends and beyond', () => {
    expect([0, 0.5, 1].map((value) => heatMark(value, AUROC_SCALE).fillOpacity)).toEqual([MOST, 0, MOST]);
    expect(heatMark(0.25, AUROC_SCALE)).toEqual({ shape: 'area', fill: 'var(--heat-low)', fillOpacity: MOST / 2 });
    expect(heatMark(0.5, COSINE_SCALE)).toEqual({ shape: 'area', fill: 'var(--heat-high)', fillOpacity: MOST / 2 });
    expect(heatMark(-1.0000001, COSINE_SCALE).fillOpacity).toBe(MOST);
    expect(heatMark(NaN, COSINE_SCALE).fill).toBe('none');
  });

  const css = readFileSync('src/ui/page.css', 'utf8');
  const [light = '', dark = ''] = [css.slice(0, css.indexOf('prefers-color-scheme')), css.slice(css.indexOf('prefers-color-scheme'))];
  test.each([
    ['light', light],
    ['dark', dark],
  ])('numbers have a contrast of 4.5 on its strongest cells, %s', (_, theme) => {
    const colour = (name: string): number[] => {
      const [, hex = ''] = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(theme)!;
      return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
    };
    const luminance = (rgb: number[]): number => {
      const [r, g, b] = rgb.map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const paper = colour('paper');
    for (const end of ['measure', 'control']) {
      const cell = colour(end).map((c, i) => MOST * c + (1 - MOST) * paper[i]!);
      const [dim, bright] = [luminance(cell), luminance(colour('ink'))].sort((a, b) => a - b) as [number, number];
      expect((bright + 0.05) / (dim + 0.05), end).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('its places', () => {
  const labels = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ short: String(i + 1), long: `A set with a rather long name, number ${i}` }));

  test.each([
    [316, 2],
    [316, 4],
    [316, 8],
    [820, 3],
    [820, 8],
  ])('%i pixels, %i sets: all is inside, and no number is wider than its cell', (width, n) => {
    const plan = planHeat(labels(n), labels(n), width, '−0.88');
    expect(plan.left + n * plan.cell.width).toBeLessThanOrEqual(width + 1e-9);
    expect(textWidth('−0.88', plan.size)).toBeLessThanOrEqual(plan.cell.width);
    expect(plan.size).toBeGreaterThanOrEqual(9);
    for (const { text } of plan.columns) expect(textWidth(text, SIZE.label)).toBeLessThanOrEqual(plan.cell.width);
    for (const { lines } of plan.rows) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(textWidth(line, SIZE.label)).toBeLessThanOrEqual(plan.left + SIZE.label);
    }
  });

  test('columns have their whole names where these fit', () => {
    const short = ['empathy', 'honesty'].map((long, i) => ({ short: String(i + 1), long }));
    expect(planHeat(short, short, 820, '0.88').columns.map(({ text }) => text)).toEqual(['1 empathy', '2 honesty']);
    expect(planHeat(labels(2), labels(2), 820, '0.88').columns.map(({ text }) => text)).toEqual(['1', '2']);
  });
});

test('six shipped sets on a phone: the first word of each name is whole, and no two rows are called alike', () => {
  const names = SHIPPED_SETS.map(({ name }, i) => ({ short: String(i + 1), long: name }));
  const markup = renderToStaticMarkup(
    <HeatMap
      title="AUROC"
      origin="Tiny. EIA Lab."
      testId="train-test"
      rows={names}
      columns={names}
      values={names.map(() => names.map(() => 0.5))}
      scale={AUROC_SCALE}
      ends={['always wrong', 'a coin toss', 'never wrong']}
      print={fixed}
    />,
  );
  const lines = [...markup.matchAll(/dominant-baseline="central">([^<]*)<\/text>/g)].map(([, text]) => text!).join(' ');
  for (const { short, long } of names) expect(lines).toContain(`${short} ${long.split(' ')[0]!}`);
  const called = lines
    .replaceAll(/ 0\.50/g, '')
    .split(/\s?\d /)
    .filter(Boolean);
  expect(called).toHaveLength(6);
  expect(new Set(called).size).toBe(6);
});

test('is one <svg> with title, legend and origin; a cell without a number has a dash', () => {
  const names = [
    { short: 'A', long: 'one' },
    { short: 'B', long: 'other' },
  ];
  const markup = renderToStaticMarkup(
    <HeatMap
      title="Cosines"
      origin="Tiny. EIA Lab."
      testId="cosines"
      rows={names}
      columns={names}
      values={[
        [1, NaN],
        [NaN, -0.25],
      ]}
      scale={COSINE_SCALE}
      ends={['opposite', 'right angle', 'the same']}
      print={fixed}
    />,
  );
  expect(markup.match(/<svg/g)).toHaveLength(1);
  expect(markup).toContain('<title>Cosines</title>');
  for (const key of ['−1 opposite', '0 right angle', '1 the same', 'Tiny. EIA Lab.']) expect(markup).toContain(`>${key}</text>`);
  expect([...markup.matchAll(/class="heat-cell"><rect[^>]*><\/rect><text[^>]*>([^<]*)/g)].map(([, text]) => text)).toEqual([
    '1.00',
    '–',
    '–',
    '−0.25',
  ]);
  expect(markup).not.toContain('NaN');
});
