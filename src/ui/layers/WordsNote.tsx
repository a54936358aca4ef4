/** What needs no model: words and length on the same test texts; and how far to believe the chosen block beside them. */
import { memo } from 'react';
import { contrastOf, itemsOf } from '../../lab/contrast';
import { nounOf } from '../../lab/report/tested';
import type { ScenarioSet } from '../../formats/scenario-set';
import type { ShownRun } from '../../experiment/shown';
import { valueAt, withInterval } from '../parts/columns';
import { fixed } from '../parts/format';
import { countTested } from '../parts/tested';
import { Term } from '../parts/Term';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly run: ShownRun;
  readonly layer: number;
  /** The bag of words is drawn beside the curve. */
  readonly drawn: boolean;
}

export const WordsNote = memo(function WordsNote({ run, layer, drawn }: Props) {
  const { table } = run;
  const { words, length, verdicts } = run.report;
  const { kind, sentence } = verdicts[layer]!;
  const over = valueAt(table, 'overWords', layer);
  return (
    <>
      <p className="verdict" data-testid="verdict" data-kind={kind}>
        <strong>{t`Block ${layer}.`}</strong> {sentence}
      </p>
      {words && (
        <p className="about" data-testid="words-control" data-auroc={'auroc' in words ? words.auroc : undefined}>
          {'refused' in words ? (
            <>{rich`There is no ${(<Term id="bag-of-words">{t`bag of words`}</Term>)} beside these figures. ${words.refused}`}</>
          ) : (
            <>
              {rich`${drawn ? t`The dashed line is a` : 'A'} ${(<Term id="bag-of-words">{t`bag of words`}</Term>)} that never saw the model${drawn ? ':' : t` has`} ${withInterval(words.auroc, words.low, words.high)} on ${countTested(words)}${run.complete ? '' : t` of ${testsIn(run.set.set)}, as many as have been read`}.`}
              {Number.isFinite(over) && (
                <>
                  {' '}
                  {rich`Block ${layer} has ${withInterval(over, valueAt(table, 'overWordsLow', layer), valueAt(table, 'overWordsHigh', layer))} ${(<Term id="over-words">{t`over it`}</Term>)} on the same ${nounOf(words)}.`}
                </>
              )}
            </>
          )}
          {length && t` The number of characters alone gives ${fixed(length.auroc, 3)}.`}
        </p>
      )}
    </>
  );
});

/** Test pairs, or test texts without partners. */
const testsIn = (set: ScenarioSet): number => itemsOf(contrastOf(set)).filter(({ split }) => split === 'test').length;
