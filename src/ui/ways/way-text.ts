/** In which way prompts or items were asked, in words. Pure. */
import type { AskedWay, Way } from '../../experiment/ways';
import type { CatalogueEntry } from '../../hub/catalogue';
import { count, tick } from '../parts/format';
import { toldApart } from '../parts/told-apart';
import { modelName, place } from '../provenance';
import { bandText, UNITS_SAID } from '../steer/dose';

const doseOf = ({ unit, band }: Way): string => `α in ${UNITS_SAID[unit]} over ${bandText(band)}`;

/** The rest of a way, each part by itself: the same parts in the same order for all that sample, and for all that do not. */
const partsOf = ({ template, sampling, model, file }: AskedWay<Way>, catalogue: readonly CatalogueEntry[]): string[] => [
  template ? 'as chat messages' : 'as plain text',
  ...(sampling
    ? [
        `temperature ${tick(sampling.temperature)}`,
        `top p ${tick(sampling.topP)}`,
        `repetition penalty ${tick(sampling.repetitionPenalty)}`,
        `up to ${count(sampling.maxNewTokens, 'token')}`,
      ]
    : []),
  `${modelName(catalogue, model)} on ${place(model)}`,
  ...(file === undefined ? [] : [file === null ? 'items of the set' : `items of file ${file.slice(0, 8)}`]),
];

/** "α in separations over blocks 10–19, as chat messages, temperature 0.7, …". */
export const wayText = (way: AskedWay<Way>, catalogue: readonly CatalogueEntry[]): string =>
  [doseOf(way), ...partsOf(way, catalogue)].join(', ');

/** [way] as short as tells them apart. */
export const wayNames = (ways: readonly AskedWay<Way>[], catalogue: readonly CatalogueEntry[]): string[] =>
  toldApart(ways.map((way) => ({ text: `${UNITS_SAID[way.unit]}, ${bandText(way.band)}`, more: partsOf(way, catalogue) })));
