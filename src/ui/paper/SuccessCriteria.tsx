/** The published success of steering by criterion, and the rules behind the columns. */
import { NOTHING } from '../../lab/paper/nothing';
import { MODELS, type PublishedFigure } from '../../lab/paper/published';
import { fixed, percent } from '../parts/format';
import { published as of, said } from './paper-cell';
import { printed, SuccessTable, type SuccessRow } from './SuccessTable';
import { t } from '../../language/t';

const share = (figure: PublishedFigure) => of([figure], (value) => percent(value, 1));

const ROWS: readonly SuccessRow[] = [
  ...MODELS.map(({ name, success: { conditions, published, up, down, coherent, strict } }): SuccessRow => ({
    name,
    conditions: conditions.value,
    cells: {
      published: share(published),
      up: share(up),
      down: share(down),
      coherent: of([coherent], (value) => fixed(value, 2)),
      strict: share(strict),
    },
  })),
  { name: t`a vector that does nothing`, conditions: null, cells: { ...printed(NOTHING), coherent: said(t`as it was`) }, chance: true },
];

export function SuccessCriteria() {
  return (
    <>
      <h4>{t`When steering counts as a success`}</h4>
      <p className="about">{t`A condition is a layer, a situation and a strength α. As published it succeeds if the share of empathic answers rises at α > 0, or does not rise at α < 0, so that no effect at all succeeds in the second case: a vector that does nothing scores ${percent(NOTHING.published)}. Strictly it succeeds if the share moves the way that α points, and at least half of the answers are coherent. What answers are empathic or coherent is for the repository’s word lists to say, in both.`}</p>
      <SuccessTable caption={t`Steering success by criterion`} rows={ROWS} testId="paper-success" />
    </>
  );
}
