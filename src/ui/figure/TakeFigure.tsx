/** Below a picture: it goes home as SVG or PNG, with its title, its legend, and the line that says where its numbers come from. */
import { useState } from 'react';
import { csvName } from '../parts/csvName';
import { saveFile } from '../parts/saveFile';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

type Kind = 'svg' | 'png';

/** The pictures of the figure that a button stands in. */
const picturesBeside = (button: Element): SVGSVGElement[] => [
  ...(button.closest('figure')?.querySelectorAll<SVGSVGElement>('svg[viewBox]') ?? []),
];

async function take(pictures: readonly SVGSVGElement[], kind: Kind): Promise<void> {
  // Fetched when somebody asks: the first screen needs none of it.
  const { svgText, pngOf } = await import('./take');
  for (const svg of pictures) {
    const name = csvName(svg.querySelector('title')?.textContent ?? '').replace(/csv$/, kind);
    saveFile(kind === 'svg' ? svgText(svg) : await pngOf(svg), name, 'image/svg+xml');
  }
}

export function TakeFigure() {
  const [failed, fail] = useState<string | null>(null);
  const button = (kind: Kind) => (
    <button
      type="button"
      className="quiet"
      data-testid={`take-${kind}`}
      onClick={({ currentTarget }) =>
        void take(picturesBeside(currentTarget), kind).then(
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
