/** What of an answer of `lab.analyse` is NaN or null, and why: each number once, whoever has to say it. */
import { CROSS, type Analysed } from './types';
import { FEWEST_PAIRS } from '../lab/auroc-interval';
import { METHODS } from '../lab/readers/method';
import type { Column } from '../lab/report/columns';
import type { Evidence } from '../lab/report/evidence';
import type { Report } from '../lab/report/report';
import { fewestOf, takes, testedText } from '../lab/report/tested';
import { listed, undefinedSentences, type Listed } from '../lab/report/undefined';

interface Answer {
  readonly result: Pick<Analysed, 'layers' | 'width' | 'directions' | 'table' | 'groups' | 'methods' | 'words'>;
  readonly report: Report;
  readonly evidence: Evidence;
  /** Test pairs among the pairs; of texts without partners, those of the class that has fewer. */
  readonly tests: number;
  /** Not of every test text its own tokens could be told, so that none was read in another order. */
  readonly untold: boolean;
  /** Whether neutral texts were read, not wanted (`types.ts` says so of `carrier`), or could not be had, which is said elsewhere. */
  readonly neutral: 'read' | 'unwanted' | 'told';
}

/** Measured on other pairs than the test pairs, or on none. */
const OTHER_PAIRS: readonly Column[] = ['agreement', 'carrier', ...CROSS];
/** Columns of the evidence that are made of texts beside the pairs: their absence is not in its `missing`. */
const BESIDE: readonly Column[] = ['carrier', 'tokenShuffled'];

const UNTOLD = 'not of every test text its own tokens can be told from those of the chat template or the prompt round it';
const NO_VARIATION = 'the AUROC of the words does not vary over the pairs, so the bootstrap has no interval';

export function nanWarnings(answer: Answer): string[] {
  const { report, evidence, tests } = answer;
  return [...pairsSentences(report, tests), ...evidence.missing, ...undefinedSentences(untold(answer), withoutDirection(answer))];
}

/** What too few pairs, or words that cannot be counted, leave open. */
function pairsSentences(report: Report, tests: number): string[] {
  const { pairs, words } = report;
  if (tests === 0)
    return [
      pairs === undefined
        ? 'There are no test texts of both labels: what is measured on test texts is NaN.'
        : 'None of the pairs is a test pair: what is measured on test pairs is NaN.',
    ];
  const few =
    pairs === undefined
      ? `Under ${takes(FEWEST_PAIRS, report)} there is no interval: there are ${testedText(report)}.`
      : `Under ${FEWEST_PAIRS} test pairs there is no interval: there ${pairs === 1 ? 'is 1' : `are ${pairs}`}.`;
  return [
    ...(fewestOf(report) < FEWEST_PAIRS ? [few] : []),
    ...(words && 'refused' in words ? [`Words were not counted. ${words.refused}`] : []),
  ];
}

/** The lists of the answer whose NaN no sentence on the pairs as a whole explains. */
function untold({
  result: { table, groups, methods, words, layers },
  report,
  evidence,
  tests,
  untold: isUntold,
  neutral,
}: Answer): Listed[] {
  const few = fewestOf(report) < FEWEST_PAIRS;
  const columns = Object.entries(table) as [keyof typeof table, number[]][];
  const told = (column: keyof typeof table): boolean => {
    if (tests === 0 && !OTHER_PAIRS.includes(column)) return true;
    if (few && (column === 'aurocLow' || column === 'aurocHigh')) return true;
    if (column === 'carrier') return neutral !== 'read';
    const made = column in report.table || column in evidence.table;
    return !made && !BESIDE.includes(column);
  };
  const why = (column: Column): string | undefined => (column === 'tokenShuffled' && isUntold ? UNTOLD : undefined);
  return [
    ...columns.flatMap(([column, values]) => {
      if (told(column)) return [];
      const one = listed(column, values, why(column));
      // What was never made is NaN for that reason alone, with a direction and without.
      return [{ ...one, along: one.along && (column in report.table || column in evidence.table) }];
    }),
    ...Object.entries(groups).map(([group, values]) => ({
      name: `groups[${JSON.stringify(group)}]`,
      values,
      nan: 'the pairs of all other groups have no direction there',
      along: false,
    })),
    ...METHODS.flatMap((a, i) =>
      METHODS.slice(i + 1).map((b) => ({
        name: `methods[${JSON.stringify(a)}][${JSON.stringify(b)}]`,
        values: methods[a][b] ?? [],
        nan: 'one of the two methods finds no direction there',
        along: false,
      })),
    ),
    ...(words && !few
      ? (['low', 'high'] as const).map((end) => ({
          name: `words.${end}`,
          values: Array<number>(layers).fill(words[end]),
          nan: NO_VARIATION,
          along: false,
        }))
      : []),
  ];
}

/** Blocks whose direction is all zeros. */
const withoutDirection = ({ result: { directions, layers, width } }: Answer): ReadonlySet<number> =>
  new Set(
    Array.from({ length: layers }, (_, layer) => layer).filter((layer) =>
      directions.data.subarray(layer * width, (layer + 1) * width).every((value) => value === 0),
    ),
  );
