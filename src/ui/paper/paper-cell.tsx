/** A cell of the paper's tables: what is shown, and what stands for it in the table as CSV, a number in full. */
import type { ReactNode } from 'react';
import { SOURCES, type PublishedFigure, type Source } from '../../lab/paper/published';
import type { Cell } from '../parts/Table';
import { Sourced } from './Sourced';

export interface PaperCell {
  readonly shown: ReactNode;
  readonly csv: Cell;
}

export const said = (text: string): PaperCell => ({ shown: text, csv: { text } });
/** NaN is shown as `print` has it, and is an empty field. */
export const number = (value: number, print: (value: number) => string = String): PaperCell => ({ shown: print(value), csv: value });

/** A published figure, or all that were published of one thing, which need not agree: those go out with the name of their source. */
export function published(figures: readonly PublishedFigure[], print: (value: number, source: Source) => string): PaperCell {
  const [first, ...more] = figures;
  if (!first) return { shown: '–', csv: NaN };
  return {
    shown: figures.map(({ source, value }, i) => (
      <span key={source}>
        {i > 0 && ' · '}
        <Sourced source={source}>{print(value, source)}</Sourced>
      </span>
    )),
    csv: more.length === 0 ? first.value : { text: figures.map(({ source, value }) => `${value} (${SOURCES[source]})`).join('; ') },
  };
}
