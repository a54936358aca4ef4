/** Another push from the middle of a game on: what was done before stays, and the model plays on from there. */
import { useState } from 'react';
import { forkGame } from '../../app/lower-actions';
import { isModel } from '../../experiment/expect-play';
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import { Choice } from '../parts/Choice';
import { forget } from '../parts/forget';
import { NumberField } from '../parts/NumberField';
import { To } from '../parts/To';
import { UNIT_NAMES } from '../steer/dose';
import { NO_MODEL_TO_PLAY, useMissingToPlay } from '../steer/useMissing';
import { useLab } from '../useLab';
import { t } from '../../language/t';

interface Props {
  readonly sides: readonly { readonly side: 'left' | 'right'; readonly play: Play; readonly played: Played }[];
  /** Of the scrubber. */
  readonly step: number;
  /** A fork of the play of this id is begun. */
  readonly onFork: (parent: string) => void;
}

const MOST = 1000;

/** What a game that is a control stays when it goes on. */
const GOES_ON: Readonly<Record<NonNullable<Play['control']>['kind'], string>> = {
  random: t`This game is a control: α is along its random direction from here on, too.`,
  shuffled: t`This game is a control: α is along its direction of shuffled labels from here on, too. It is learnt anew from the texts of the run; without them nothing is begun.`,
  other: t`This game is a control: α is along the other concept’s direction from here on, too.`,
  asked: t`This game is a control: the sentence that asks stands in front of its prompts from here on, too, and α is pushed beside it; 0 is no push.`,
};

export function GoOn({ sides, step: wanted, onFork }: Props) {
  const { alpha: usual, unit } = useLab((s) => s.experiment.view.steering);
  const running = useLab((s) => s.play.status === 'running');
  const missing = useMissingToPlay();
  const [alpha, setAlpha] = useState<number | null>(null);
  const [chosen, choose] = useState<'left' | 'right'>('left');
  const { side, play, played } = sides.find((one) => one.side === chosen) ?? sides[0]!;
  const step = Math.min(wanted, play.steps.length);
  const isOver = played.states[step]!.ended !== null;
  const amount = alpha ?? -usual;
  const { control } = play;
  return (
    <div className="go-on" role="group" aria-labelledby="go-on-title">
      <p id="go-on-title">
        <strong>{t`Go on from here with another α`}</strong>
      </p>
      <div className="finer-fields">
        {sides.length > 1 && (
          <Choice
            label={t`The game`}
            value={side}
            options={[
              { value: 'left', label: t`on the left` },
              { value: 'right', label: t`on the right` },
            ]}
            onChange={choose}
          />
        )}
        <NumberField
          label={t`α, in ${UNIT_NAMES[unit]}`}
          value={amount}
          min={-MOST}
          max={MOST}
          step={0.5}
          whole={false}
          onChange={setAlpha}
        />
        <button
          type="button"
          data-testid="go-on"
          disabled={missing !== null || running || isOver}
          onClick={() => (onFork(play.id), forget(forkGame({ play: play.id, steps: step, alpha: amount })))}
        >
          {step === 0 ? t`Go on from the beginning` : t`Go on from step ${step}`}
        </button>
        <span className="quiet-line" data-testid="go-on-missing">
          {missing ?? (isOver ? t`That game is over at this step: go back a step or more.` : '')}{' '}
          {missing === NO_MODEL_TO_PLAY && <To place="model" />}
        </span>
      </div>
      {control && isModel(play.player) && (
        <p className="quiet-line" data-testid="go-on-control">
          {GOES_ON[control.kind]}
        </p>
      )}
    </div>
  );
}
