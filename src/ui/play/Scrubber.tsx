/** Which step is shown, of both games: a slider, a step back or on, and steps by themselves where motion is wanted. */
import { useEffect, useId, useState } from 'react';
import { t } from '../../language/t';

interface Props {
  readonly step: number;
  /** The last step of the longer game. */
  readonly most: number;
  readonly onStep: (step: number) => void;
}

/** Milliseconds from step to step. */
const PACE = 600;

export function Scrubber({ step, most, onStep }: Props) {
  const id = useId();
  const [moves, setMoves] = useState(false);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const going = moves && step < most;
  useEffect(() => {
    if (!going) return undefined;
    const timer = setTimeout(() => onStep(step + 1), PACE);
    return () => clearTimeout(timer);
  }, [going, step, onStep]);
  if (moves && step >= most) setMoves(false);
  const play = (): void => {
    if (going) return setMoves(false);
    if (step >= most) onStep(0);
    setMoves(true);
  };
  return (
    <div className="scrubber">
      <label htmlFor={id}>{t`Step`}</label>
      <button type="button" aria-label={t`One step back`} disabled={step === 0} onClick={() => onStep(step - 1)}>
        ◀
      </button>
      <input
        id={id}
        type="range"
        data-testid="play-scrubber"
        min={0}
        max={most}
        step={1}
        value={step}
        aria-valuetext={step === 0 ? t`the beginning` : t`after step ${step} of ${most}`}
        onChange={(event) => onStep(Number(event.target.value))}
      />
      <button type="button" aria-label={t`One step on`} disabled={step >= most} onClick={() => onStep(step + 1)}>
        ▶
      </button>
      <output htmlFor={id} className="numbers">
        {step} <span className="quiet-line">{t`of ${most}`}</span>
      </output>
      {!still && (
        <button type="button" data-testid="play-animate" onClick={play}>
          {going ? t`Pause` : t`Run through`}
        </button>
      )}
    </div>
  );
}
