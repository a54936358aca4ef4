/** The axes of charts over blocks: numbers and lines stand where the curve puts its values. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { layerToX, logValueToY, LOW_HEIGHT, valueToY } from '../../../src/ui/layers/frame';
import { LayerAxes } from '../../../src/ui/layers/LayerAxes';

const TOP = 60;
const axes = (props: Partial<Parameters<typeof LayerAxes>[0]>): string =>
  renderToStaticMarkup(
    <svg>
      <LayerAxes layers={30} width={500} top={TOP} low={0} high={1} {...props} />
    </svg>,
  );
const numbers = (markup: string, of: 'values' | 'foot'): string[] =>
  [
    ...markup
      .split(`axis-${of}`)[1]!
      .split(/axis-|<\/g><line/)[0]!
      .matchAll(/<text[^>]*>([^<]*)/g),
  ].map(([, text]) => text!);

test('quarters up, blocks along the foot, each where the curve has it', () => {
  const markup = axes({});
  expect(markup).toContain(`translate(0 ${TOP})`);
  expect(numbers(markup, 'values')).toEqual(['0', '0.25', '0.5', '0.75', '1']);
  expect(numbers(markup, 'foot')).toEqual(['0', '5', '10', '15', '20', '25', '29']);
  for (const value of [0, 0.25, 1]) expect(markup).toContain(`y1="${valueToY(0, 1)(value)}"`);
  for (const block of [0, 15, 29]) expect(markup).toContain(`x="${layerToX(block, 30, 500)}"`);
});

test('a low plot, a logarithmic one, one of depth, and one block alone', () => {
  expect(axes({ plot: LOW_HEIGHT })).toContain(`y1="${valueToY(0, 1, LOW_HEIGHT)(0.5)}"`);
  const log = axes({ log: true, low: 0.2, high: 50 });
  expect(numbers(log, 'values')).toEqual(['0.2', '0.5', '1', '2', '5', '10', '20', '50']);
  expect(log).toContain(`y1="${logValueToY(0.2, 50)(5)}"`);
  const depth = axes({ layers: 'depth' });
  expect(numbers(depth, 'foot')).toEqual(['0 %', '25 %', '50 %', '75 %', '100 %']);
  expect(depth).toContain(`x="${layerToX(1, 2, 500)}"`);
  expect(numbers(axes({ layers: 1 }), 'foot')).toEqual(['0']);
  expect(log + depth).not.toContain('NaN');
});
