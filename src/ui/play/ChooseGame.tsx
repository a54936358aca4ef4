/** Which game is played, under which control, from which beginning; and games of one's own. */
import { useCallback, useRef, useState } from 'react';
import { addGame, exampleGame, openGame } from '../../app/lower-actions';
import { errorData } from '../../error';
import { optionOf, type ShownGame } from '../../experiment/shown-game';
import { LIMITS } from '../../experiment/view';
import type { Game } from '../../formats/game';
import { EXAMPLE_GAME } from '../../play/shipped';
import type { LabErrorData } from '../../protocol';
import { gamesDrop } from '../disk/dropped-files';
import { FileButton } from '../parts/FileButton';
import { NumberField } from '../parts/NumberField';
import { RefusedNote } from '../parts/RefusedNote';
import { Select } from '../parts/Select';
import type { Games } from './useGame';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly games: Games;
  /** `of`: an option of `useGame`. */
  readonly wanted: ShownGame;
  readonly onChange: (wanted: ShownGame) => void;
}

const SEEDS = { min: LIMITS.seed.min, max: LIMITS.seed.max };

export function ChooseGame({ games, wanted, onChange }: Props) {
  const [refused, refuse] = useState<LabErrorData | null>(null);
  const { game, options, problem } = games;
  const change = (to: Partial<ShownGame>): void => onChange({ ...wanted, ...to });
  const { seed } = wanted;
  const [checked, check] = useState<Promise<Game> | null>(null);
  const newest = useRef<Promise<Game> | null>(null);
  const take = useCallback(
    (coming: Promise<Game>): void => {
      newest.current = coming;
      check(coming);
      // Of two files the later one counts, whichever is checked first.
      const settle = (work: () => void): void => {
        if (newest.current !== coming) return;
        check(null);
        work();
      };
      void coming.then(
        (own) =>
          settle(() => {
            refuse(null);
            onChange({ of: optionOf(addGame(own)), variant: null, seed });
          }),
        (error: unknown) => settle(() => refuse(errorData(error))),
      );
    },
    [onChange, seed],
  );
  const open = useCallback(([file]: readonly File[]): void => take(openGame(file!)), [take]);
  gamesDrop.useFiles(open);
  return (
    <>
      <div className="finer-fields">
        <Select label={t`Game`} value={wanted.of} options={options} onChange={(of) => change({ of, variant: null })} />
        <Select
          label={t`Variant`}
          value={wanted.variant ?? ''}
          options={[['', t`as it is`], ...(game?.game.variants ?? []).map(({ id, name }) => [id, name] as const)]}
          onChange={(id) => change({ variant: id === '' ? null : id })}
        />
        <NumberField label={t`Seed of the game`} value={wanted.seed} {...SEEDS} onChange={(seed) => change({ seed })} />
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
      {checked && (
        <p
          className="quiet-line"
          role="status"
          data-testid="game-checked"
        >{t`The file is read, and the game in it is played to see that it can be…`}</p>
      )}
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
