/** The chosen block in numbers: everything one would quote, with its uncertainty and its n. */
import { memo, type ReactNode } from 'react';
import { fewestOf, nounOf, type Tested } from '../../lab/report/tested';
import { FEWEST_PAIRS } from '../../lab/report/verdict';
import { COLUMNS, type Column } from '../../lab/report/columns';
import type { Evidence } from '../../lab/report/evidence';
import type { Report } from '../../lab/report/report';
import { print, termOf, valueAt } from '../parts/columns';
import { Facts, type Fact } from '../parts/Facts';
import { percent, pValue } from '../parts/format';
import { readSoFar } from '../parts/read-so-far';
import { Term } from '../parts/Term';
import { t } from '../../language/t';

/** The numbers of a block that are quoted first: "AUROC 0.880, pairs right 100 %, separation 3.01"; "" before a test text. */
export const headline = (report: Tested & Pick<Report, 'table'>, layer: number): string =>
  fewestOf(report) === 0
    ? ''
    : [
        t`AUROC ${print('auroc', valueAt(report.table, 'auroc', layer))}`,
        ...(report.texts ? [] : [t`pairs right ${percent(valueAt(report.table, 'pairsRight', layer))}`]),
        t`separation ${print('separation', valueAt(report.table, 'separation', layer))}`,
      ].join(', ');

interface LayerNumbersProps {
  report: Report;
  /** What has been gathered beside the report so far. */
  evidence: Evidence['table'] | undefined;
  complete: boolean;
  layer: number;
}

export const LayerNumbers = memo(function LayerNumbers({ report, evidence, complete, layer }: LayerNumbersProps) {
  if (fewestOf(report) === 0)
    return (
      <p
        className="quiet-line"
        data-testid="layer-numbers"
      >{t`Only training ${nounOf(report)} have been read${report.final ? t`, and numbers` : t` so far; the first numbers`} come with ${report.texts ? t`test texts of both classes` : t`a test pair`}.`}</p>
    );
  const value = (column: Column): number => valueAt(report.table, column, layer);
  const text = (column: Column): string => print(column, value(column));
  const facts: Fact[] = [
    [named('auroc', 'AUROC'), text('auroc'), interval(report, layer)],
    report.texts
      ? [named('pairsRight', t`Pairs right`), '–', COLUMNS.pairsRight.nan]
      : [named('pairsRight', t`Pairs right`), percent(value('pairsRight')), t`ordered rightly, partner against partner`],
    [named('accuracy', t`Accuracy`), percent(value('accuracy')), t`${percent(value('accuracyMedian'))} at the test median`],
    [named('separation', t`Separation`), text('separation'), t`difference of mean scores`],
    [named('d', 'd'), text('d'), t`separation over spread`],
    ...(evidence ? gathered(evidence, layer) : []),
    [
      'n',
      report.texts ? `${report.texts.positive} + ${report.texts.negative}` : `${report.pairs} + ${report.pairs}`,
      t`test texts${readSoFar(report, complete)}`,
    ],
  ];
  return <Facts facts={facts} testId="layer-numbers" data={{ 'data-layer': layer, 'data-auroc': value('auroc') }} />;
});

/** What the evidence says of the block in one number each. */
function gathered({ permutationP, permutationMaxP, agreement }: Evidence['table'], layer: number): Fact[] {
  return [
    ...(permutationP
      ? [
          [
            named('permutationP', t`Permutation p`),
            bare(permutationP[layer] ?? NaN),
            t`${bare(permutationMaxP?.[layer] ?? NaN)} as the best of all blocks`,
          ] satisfies Fact,
        ]
      : []),
    ...(agreement
      ? [
          [
            named('agreement', t`Agreement`),
            print('agreement', agreement[layer] ?? NaN),
            t`mean cosine of the training pairs`,
          ] satisfies Fact,
        ]
      : []),
  ];
}

/** A p value under its name. */
const bare = (p: number): string => pValue(p).replace(/^p (= )?/, '');

/** A name that opens the column's entry in the glossary. */
function named(column: Column, name: string): ReactNode {
  const term = termOf(column);
  return term ? <Term id={term}>{name}</Term> : name;
}

function interval(report: Report, layer: number): string {
  const { table, final } = report;
  if (fewestOf(report) < FEWEST_PAIRS)
    return report.texts
      ? t`no interval from fewer than ${FEWEST_PAIRS} texts of a class`
      : t`no interval from fewer than ${FEWEST_PAIRS} pairs`;
  const [low, high] = [valueAt(table, 'aurocLow', layer), valueAt(table, 'aurocHigh', layer)];
  if (Number.isFinite(low)) return t`95 % interval ${print('aurocLow', low)} to ${print('aurocHigh', high)}`;
  if (!final) return t`the interval comes with the last text`;
  return Number.isNaN(valueAt(table, 'auroc', layer))
    ? t`no direction at this block`
    : t`no interval: it does not vary over the ${nounOf(report)}`;
}
