/** Which game is played, under which control, from which beginning; and games of one's own. */
import { useState } from 'react';
import { openGame } from '../../app/actions';
import { errorData } from '../../error';
import { knownGame } from '../../experiment/known-game';
import type { LabErrorData } from '../../protocol';
import { FileButton } from '../parts/FileButton';
import { NumberField } from '../parts/NumberField';
import { RefusedNote } from '../parts/RefusedNote';
import { Select } from '../parts/Select';
import type { Games } from './useGame';
import { t } from '../../language/t';

interface Props {
  readonly games: Games;
  readonly variant: string | null;
  readonly seed: number;
  readonly onVariant: (variant: string | null) => void;
  readonly onSeed: (seed: number) => void;
}

const MOST_SEED = 2 ** 32 - 1;

export function ChooseGame({ games, variant, seed, onVariant, onSeed }: Props) {
  const [refused, refuse] = useState<LabErrorData | null>(null);
  const { game, chosen, options, problem, choose, add } = games;
  const open = (file: File): void =>
    void openGame(file).then(
      (own) => {
        refuse(null);
        add(knownGame(own));
      },
      (error: unknown) => refuse(errorData(error)),
    );
  return (
    <>
      <div className="finer-fields">
        <Select label={t`Game`} value={chosen} options={options} onChange={choose} />
        <Select
          label={t`Variant`}
          value={variant ?? ''}
          options={[['', t`as it is`], ...(game?.game.variants ?? []).map(({ id, name }) => [id, name] as const)]}
          onChange={(id) => onVariant(id === '' ? null : id)}
        />
        <NumberField label={t`Seed`} value={seed} min={0} max={MOST_SEED} onChange={onSeed} />
        <FileButton accept=".json,application/json" testId="game-file" onFile={open}>{t`Open a game of your own…`}</FileButton>
      </div>
      <RefusedNote refused={refused} testId="game-refused" />
      {problem !== null && <p role="alert">{problem}</p>}
      {game === null && problem === null && <p className="quiet-line">{t`Fetching the game…`}</p>}
      {game && (
        <div className="about game-about" data-testid="game-about">
          {game.game.contentNote !== undefined && (
            <p className="note" data-testid="game-note">
              {t`Before you read it: ${game.game.contentNote}`}
            </p>
          )}
          <p>{game.game.about}</p>
        </div>
      )}
    </>
  );
}
