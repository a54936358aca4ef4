/** The link in numbers, the length check beside it, and what the numbers do not say. */
import { Facts, type Fact } from '../parts/Facts';
import { count, fixed, percent, pValue } from '../parts/format';
import { Term } from '../parts/Term';
import type { Association } from '../../lab/report/association';

export function Correlations({ association }: { association: Association | null }) {
  if (!association)
    return (
      <p className="quiet-line" data-testid="correlation">
        Fewer than three scored texts have been read: too few for a correlation.
      </p>
    );
  const { n, pearson, spearman, length, inverseLength, givenLength, givenInverseLength, binary } = association;
  const facts: Fact[] = [
    [<Term id="pearson">Pearson r</Term>, fixed(pearson.r, 3), `${pValue(pearson.p)}, n = ${n}`],
    [<Term id="spearman">Spearman ρ</Term>, fixed(spearman.r, 3), pValue(spearman.p)],
    [
      '0 against 2',
      binary ? percent(binary.accuracy) : '–',
      binary ? `of ${count(binary.n, 'text')} on the right side of the training threshold` : 'needs both scores',
    ],
    [<Term id="length-check">Length check</Term>, fixed(length.r, 3), `r of score and words (${fixed(inverseLength.r, 3)} with 1/words)`],
    ['r given length', fixed(givenLength.r, 3), `given 1/words ${fixed(givenInverseLength.r, 3)}`],
  ];
  return (
    <>
      <Facts facts={facts} testId="correlation" data={{ 'data-r': pearson.r, 'data-n': n }} />
      <p className="caveat">
        {Math.max(Math.abs(length.r), Math.abs(inverseLength.r)) > 0.5 && (
          <strong>The score follows the length of the text here, so part of any link may be a link with length. </strong>
        )}
        {pearson.p < 0.05
          ? `A link in ${n} texts says that the direction notices how the text reads. It does not say that the model would act this way, nor that the direction carries the concept and not the words that usually come with it.`
          : `With ${n} texts this is no link that could be told from chance. That does not show that there is none: so few texts can miss a weak one.`}
      </p>
    </>
  );
}
