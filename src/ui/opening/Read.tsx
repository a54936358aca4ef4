/** Can it be read? The curve beside the words alone, and the control as one switch: other texts, the same axes. */
import { useState } from 'react';
import { openShippedSet } from '../../app/actions';
import { provenanceOf } from '../../app/store';
import { fileOf } from '../../experiment/recorded';
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
import { t } from '../../language/t';
import { rich } from '../parts/rich';

/** The two that tell the story; every other set is a choice further down. */
const [PLAIN, MATCHED] = SHIPPED_SETS;
const WORDS: readonly BesideId[] = ['words'];

const OPTIONS = [
  { value: PLAIN.id, label: t`freely worded`, title: PLAIN.title },
  { value: MATCHED.id, label: t`nearly the same words`, title: MATCHED.title },
] as const;

export function Read() {
  const { run, origin } = useShown('auroc');
  if (!run) return <div className="opening-read" />;
  return (
    <div className="opening-read">
      <Texts shown={shippedOf(run.set.set) ?? null} />
      <AurocFigure run={run} beside={WORDS} origin={origin} testId="opening-chart" />
    </div>
  );
}

/** The control. It moves at once; the curve follows when the other run is there. */
function Texts({ shown }: { readonly shown: ShippedSet | null }) {
  const [wanted, want] = useState<{ readonly set: ShippedSet; readonly from: ShippedSet | null } | null>(null);
  const running = useLab((s) => s.run.status === 'running');
  /** A run that was made here stays until another is made: what is chosen is what the next one reads. */
  const chosen = useLab((s) => (provenanceOf(s) === 'recorded' || s.set.status !== 'ready' ? null : s.set.shipped));
  const part = useLab((s) => (wanted ? s.parts[fileOf({ kind: 'run', set: wanted.set })] : undefined));
  const failed = typeof part === 'object' ? part : null;
  const isComing = wanted !== null && wanted.from === shown && !failed;
  const take = (set: ShippedSet): void => {
    want({ set, from: shown });
    forget(openShippedSet(set));
  };
  return (
    <>
      <Choice<ShippedSet | ''>
        label={t`Texts`}
        value={chosen ?? (isComing ? wanted.set : (shown ?? ''))}
        options={OPTIONS}
        disabled={running}
        onChange={(value) => value && take(value)}
      />
      {failed && wanted?.from === shown && (
        <p className="quiet-line" role="alert">
          {failed.message} {failed.hint}
        </p>
      )}
    </>
  );
}

/** The two curves in numbers at the block on show, and how far to believe it. */
export function Said() {
  const { run } = useShown('auroc');
  const layer = useShownLayer();
  if (!run) return null;
  const { words } = run.report;
  return (
    <p
      className="opening-said"
      data-testid="opening-said"
    >{rich`At ${(<Term id="block">{t`block`}</Term>)} ${layer} the two kinds of text come apart with ${(<Term id="auroc">{t`AUROC`}</Term>)} ${(<strong className="numbers">{fixed(valueAt(run.table, 'auroc', layer), 2)}</strong>)}${
      words &&
      'auroc' in words && (
        <>{rich`; counting their words, without the model, gives ${(<strong className="numbers">{fixed(words.auroc, 2)}</strong>)}`}</>
      )
    }. ${run.report.verdicts[layer]!.sentence}`}</p>
  );
}
