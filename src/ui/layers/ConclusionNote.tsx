/** What the evidence of this run means, first in one sentence, and where it says to steer; the other sentences in a fold. */
import { memo, useMemo } from 'react';
import { selectLayer, setSteering } from '../../app/actions';
import type { ShownRun } from '../../experiment/shown';
import { Fold } from '../parts/Fold';
import { conclusion, recommendedBeside } from '../../lab/report/conclusion';
import { t } from '../../language/t';

export const ConclusionNote = memo(function ConclusionNote({ run }: { readonly run: ShownRun }) {
  const { report, evidence } = run;
  const said = useMemo(() => evidence && conclusion(report, evidence), [report, evidence]);
  if (!evidence || !said) return null;
  const { recommended, unrecommended } = evidence;
  return (
    <div className="conclusion" data-testid="conclusion" data-kind={said.kind}>
      <p>
        <strong>{said.sentences[0]}</strong>
      </p>
      {recommended ? (
        <p data-testid="recommended" data-layer={recommended.layer}>
          {t`To steer with:`}{' '}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              selectLayer(recommended.layer);
              setSteering({ band: [...recommended.band] });
            }}
          >
            {t`Take block ${recommended.layer}`}
            {recommended.band[0] < recommended.band[1] && t` and blocks ${recommended.band[0]}–${recommended.band[1]}`}
          </button>
        </p>
      ) : (
        unrecommended && <p className="about">{unrecommended}</p>
      )}
      {(recommended !== null || said.sentences.length > 1) && (
        <Fold id="conclusion" className="fold-inner">
          {said.sentences.length > 1 && <p>{said.sentences.slice(1).join(' ')}</p>}
          {recommended && (
            <p data-testid="recommended-why">{t`To steer with: ${[recommended.reason, recommendedBeside(said.kind)].filter(Boolean).join(' ')}`}</p>
          )}
        </Fold>
      )}
    </div>
  );
});
