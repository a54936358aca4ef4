/** What was published of each model as a whole, beside this run at the chosen block. */
import type { ShownRun } from '../../experiment/shown';
import type { EiaColumn } from '../../lab/report/eia-columns';
import { MODELS, RATED_TEXTS, README_STEERING, type PublishedFigure, type PublishedModel } from '../../lab/paper/published';
import { fixed, percent, pValue, tick } from '../parts/format';
import { number, published as of, said, type PaperCell } from './paper-cell';
import { ScrolledTable, type PaperRow } from './ScrolledTable';
import { Sourced } from './Sourced';
import { t } from '../../language/t';

interface Props {
  readonly run: ShownRun | null;
  readonly layer: number;
}

interface Figure {
  readonly name: string;
  readonly published: (model: PublishedModel) => PaperCell;
  /** The column of this run's association with EIA; null: the lab does not measure this here. */
  readonly ours: { readonly column: EiaColumn; readonly print: (value: number) => string } | null;
}

const r = (value: number): string => fixed(value, 3);
const sourced = (figure: PublishedFigure | null, print: (value: number) => string): PaperCell => of(figure ? [figure] : [], print);

const FIGURES: readonly Figure[] = [
  {
    name: t`Pearson r with EIA (published: ${RATED_TEXTS.value} texts)`,
    published: ({ pearson }) => sourced(pearson, tick),
    ours: { column: 'eiaR', print: r },
  },
  { name: t`its p`, published: ({ pearsonP }) => sourced(pearsonP, pValue), ours: { column: 'eiaP', print: pValue } },
  {
    name: 'Spearman ρ',
    published: ({ spearman }) => of(spearman, r),
    ours: { column: 'eiaRho', print: r },
  },
  {
    name: t`0 against 2, accuracy`,
    published: ({ zeroAgainstTwo }) => sourced(zeroAgainstTwo, (x) => percent(x)),
    ours: { column: 'eiaAccuracy', print: (x) => percent(x) },
  },
  { name: t`steering success, as published`, published: ({ success }) => sourced(success.published, (x) => percent(x, 1)), ours: null },
  {
    name: t`largest α, in separations`,
    published: ({ reach: [from, to] }) => {
      const range = t`${from.value} to ${to.value}`;
      return { shown: <Sourced source={from.source}>{range}</Sourced>, csv: { text: range } };
    },
    ours: null,
  },
];

export function ModelTable({ run, layer }: Props) {
  const heads = [t`figure`, ...MODELS.map(({ name }) => name), ...(run ? [t`here, block ${layer}`] : [])];
  const { succeeded, of, bestAlpha } = README_STEERING;
  return (
    <>
      <ScrolledTable caption={t`By model`} heads={heads} testId="paper-models" rows={modelRows({ run, layer })} />
      <p className="quiet-line">
        {t`The README counts steering of ${MODELS[0]!.name} otherwise:`}{' '}
        <Sourced source={succeeded.source}>{t`${succeeded.value} of ${of.value}`}</Sourced>{' '}
        {t`answers, the best strength being α = ${bestAlpha.value}.`}
      </p>
    </>
  );
}

export const modelRows = ({ run, layer }: Props): PaperRow[] =>
  FIGURES.map(({ name, published, ours }) => ({
    key: name,
    cells: [
      said(name),
      ...MODELS.map(published),
      ...(run ? [ours ? number(run.report.eia?.table[ours.column][layer] ?? NaN, ours.print) : said(t`not measured here`)] : []),
    ],
  }));
