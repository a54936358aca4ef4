/** Can it be read? The curve beside the words alone, and the control as one switch: other texts, the same axes. */
import { openShippedSet } from '../../app/actions';
import { SHIPPED_SETS, shippedOf, type ShippedSet } from '../../experiment/shipped';
import type { BesideId } from '../../experiment/view';
import { AurocFigure } from '../layers/AurocFigure';
import { Choice } from '../parts/Choice';
import { valueAt } from '../parts/columns';
import { forget } from '../parts/forget';
import { fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { useShown, useShownLayer } from '../shown';
import { useLab } from '../useLab';

/** The two that tell the story; every other set is a choice further down. */
const [PLAIN, MATCHED] = SHIPPED_SETS;
const WORDS: readonly BesideId[] = ['words'];

const OPTIONS = [
  { value: PLAIN.id, label: 'as people write', title: PLAIN.title },
  { value: MATCHED.id, label: 'same words on both sides', title: MATCHED.title },
] as const;

export function Read() {
  const { run, origin } = useShown('auroc');
  const running = useLab((s) => s.run.status === 'running');
  if (!run) return <div className="opening-read" />;
  return (
    <div className="opening-read">
      <Choice<ShippedSet | ''>
        label="Texts"
        value={shippedOf(run.set.set) ?? ''}
        options={OPTIONS}
        disabled={running}
        onChange={(value) => value && forget(openShippedSet(value))}
      />
      <AurocFigure run={run} beside={WORDS} origin={origin} testId="opening-chart" brief />
    </div>
  );
}

/** The two curves in numbers at the block on show, and how far to believe it. */
export function Said() {
  const { run } = useShown('auroc');
  const layer = useShownLayer();
  if (!run) return null;
  const { words } = run.report;
  return (
    <p className="opening-said" data-testid="opening-said">
      At <Term id="block">block</Term> {layer} the two kinds of text come apart with <Term id="auroc">AUROC</Term>{' '}
      <strong className="numbers">{fixed(valueAt(run.table, 'auroc', layer), 2)}</strong>
      {words && 'auroc' in words && (
        <>
          ; counting their words, without the model, gives <strong className="numbers">{fixed(words.auroc, 2)}</strong>
        </>
      )}
      . {run.report.verdicts[layer]!.sentence}
    </p>
  );
}
