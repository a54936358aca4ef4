/** One picture of the lab for a frame in another page: the curve over the blocks, or the two answers and their slider. */
import './embed.css';
import { embed, wholeLink } from '../../app/actions';
import type { BesideId } from '../../experiment/view';
import { AurocFigure } from '../layers/AurocFigure';
import { LinkedRun } from '../opening/LinkedRun';
import { TwoAnswers } from '../opening/TwoAnswers';
import { useShown } from '../shown';
import { useLab } from '../useLab';
import { useOrigin } from '../useOrigin';
import { t } from '../../language/t';

const BESIDE: readonly BesideId[] = ['words'];

export function Embedded() {
  return (
    <main className="embedded" data-testid="embedded">
      <div className="visually-hidden">
        <h1>{t`EIA Lab`}</h1>
        <h2>{embed === 'layers' ? t`How well a concept is read, block by block` : t`Two answers, with and without a push`}</h2>
      </div>
      <LinkedRun />
      {embed === 'layers' ? <Layers /> : <TwoAnswers />}
      <Source />
    </main>
  );
}

function Layers() {
  const { run } = useShown('auroc');
  // Where it comes from stands below, however narrow the frame is.
  return run && <AurocFigure run={run} beside={BESIDE} origin="" testId="embedded-chart" />;
}

/** Where the numbers come from, and the way to the whole page with what is on show here. */
function Source() {
  const origin = useOrigin();
  // The link follows what is chosen in the frame.
  const href = useLab((s) => (s.set.status === 'ready' && s.experiment.view ? wholeLink() : null));
  return (
    <p className="embedded-source" data-testid="embedded-source">
      {origin} {href !== null && <a href={href} target="_blank" rel="noopener" data-testid="whole-lab">{t`Open the whole lab`}</a>}
    </p>
  );
}
