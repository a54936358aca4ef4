/**
 * SentencePiece's compiled normalisation ("Precompiled"): a double array over UTF-8 bytes and the texts it leads to. transformers.js puts
 * Unicode's NFKC in its place, which is near it for some models and not for others. After spm_precompiled, as Hugging Face tokenizers
 * uses it.
 */
import { LabError } from '../../src/error';
import { t } from '../../src/language/t';

/**
 * The normalisation in `base64`: a little-endian length, the array, the texts, each ended by a zero. Throws `tokenizer-not-understood`
 * for anything else.
 */
export function charsmap(base64: string): (text: string) => string {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const length = bytes.length >= 4 ? view.getUint32(0, true) : 0;
  if (length === 0 || length % 4 !== 0 || 4 + length > bytes.length)
    throw new LabError(
      'tokenizer-not-understood',
      t`The normalisation of tokenizer.json (precompiled_charsmap) has ${bytes.length} bytes and claims an array of ${length}.`,
      t`The file is damaged: fetch it again.`,
    );
  const units = Uint32Array.from({ length: length / 4 }, (_, i) => view.getUint32(4 + 4 * i, true));
  const texts = bytes.subarray(4 + length);
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

  return (text) => {
    let out = '';
    for (const { segment } of graphemes.segment(text)) {
      const whole = ENCODER.encode(segment).length < 6 ? normal(segment) : null;
      out += whole ?? Array.from(segment, (character) => normal(character) ?? character).join('');
    }
    return out;
  };

  /** What a rule makes of `chunk`: of its shortest beginning that has one. */
  function normal(chunk: string): string | null {
    let at = offset(units[0]!);
    for (const byte of ENCODER.encode(chunk)) {
      if (byte === 0) return null;
      at ^= byte;
      const unit = units[at];
      if (unit === undefined || (unit & 0x800000ff) !== byte) return null;
      at ^= offset(unit);
      if ((unit >>> 8) & 1) return textAt((units[at] ?? 0) & 0x7fffffff);
    }
    return null;
  }

  function textAt(from: number): string {
    const end = texts.indexOf(0, from);
    return DECODER.decode(texts.subarray(from, end < 0 ? texts.length : end));
  }
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
/** Where a node's children begin, from its unit's upper bits. */
const offset = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6);
