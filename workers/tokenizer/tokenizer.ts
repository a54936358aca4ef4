/**
 * Text → ids → text, as transformers does it. transformers.js supplies the parts that are exact (the models: BPE, Unigram, WordPiece;
 * Unicode; its reading of patterns); which parts, in which order, and what stands round them is seen to here. tests/fixtures/tokens holds
 * transformers' own ids.
 */
import { LabError } from '../../src/error';
import { addedTokens, cutter } from './added';
import { charsmap } from './charsmap';
import { withPrefixSpace } from './classes';
import { decoderOf, type Decode } from './decoder';
import { frameOf } from './frame';
import { objectOf, type AddedToken, type Json } from './json';
import { libraryOf, NOTHING } from './library';
import { inExactParts } from './pieces';
import { t } from '../../src/language/t';

export interface Tokenizer {
  /** `framed`: with the tokens that stand round a text. Otherwise those that the text itself names are all there are. */
  encode(text: string, framed: boolean): number[];
  /** Special tokens are left out, ids that nobody knows too. Spaces stay as they are. */
  decode(ids: readonly number[]): string;
  idOf(token: string): number | undefined;
  nameOf(id: number): string | undefined;
}

/** `config`: config.json, which may name the class. Throws `tokenizer-not-understood`. */
export function makeTokenizer(json: Json, settings: Json, config: Json): Tokenizer {
  const parts = partsOf(withPrefixSpace(json, settings));
  const { model } = parts;
  const added = addedTokens(json, settings, config, { idOf: (piece) => model.tokens_to_ids.get(piece), size: model.tokens_to_ids.size });
  const byContent = new Map(added.map((token) => [token.content, token] as const));
  const byId = new Map(added.map((token) => [token.id, token] as const));
  const idOf = (token: string) => byContent.get(token)?.id ?? model.tokens_to_ids.get(token);
  const frame = frameOf(json, settings, config, idOf);
  const cut = cutter(added.filter((token) => !token.normalized));
  const cutNormal = cutter(
    added.filter((token) => token.normalized),
    (token) => parts.normalize(token.content),
  );

  return {
    encode(text, framed) {
      const ids = cut(text).flatMap((part) => ('token' in part ? [part.token.id] : ofSection(part.text, part.start)));
      return framed ? [...frame.before, ...ids, ...frame.after] : ids;
    },
    decode(ids) {
      const tokens = ids
        .map((id) => byId.get(id) ?? model.vocab[id])
        .filter((token): token is string | AddedToken => token !== undefined && !(typeof token === 'object' && token.special));
      return parts.decode(tokens.map((token) => (typeof token === 'string' ? token : token.content))).join('');
    },
    idOf,
    nameOf: (id) => byId.get(id)?.content ?? model.vocab[id],
  };

  function ofSection(text: string, start: number): number[] {
    return cutNormal(parts.normalize(text)).flatMap((part) => {
      if ('token' in part) return [part.token.id];
      // Some put a space before the beginning of a text, and only there.
      const first = start === 0 && part.start === 0;
      return parts.split(part.text, first).flatMap((piece) => parts.model.encode(piece));
    });
  }
}

/** The parts of a tokenizer, exact. `first`: the text begins here. */
interface Parts {
  normalize(text: string): string;
  split(text: string, first: boolean): string[];
  model: { encode(piece: string): number[]; tokens_to_ids: Map<string, number>; vocab: readonly (string | undefined)[] };
  decode: Decode;
}

/** Throws `tokenizer-not-understood`. */
export function partsOf(json: Json): Parts {
  const description = objectOf(json.model) ?? {};
  try {
    const { normalizer, pre_tokenizer, model } = libraryOf(inExactParts(json), { unk_token: description.unk_token ?? null })._tokenizer;
    if (!model) throw new Error('it has no model');
    if (description.continuing_subword_prefix && description.type === 'BPE')
      throw new Error('pieces inside a word are marked by a prefix (continuing_subword_prefix), which BPE here does not know');
    const normal = normalizerOf(normalizer as Normal | null);
    return {
      normalize: (text) => normal.normalize(text),
      split: (text, first) =>
        (pre_tokenizer && text !== '' ? pre_tokenizer.pre_tokenize_text(text, { section_index: first ? 0 : 1 }) : [text]).filter(
          (piece) => piece !== '',
        ),
      model: { tokens_to_ids: model.tokens_to_ids, vocab: model.vocab, encode: encoderOf(description, model as unknown as Pieces) },
      decode: decoderOf(objectOf(json.decoder), (decoder) => {
        const other = libraryOf({ ...NOTHING, decoder }, {})._tokenizer.decoder;
        return (tokens) => other?.decode_chain([...tokens]) ?? [...tokens];
      }),
    };
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError(
      'tokenizer-not-understood',
      t`tokenizer.json could not be used: ${(error as Error).message}.`,
      t`It should be a tokenizer in the format of Hugging Face tokenizers; export the model again, or choose another one.`,
    );
  }
}

interface Normal {
  config: Json;
  normalizers?: (Normal | null)[];
  normalize(text: string): string;
}

/** transformers.js' normaliser, SentencePiece's compiled ones replaced. */
function normalizerOf(normalizer: Normal | null): Pick<Normal, 'normalize'> {
  if (!normalizer) return { normalize: (text) => text };
  if (normalizer.config.type === 'Precompiled') return { normalize: charsmap(String(normalizer.config.precompiled_charsmap ?? '')) };
  if (!normalizer.normalizers) return normalizer;
  const chain = normalizer.normalizers.map(normalizerOf);
  return { normalize: (text) => chain.reduce<string>((normal, one) => one.normalize(normal), text) };
}

/** A model of transformers.js: pieces of text → tokens by name. */
interface Pieces {
  (pieces: string[]): string[];
  tokens_to_ids: Map<string, number>;
  unk_token_id: number | undefined;
}

/** One piece at a time: unknown characters are joined within a piece, never across two. */
function encoderOf({ type, byte_fallback }: Json, model: Pieces): (piece: string) => number[] {
  const known = (token: string) => model.tokens_to_ids.get(token) ?? model.unk_token_id;
  // BPE has fallen back to bytes itself.
  if (type !== 'Unigram' || !byte_fallback)
    return (piece) =>
      model([piece])
        .map(known)
        .filter((id) => id !== undefined);
  return (piece) =>
    model([piece]).flatMap((token) => {
      if (model.tokens_to_ids.has(token)) return [model.tokens_to_ids.get(token)!];
      const bytes = Array.from(new TextEncoder().encode(token), (byte) =>
        model.tokens_to_ids.get(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`),
      );
      return bytes.every((id) => id !== undefined) ? bytes : [known(token)].filter((id) => id !== undefined);
    });
}
