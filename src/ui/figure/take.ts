/** A figure of the page as a file: SVG that stands alone, or PNG at three times its size. Always in the colours for paper. */
import { PALETTE, SANS, STANDALONE } from './palette';

/** Pixels of the picture for each of the figure's. */
const SCALE = 3;

/** Colours of custom properties, resolved: some stand for others. */
const colourOf = (name: string): string => {
  const value = name === 'sans' ? SANS : PALETTE[name as keyof typeof PALETTE]?.[0];
  if (value === undefined) throw new Error(`A figure is drawn with --${name}, which src/ui/figure/palette.ts does not know.`);
  return resolved(value);
};
const resolved = (text: string): string => text.replace(/var\(--([\w-]+)\)/g, (_, name: string) => colourOf(name));

/** What is for the hands and for who cannot see it, and of no use in a file. */
const OF_THE_PAGE = /^(?:tabindex|role|class|data-.*|aria-.*)$/;

/** What XML has no place for, and a game's or a scenario's text may hold: control characters and halves of letters. */
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** The figure as the text of a file: every custom property has its value, for not every program knows them. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const style of copy.querySelectorAll('style')) if (style.textContent === STANDALONE) style.remove();
  for (const element of [copy, ...copy.querySelectorAll('*')])
    for (const { name, value } of [...element.attributes]) {
      if (OF_THE_PAGE.test(name)) element.removeAttribute(name);
      else if (value.includes('var(')) element.setAttribute(name, resolved(value));
    }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy).replace(NO_XML, '\ufffd');
}

/** The same as a picture. Rejects where the browser cannot draw it. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgText(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { width, height } = svg.viewBox.baseVal;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [SCALE * width, SCALE * height];
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came of it'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
