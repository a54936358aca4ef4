/**
 * Tokens back to text, as Hugging Face tokenizers does it; transformers.js' own decoders depart for bytes that are no character, for
 * added tokens and for leading spaces.
 */
import { objectsOf, type Json } from './json';

export type Decode = (tokens: readonly string[]) => string[];

/** The chain of tokenizer.json's decoder. `others` makes what is not mended here. Without one, tokens stand apart by spaces. */
export function decoderOf(decoder: Json | null, others: (decoder: Json) => Decode): Decode {
  switch (decoder?.type) {
    case undefined:
      return (tokens) => [tokens.join(' ')];
    case 'Sequence': {
      const chain = objectsOf(decoder.decoders).map((one) => decoderOf(one, others));
      return (tokens) => chain.reduce<string[]>((text, one) => one(text), [...tokens]);
    }
    case 'ByteLevel':
      return (tokens) => [UTF8.decode(Uint8Array.from(tokens.flatMap(bytesOf)))];
    case 'ByteFallback':
      return byteFallback;
    case 'Metaspace': {
      const space = typeof decoder.replacement === 'string' ? decoder.replacement : '▁';
      const prepended = decoder.prepend_scheme !== 'never' && decoder.add_prefix_space !== false;
      return (tokens) => tokens.map((token, at) => token.replaceAll(space, at === 0 && prepended ? '' : ' '));
    }
    default:
      return others(decoder!);
  }
}

/** A byte order mark is text like any other. */
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const STRICT = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const ENCODER = new TextEncoder();

/** GPT-2's alphabet: printable bytes stand for themselves, the others for characters from 256 on. */
const BYTE_OF: ReadonlyMap<string, number> = (() => {
  const printable = (byte: number) => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  let next = 256;
  return new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(printable(byte) ? byte : next++), byte] as const));
})();

/** The bytes of a token; its own where it is not written in that alphabet. */
function bytesOf(token: string): number[] {
  const bytes = [...token].map((character) => BYTE_OF.get(character));
  return bytes.every((byte) => byte !== undefined) ? bytes : [...ENCODER.encode(token)];
}

/** `<0x41>` is a byte. Bytes that make no characters become one U+FFFD each. */
function byteFallback(tokens: readonly string[]): string[] {
  const out: string[] = [];
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length === 0) return;
    try {
      out.push(STRICT.decode(Uint8Array.from(bytes)));
    } catch {
      out.push('\ufffd'.repeat(bytes.length));
    }
    bytes = [];
  };
  for (const token of tokens) {
    const byte = /^<0x([0-9a-f]{2})>$/i.exec(token)?.[1];
    if (byte !== undefined) {
      bytes.push(parseInt(byte, 16));
      continue;
    }
    flush();
    out.push(token);
  }
  flush();
  return out;
}
