/** How many test texts figures are of, in the words of the page. Pure. */
import { nounOf, type Tested } from '../../lab/report/tested';
import { count } from './format';
import { t } from '../../language/t';

/** "10 test pairs", or "12 + 9 test texts" where they have no partners. */
export const countTested = ({ pairs, texts }: Tested): string =>
  texts ? t`${texts.positive} + ${texts.negative} test texts` : count(pairs, 'test pair');

/** "test pairs", "test texts". */
export const testNoun = (tested: Tested): string => t`test ${nounOf(tested)}`;

/** "no interval from fewer than 10 test pairs", and what else leaves an AUROC without one. */
export const fewTested = (fewest: number, tested: Tested): string =>
  tested.texts ? t`no interval from fewer than ${fewest} test texts of a class` : t`no interval from fewer than ${fewest} test pairs`;
