/** Which game is played, under which control, from which beginning; and games of one's own. */
import { useCallback, useState } from 'react';
import { exampleGame, openGame } from '../../app/lower-actions';
import { errorData } from '../../error';
import { knownGame } from '../../experiment/known-game';
import type { Game } from '../../formats/game';
import { EXAMPLE_GAME } from '../../play/shipped';
import type { LabErrorData } from '../../protocol';
import { gamesDrop } from '../disk/dropped-files';
import { FileButton } from '../parts/FileButton';
import { NumberField } from '../parts/NumberField';
import { RefusedNote } from '../parts/RefusedNote';
import { Select } from '../parts/Select';
import { optionOf, type Games } from './useGame';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

/** What is to be played: an option of `useGame`, a control of it, and the seed. */
export interface Wanted {
  readonly option: string;
  readonly variant: string | null;
  readonly seed: number;
}

interface Props {
  readonly games: Games;
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
}

const MOST_SEED = 2 ** 32 - 1;

export function ChooseGame({ games, wanted, onChange }: Props) {
  const [refused, refuse] = useState<LabErrorData | null>(null);
  const { game, options, problem, add } = games;
  const change = (to: Partial<Wanted>): void => onChange({ ...wanted, ...to });
  const { seed } = wanted;
  const take = useCallback(
    (coming: Promise<Game>): void =>
      void coming.then(
        (own) => {
          refuse(null);
          const known = knownGame(own);
          add(known);
          onChange({ option: optionOf(known), variant: null, seed });
        },
        (error: unknown) => refuse(errorData(error)),
      ),
    [add, onChange, seed],
  );
  const open = useCallback(([file]: readonly File[]): void => take(openGame(file!)), [take]);
  gamesDrop.useFiles(open);
  return (
    <>
      <div className="finer-fields">
        <Select label={t`Game`} value={wanted.option} options={options} onChange={(option) => change({ option, variant: null })} />
        <Select
          label={t`Variant`}
          value={wanted.variant ?? ''}
          options={[['', t`as it is`], ...(game?.game.variants ?? []).map(({ id, name }) => [id, name] as const)]}
          onChange={(id) => change({ variant: id === '' ? null : id })}
        />
        <NumberField label={t`Seed of the game`} value={wanted.seed} min={0} max={MOST_SEED} onChange={(seed) => change({ seed })} />
        <FileButton
          accept=".json,application/json"
          testId="game-file"
          onFile={(file) => open([file])}
        >{t`Open a game of your own…`}</FileButton>
      </div>
      <p className="quiet-line" data-testid="game-example">
        {rich`To write one: ${(<a href={EXAMPLE_GAME} download>{t`an example to change`}</a>)}, a small file of rules and texts. ${(
          <button
            type="button"
            className="quiet"
            data-testid="try-example"
            onClick={() => take(exampleGame())}
          >{t`Try the example`}</button>
        )}`}
      </p>
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
