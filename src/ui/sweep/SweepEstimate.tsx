/** What a sweep would take, before it is asked: answers and readings, and about how long by what was measured of this model. */
import { useMemo } from 'react';
import { sweepWork, type SweepWish } from '../../app/sweep-work';
import { sweepSize } from '../../experiment/sweep';
import { useReadingRate } from '../choices/useReadingRate';
import { count, seconds } from '../parts/format';
import { useSweepGivenBy } from './useSweepGivenBy';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function SweepEstimate({ wish }: { readonly wish: SweepWish }) {
  const experiment = useLab((s) => s.experiment);
  const model = useLab((s) => s.model);
  const rates = useLab((s) => s.sweep.rates);
  const speed = useLab((s) => s.steer.tokensPerSecond);
  const reading = useReadingRate();
  const given = useSweepGivenBy(wish.controls);
  const left = useMemo(() => given && sweepSize(sweepWork({ experiment, model }, given, wish).calls), [experiment, model, given, wish]);
  if (!left) return <span className="quiet-line">{t`Counting…`}</span>;
  const { maxNewTokens } = experiment.view.steering;
  // Before the first answer of a sweep: as long as answers can get, at the speed at which this model last wrote.
  const perAnswer = rates.answers ?? (speed === null ? null : maxNewTokens / speed);
  const perReading = rates.readings ?? reading ?? perAnswer;
  const time = perAnswer === null ? null : left.answers * perAnswer + left.readings * (perReading ?? 0);
  const nothing = left.answers + left.readings === 0;
  return (
    <span className="quiet-line numbers" data-testid="sweep-estimate" data-answers={left.answers} data-readings={left.readings}>
      {nothing
        ? t`All of this was asked before.`
        : t`${count(left.answers, 'answer')} of at most ${maxNewTokens} tokens, and ${count(left.readings, 'reading')} for damage${time === null ? t`; how long one takes is measured with the first` : t`: an estimated ${seconds(time)}`}.`}
    </span>
  );
}
