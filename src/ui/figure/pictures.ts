/**
 * The figures that the page has drawn so far, as files. What draws them is fetched when somebody asks: the first screen needs none of it.
 */
import type { Picture } from '../../experiment/home/archive';
import type { PictureName } from '../../experiment/home/picture-names';
import { csvName } from '../parts/csvName';

export type PictureKind = 'svg' | 'png';

/** Of one figure: most have one picture, some a picture a part. */
export const picturesIn = (figure: Element | null | undefined): SVGSVGElement[] => [
  ...(figure?.querySelectorAll<SVGSVGElement>('svg[viewBox]') ?? []),
];

/** What a picture is called by its own title, without an ending. */
export const titleOf = (svg: SVGSVGElement): string => csvName(svg.querySelector('title')?.textContent ?? '').replace(/\.csv$/, '');

/** Rejects where the browser cannot draw it. */
export async function fileOf(svg: SVGSVGElement, kind: PictureKind): Promise<Blob> {
  const { svgText, pngOf } = await import('./take');
  return kind === 'svg' ? new Blob([svgText(svg)], { type: 'image/svg+xml' }) : pngOf(svg);
}

/** The first picture of that name that is drawn now; null where none is. */
export async function pictureOf(name: PictureName, kind: PictureKind): Promise<Blob | null> {
  const [svg] = picturesIn(document.querySelector(`main [data-picture="${name}"]`)?.closest('figure'));
  return svg ? fileOf(svg, kind) : null;
}

/** Every figure, as SVG and PNG; of two of one name the later is numbered. */
export async function allPictures(): Promise<Picture[]> {
  const pictures: Picture[] = [];
  const taken = new Map<string, number>();
  for (const svg of picturesIn(document.querySelector('main'))) {
    if (!svg.closest('figure')) continue;
    const title = titleOf(svg);
    const n = (taken.get(title) ?? 0) + 1;
    taken.set(title, n);
    for (const kind of ['svg', 'png'] as const)
      pictures.push({ name: `${n === 1 ? title : `${title}-${n}`}.${kind}`, blob: await fileOf(svg, kind) });
  }
  return pictures;
}
