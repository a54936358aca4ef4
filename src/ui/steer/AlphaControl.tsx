/** The strength of the push, in a unit that means something. */
import { shownRun } from '../../experiment/shown';
import { useId } from 'react';
import { setSteering } from '../../app/actions';
import { shownBand } from '../../app/shown-blocks';
import { useLab } from '../useLab';
import { normText } from '../dose/norm-text';
import { Term } from '../parts/Term';
import { To } from '../parts/To';
import { useSides } from '../shown';
import { AlphaHead } from './AlphaHead';
import { bandText, doseText, otherwiseText, range, snap, suggestedRange, suggestedText } from './dose';
import { useSuggested } from './useSuggested';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function AlphaControl() {
  const id = useId();
  const { alpha, unit } = useLab((s) => s.experiment.view.steering);
  const band = useLab(shownBand);
  const directions = useLab((s) => shownRun(s.experiment)?.directions ?? null);
  const pooling = useLab((s) => shownRun(s.experiment)?.capture.pooling ?? null);
  const sides = useSides();
  const { dose: suggested, otherwise } = useSuggested();
  const reach = suggestedRange(range(unit, directions, band), suggested);
  // A strength from a link or a script may lie beyond the slider; the slider then grows to hold it.
  const max = Math.max(reach.max, Math.abs(alpha));
  const text = t`${doseText(alpha, unit)} over ${bandText(band)}`;

  return (
    <div className="alpha">
      <AlphaHead id={id} alpha={alpha} text={text}>{t`Strength α`}</AlphaHead>
      <input
        id={id}
        type="range"
        data-testid="alpha-slider"
        min={-max}
        max={max}
        step={reach.step}
        value={alpha}
        aria-valuetext={text}
        onChange={(event) => setSteering({ alpha: snap(Number(event.target.value), { max, step: reach.step }) })}
      />
      <div className="alpha-ends" aria-hidden="true">
        <span>← {sides.negative}</span>
        <button type="button" className="link" tabIndex={-1} onClick={() => setSteering({ alpha: 0 })}>
          0
        </button>
        <span>{sides.positive} →</span>
      </div>
      {suggested === null && directions !== null && (
        <p
          className="quiet-line"
          data-testid="range-usual"
        >{rich`${(<Term id="damage">{t`Damage`}</Term>)} of pushes over ${bandText(band)} was not measured${otherwiseText(otherwise)}: the slider ends where it usually does. A sweep measures it (${(<To place="sweep" />)}).`}</p>
      )}
      {suggested !== null && (
        <p
          className="quiet-line numbers"
          data-testid="suggested-range"
          data-up={suggested.up?.size}
          data-down={suggested.down?.size}
          data-reached={[suggested.up, suggested.down].filter((end) => end?.reached).length}
        >{rich`${(<Term id="damage">{t`Damage`}</Term>)} of pushes: ${suggestedText(suggested, unit)}`}</p>
      )}
      {unit === 'norm' && (
        <p className="quiet-line" data-testid="norm-of">
          {normText(pooling)}
        </p>
      )}
    </div>
  );
}
