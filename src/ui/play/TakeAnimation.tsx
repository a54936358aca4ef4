/** A game goes home as a moving picture: an SVG that needs no program but what shows it. */
import { useState } from 'react';
import { csvName } from '../parts/csvName';
import { saveFile } from '../parts/saveFile';
import type { AnimatedGameProps } from './AnimatedGame';
import { t } from '../../language/t';

export function TakeAnimation({ name, ...props }: AnimatedGameProps & { readonly name: string }) {
  const [failed, fail] = useState<string | null>(null);
  const take = async (): Promise<void> => {
    const { animationText } = await import('./take-animation');
    saveFile(animationText(props), csvName(name).replace(/\.csv$/, '.svg'), 'image/svg+xml');
  };
  return (
    <p className="figure-take">
      <button
        type="button"
        className="quiet"
        data-testid="take-animation"
        onClick={() =>
          void take().then(
            () => fail(null),
            (error: unknown) => fail((error as Error).message),
          )
        }
      >{t`Take this game as an animation (SVG)`}</button>
      {failed !== null && <span role="alert"> {t`It could not be made: ${failed}`}</span>}
    </p>
  );
}
