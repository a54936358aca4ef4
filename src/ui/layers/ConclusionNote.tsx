/** What the evidence of this run means, in one paragraph, and where it says to steer. */
import { memo, useMemo } from 'react';
import { selectLayer, setSteering } from '../../app/actions';
import type { ShownRun } from '../../experiment/shown';
import { conclusion, recommendedBeside } from '../../lab/report/conclusion';

export const ConclusionNote = memo(function ConclusionNote({ run }: { readonly run: ShownRun }) {
  const { report, evidence } = run;
  const said = useMemo(() => evidence && conclusion(report, evidence), [report, evidence]);
  if (!evidence || !said) return null;
  const { recommended, unrecommended } = evidence;
  return (
    <div className="conclusion" data-testid="conclusion" data-kind={said.kind}>
      <p>
        <strong>{said.sentences[0]}</strong> {said.sentences.slice(1).join(' ')}
      </p>
      {recommended ? (
        <p className="about" data-testid="recommended" data-layer={recommended.layer}>
          To steer with: {[recommended.reason, recommendedBeside(said.kind)].filter(Boolean).join(' ')}{' '}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              selectLayer(recommended.layer);
              setSteering({ band: [...recommended.band] });
            }}
          >
            Take block {recommended.layer}
            {recommended.band[0] < recommended.band[1] && ` and blocks ${recommended.band[0]}–${recommended.band[1]}`}
          </button>
        </p>
      ) : (
        unrecommended && <p className="about">{unrecommended}</p>
      )}
    </div>
  );
});
