/** In which way prompts or items were asked, in words. Pure. */
import type { Answer } from '../../experiment/answer';
import type { AskedWay, Way } from '../../experiment/ways';
import type { CatalogueEntry } from '../../hub/catalogue';
import { count, tick } from '../parts/format';
import { toldApart } from '../parts/told-apart';
import { modelName, place } from '../provenance';
import { bandText, UNITS_SAID } from '../steer/dose';
import { t } from '../../language/t';

/** "2 edits go with every row, …:" before the edits in words; those of Steer. */
export const withEdits = (edits: number): string =>
  t`${edits === 1 ? t`The edit of Steer goes` : t`The ${edits} edits of Steer go`} with every push, with the row without one and with the controls; once nothing at all is done, for comparison:`;

/** "2 edits"; nothing where there are none. */
export const editsCounted = ({ edits }: Pick<Way, 'edits'>): string => (edits.length > 0 ? count(edits.length, 'edit') : '');

const editsTold = (edits: Way['edits']): string => edits.map(({ op, band }) => t`${op} over ${bandText(band)}`).join('; ');
const WITHOUT_EDITS = t`without edits`;

const doseOf = ({ unit, band }: Way): string => t`α in ${UNITS_SAID[unit]} over ${bandText(band)}`;

/** How tokens are drawn, a setting each. */
export const samplingParts = ({ temperature, topP, repetitionPenalty, maxNewTokens }: Answer['sampling']): string[] => [
  t`temperature ${tick(temperature)}`,
  t`top p ${tick(topP)}`,
  t`repetition penalty ${tick(repetitionPenalty)}`,
  t`up to ${count(maxNewTokens, 'token')}`,
];

/** The rest of a way, each part by itself: the same parts in the same order for all that sample, and for all that do not. */
const partsOf = ({ edits, template, sampling, model, file }: AskedWay<Way>, catalogue: readonly CatalogueEntry[]): string[] => [
  edits.length > 0 ? t`with ${editsCounted({ edits })} (${editsTold(edits)})` : WITHOUT_EDITS,
  template ? t`as chat messages` : t`as plain text`,
  ...(sampling ? samplingParts(sampling) : []),
  t`${modelName(catalogue, model)} on ${place(model)}`,
  ...(file === undefined ? [] : [file === null ? t`items of the set` : t`items of file ${file.slice(0, 8)}`]),
];

/** "α in separations over blocks 10–19, with 1 edit (cap over block 10), as chat messages, temperature 0.7, …". */
export const wayText = (way: AskedWay<Way>, catalogue: readonly CatalogueEntry[]): string =>
  [doseOf(way), ...partsOf(way, catalogue).filter((part) => part !== WITHOUT_EDITS)].join(', ');

/** [way] as short as tells them apart. */
export const wayNames = (ways: readonly AskedWay<Way>[], catalogue: readonly CatalogueEntry[]): string[] =>
  toldApart(ways.map((way) => ({ text: `${UNITS_SAID[way.unit]}, ${bandText(way.band)}`, more: partsOf(way, catalogue) })));
