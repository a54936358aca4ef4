/** The link in a sentence, with what it does not say; and, in a fold, its numbers with the length check beside them. */
import type { CorrectedCorrelation } from '../../lab/corrected-p';
import type { Association } from '../../lab/report/association';
import type { EiaColumn } from '../../lab/report/eia-columns';
import { ratedVerdict } from '../../lab/report/rated';
import { Facts, type Fact } from '../parts/Facts';
import { Fold } from '../parts/Fold';
import { Heads } from '../parts/Heads';
import { count, fixed, percent, pValue } from '../parts/format';
import { CsvButton } from '../parts/Table';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { eiaTwin } from './eia-twin';
import { t } from '../../language/t';

interface Props {
  readonly association: Association | null;
  /** Of all blocks, see `Report.eiaBest`. */
  readonly best: CorrectedCorrelation | null;
  /** The block that held-out pairs recommend; null where there is none. */
  readonly recommended: number | null;
  readonly layer: number;
}

/** The numbers behind the picture; nothing where there are none. */
export function Correlations({ association, best, recommended, layer }: Props) {
  if (!association) return null;
  const { ratings, table } = association;
  const [zeros, ones, twos] = ratings;
  const n = zeros + ones + twos;
  const at = (column: EiaColumn): number => table[column][layer] ?? NaN;
  const twin = eiaTwin(association);
  const [r, p, accuracy] = [at('eiaR'), at('eiaP'), at('eiaAccuracy')];
  const verdict = verdictOf({ association, best, recommended, layer });
  const facts: Fact[] = [
    [<Term id="pearson">{t`Pearson r`}</Term>, fixed(r, 3), `${pValue(p)}, n = ${n}`],
    [<Term id="spearman">{t`Spearman ρ`}</Term>, fixed(at('eiaRho'), 3), pValue(at('eiaRhoP'))],
    [
      t`0 against 2`,
      Number.isNaN(accuracy) ? '–' : percent(accuracy),
      Number.isNaN(accuracy) ? t`needs both scores` : t`of ${count(zeros + twos, 'text')} on the right side of the training threshold`,
    ],
    [
      <Term id="length-check">{t`Length check`}</Term>,
      fixed(at('eiaLength'), 3),
      t`r of score and words (${fixed(at('eiaInverse'), 3)} with 1/words)`,
    ],
    [
      t`r given length`,
      fixed(at('eiaGivenLength'), 3),
      t`${pValue(at('eiaGivenLengthP'))}; given 1/words ${fixed(at('eiaGivenInverse'), 3)}, ${pValue(at('eiaGivenInverseP'))}`,
    ],
  ];
  return (
    <Fold id="correlations" note={t`r = ${fixed(r, 2)} on ${count(n, 'text')}`}>
      <p className="about" data-testid="eia-named">
        {verdict.named}
      </p>
      <Facts facts={facts} testId="correlation" data={{ 'data-r': r, 'data-n': n }} />
      {Number.isFinite(at('eiaAbove0')) && <Confusion ratings={ratings} above={[at('eiaAbove0'), at('eiaAbove1'), at('eiaAbove2')]} />}
      <Twin caption={t`Scores and EIA ratings, by block`} columns={twin.columns} rows={twin.rows} />
    </Fold>
  );
}

/** What the link says, and what it does not: stands below the picture. */
export function LinkVerdict(props: Props) {
  const { association, layer } = props;
  if (!association)
    return (
      <p className="quiet-line" data-testid="correlation">{t`Fewer than three scored texts have been read: too few for a correlation.`}</p>
    );
  const verdict = verdictOf({ ...props, association });
  const [words, inverse] = [association.table.eiaLength[layer] ?? NaN, association.table.eiaInverse[layer] ?? NaN];
  return (
    <p className="caveat" data-testid="eia-verdict" data-kind={verdict.kind}>
      {Math.max(Math.abs(words), Math.abs(inverse)) > 0.5 && (
        <strong>{t`The score follows the length of the text here, so part of any link may be a link with length.`} </strong>
      )}
      {verdict.sentence}
    </p>
  );
}

const verdictOf = ({ association: { ratings, table }, best, recommended, layer }: Props & { readonly association: Association }) => {
  const [r, p] = [table.eiaR[layer] ?? NaN, table.eiaP[layer] ?? NaN];
  return ratedVerdict({ layer, r, p, n: ratings[0] + ratings[1] + ratings[2], named: recommended, best });
};

const SIDES_OF = t`Texts of each rating on either side of the midpoint of the training texts`;
const HEADS = [t`EIA`, t`below`, t`above`];

/** On which side of the training midpoint the texts of each rating lie. */
function Confusion(sides: Sides) {
  const rows = confusionRows(sides);
  return (
    <>
      <table className="confusion" data-testid="confusion">
        <caption>{SIDES_OF}</caption>
        <Heads heads={HEADS} />
        <tbody>
          {rows.map(([rating, below, above]) => (
            <tr key={rating}>
              <th scope="row">{rating}</th>
              <td>{below}</td>
              <td>{above}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <CsvButton caption={SIDES_OF} columns={HEADS.map((name) => ({ name }))} rows={rows} />
    </>
  );
}

interface Sides {
  /** [rating] texts that have it. */
  readonly ratings: Association['ratings'];
  /** [rating] those of them above the midpoint. */
  readonly above: readonly number[];
}

/** A row a rating, the highest first: the rating, its texts at or below the midpoint, and those above. */
export const confusionRows = ({ ratings, above }: Sides): [rating: number, below: number, above: number][] =>
  ([2, 1, 0] as const).map((rating) => [rating, ratings[rating] - above[rating]!, above[rating]!]);
