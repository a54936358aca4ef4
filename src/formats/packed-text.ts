/** A text small enough for a link: gzipped, in the letters of base64 that an address leaves alone. Bounded on the way in and out. */
import { LabError } from '../error';
import { readBounded } from './bounded';
import { t } from '../language/t';

/** Characters of a packed text: what mails and messengers still carry as one link. */
export const MOST_PACKED = 16_000;
/** Bytes of the text itself: a damaged or hostile link may unpack to gigabytes. */
export const MOST_UNPACKED = 200_000;

const toUrl = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const fromUrl = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');

/** The text packed; null where it is too large for a link. */
export async function packText(text: string): Promise<string | null> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MOST_UNPACKED) return null;
  const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  const packed = new Uint8Array(await new Response(zipped).arrayBuffer());
  const url = toUrl(btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join('')));
  return url.length > MOST_PACKED ? null : url;
}

/** The packed text. Throws `link-texts` for one that was cut or changed, or that is larger than a link's text may be. */
export async function unpackText(packed: string): Promise<string> {
  if (packed.length > MOST_PACKED) throw tooLarge();
  try {
    const bytes = Uint8Array.from(atob(fromUrl(packed)), (one) => one.charCodeAt(0));
    const text = await readBounded(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), MOST_UNPACKED);
    if (!text) throw tooLarge();
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError('link-texts', t`The texts in this link cannot be read: it was cut or changed on its way.`, ASK);
  }
}

const ASK = t`Ask for the whole link, or for the file.`;
const tooLarge = (): LabError =>
  new LabError('link-texts', t`The texts in this link are more than a link may carry (${MOST_UNPACKED / 1000} kB).`, ASK);
