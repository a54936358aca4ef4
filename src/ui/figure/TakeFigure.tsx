/** Below a picture: it goes home as SVG or PNG, with its title, its legend, and the line that says where its numbers come from. */
import { useState } from 'react';
import { saveFile } from '../parts/saveFile';
import { fileOf, picturesIn, titleOf, type PictureKind } from './pictures';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

async function take(pictures: readonly SVGSVGElement[], kind: PictureKind): Promise<void> {
  for (const svg of pictures) saveFile(await fileOf(svg, kind), `${titleOf(svg)}.${kind}`);
}

export function TakeFigure() {
  const [failed, fail] = useState<string | null>(null);
  const button = (kind: PictureKind) => (
    <button
      type="button"
      className="quiet"
      data-testid={`take-${kind}`}
      onClick={({ currentTarget }) =>
        void take(picturesIn(currentTarget.closest('figure')), kind).then(
          () => fail(null),
          (error: unknown) => fail((error as Error).message),
        )
      }
    >
      {kind.toUpperCase()}
    </button>
  );
  return (
    <p className="figure-take">
      {rich`Take this picture: ${button('svg')} ${button('png')}`}
      {failed !== null && <span role="alert"> {t`It could not be made: ${failed}`}</span>}
    </p>
  );
}
