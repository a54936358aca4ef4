/** Every picture of the page says how it is read: its axes, what is beside it, what would count as nothing, and what it does not show. */
import { readdirSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { HOW_TO_READ, type HowTo, type PictureId } from '../../../src/ui/figure/how-to-read';
import { HowToRead, Sentences } from '../../../src/ui/figure/HowToRead';

const UI = new URL('../../../src/ui/', import.meta.url);
const FILES = readdirSync(UI, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => ({ name, text: readFileSync(new URL(name, UI), 'utf8') }));

/** Files that draw a picture of numbers: a figure, a map of numbers in colours, or an SVG that is announced as an image. */
const draws = ({ text }: { readonly text: string }): boolean =>
  text.includes('className="figure"') || /<svg[^>]*role="img"/.test(text) || text.includes('heatMark(');
/** Drawn for the figures that use them, and said there; the drift line stands at every answer, and is said once, beside its table. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = {
  'figure/HeatMap.tsx': 'compare/SetsFigure.tsx',
  'play/BoardPicture.tsx': 'play/PairShown.tsx',
  'sweep/SweepGrid.tsx': 'sweep/SweepShown.tsx',
  'tokens/DriftLine.tsx': 'tokens/TintNote.tsx',
};

test('every picture has one', () => {
  const pictures = FILES.filter(draws);
  expect(pictures.length).toBeGreaterThanOrEqual(17);
  const lacking = pictures.filter(({ name }) => {
    const said = FILES.find((one) => one.name === (SAID_ELSEWHERE[name] ?? name))!;
    return !said.text.includes('<HowToRead id="');
  });
  expect(lacking.map(({ name }) => name)).toEqual([]);
});

test('every entry is shown in one place', () => {
  const page = FILES.map(({ text }) => text).join('\n');
  for (const id of Object.keys(HOW_TO_READ))
    expect([id, page.match(new RegExp(`<HowToRead id="${id}"( picture={false})? />`, 'g'))?.length]).toEqual([id, 1]);
});

test.each(Object.entries(HOW_TO_READ) as [PictureId, HowTo][])('%s: four plain sentences', (_, how) => {
  for (const sentence of Object.values(how)) {
    expect(sentence).toMatch(/^[A-Z“][^.!?]*(\.\d[^.!?]*)*\.$/);
    expect(sentence.length).toBeLessThanOrEqual(180);
  }
});

test('folded it is one line; its parts are named', () => {
  expect(renderToStaticMarkup(<HowToRead id="auroc" />)).toContain('<summary>How to read this</summary>');
  const html = renderToStaticMarkup(<Sentences {...HOW_TO_READ.choices} />);
  for (const part of ['Axes', 'Beside it', 'Nothing would be', 'Not shown']) expect(html).toContain(`<dt>${part}</dt>`);
});
