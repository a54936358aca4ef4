/**
 * tokenizer.json, said in those parts that transformers.js runs as Hugging Face tokenizers does. Its own pre-tokenizers know ASCII digits
 * and words only, do not split at Metaspace, know two of five behaviours of Split; its lower case looks at neighbours. A Split by pattern
 * and a Replace are exact: the others become these.
 */
import { objectOf, objectsOf, type Json } from './json';

/**
 * The same tokenizer in exact parts, without its added tokens, post-processor and decoder (added.ts, frame.ts and decoder.ts see to
 * these).
 */
export function inExactParts(json: Json): Json {
  return {
    ...json,
    added_tokens: [],
    post_processor: null,
    decoder: null,
    normalizer: normalizer(objectOf(json.normalizer)),
    pre_tokenizer: preTokenizer(objectOf(json.pre_tokenizer)),
  };
}

const sequence = (kind: 'normalizers' | 'pretokenizers', parts: readonly (Json | null)[]): Json => ({ type: 'Sequence', [kind]: parts });
const replace = (pattern: Json, content: string): Json => ({ type: 'Replace', pattern, content });
const regex = (source: string): Json => ({ Regex: source });
/** In a JavaScript replacement `$` is not itself. */
const literal = (content: unknown): string => String(content ?? '').replaceAll('$', '$$$$');

// Final sigma: JavaScript lowers Σ by what stands beside it, tokenizers character by character.
const LOWER: readonly Json[] = [replace({ String: 'Σ' }, 'σ'), { type: 'Lowercase' }];
const CJK =
  '\\u4e00-\\u9fff\\u3400-\\u4dbf\\x{20000}-\\x{2a6df}\\x{2a700}-\\x{2b73f}\\x{2b740}-\\x{2b81f}\\x{2b920}-\\x{2ceaf}\\uf900-\\ufaff\\x{2f800}-\\x{2fa1f}';

function normalizer(part: Json | null): Json | null {
  switch (part?.type) {
    case 'Sequence':
      return sequence('normalizers', objectsOf(part.normalizers).map(normalizer));
    case 'Replace':
      return { ...part, pattern: folded(objectOf(part.pattern)), content: literal(part.content) };
    case 'Lowercase':
      return sequence('normalizers', LOWER);
    case 'Strip':
      return sequence('normalizers', [
        ...(part.strip_left ? [replace(regex('\\A\\s+'), '')] : []),
        ...(part.strip_right ? [replace(regex('\\s+\\z'), '')] : []),
      ]);
    case 'Prepend':
      return replace(regex('\\A(?=[\\s\\S])'), literal(part.prepend));
    case 'BertNormalizer': {
      const clean = [replace(regex('[[\\p{Cc}\\p{Cf}\\p{Co}\\x{fffd}]&&[^\\t\\n\\r]]'), ''), replace(regex('\\s'), ' ')];
      const bare = (part.strip_accents ?? part.lowercase) ? [{ type: 'NFD' }, replace(regex('\\p{Mn}'), '')] : [];
      return sequence('normalizers', [
        ...(part.clean_text ? clean : []),
        ...(part.handle_chinese_chars ? [replace(regex(`[${CJK}]`), ' $& ')] : []),
        ...bare,
        ...(part.lowercase ? LOWER : []),
      ]);
    }
    default:
      return part;
  }
}

const PUNCTUATION = '[\\p{P}!-/:-@\\[-`{-~]';
const GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

function preTokenizer(part: Json | null): Json | null {
  switch (part?.type) {
    case 'Sequence':
      return sequence('pretokenizers', objectsOf(part.pretokenizers).map(preTokenizer));
    case 'Split':
      return split(folded(objectOf(part.pattern)), String(part.behavior), part.invert === true);
    case 'Digits':
      return split(regex('\\p{N}'), part.individual_digits ? 'Isolated' : 'Contiguous');
    case 'Punctuation':
      return split(regex(PUNCTUATION), String(part.behavior ?? 'Isolated'));
    case 'Whitespace':
      return split(
        regex('[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]+|[^\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d\\s]+'),
        'Removed',
        true,
      );
    case 'WhitespaceSplit':
      return split(regex('\\s'), 'Removed');
    case 'BertPreTokenizer':
      return sequence('pretokenizers', [split(regex('\\s'), 'Removed'), split(regex(PUNCTUATION), 'Isolated')]);
    case 'CharDelimiterSplit':
      return split({ String: part.delimiter }, 'Removed');
    case 'FixedLength':
      return split(regex(`[\\s\\S]{1,${Number(part.length)}}`), 'Isolated');
    case 'Metaspace': {
      const space = String(part.replacement ?? '▁');
      // Older files say add_prefix_space instead of a scheme.
      const scheme = part.prepend_scheme ?? (part.add_prefix_space === false ? 'never' : 'always');
      return sequence('pretokenizers', [
        { type: 'Metaspace', replacement: space, prepend_scheme: scheme },
        ...(part.split === false ? [] : [split({ String: space }, 'MergedWithNext')]),
      ]);
    }
    case 'ByteLevel':
      return sequence('pretokenizers', [
        ...(part.add_prefix_space ? [replace(regex('\\A(?=[^ ])'), ' ')] : []),
        ...(part.use_regex === false ? [] : [split(regex(GPT2), 'Isolated')]),
        { type: 'ByteLevel', add_prefix_space: false, use_regex: false },
      ]);
    default:
      return part;
  }
}

/**
 * Every behaviour as one of the two that transformers.js has for patterns: keep each match and what lies between, or keep the matches
 * alone.
 */
function split(pattern: Json, behavior: string, invert = false): Json {
  const source = typeof pattern.Regex === 'string' ? pattern.Regex : String(pattern.String).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const between = (match: string) => `(?:(?!${match})[\\s\\S])`;
  const [match, other] = invert ? [`${between(source)}+`, source] : [source, `${between(source)}+`];
  const isolated = (one: string): Json => ({ type: 'Split', pattern: regex(one), behavior: 'Isolated', invert: false });
  // What lies between two matches goes with the match before it just where a match goes with what follows it.
  const toPrevious = `${between(source)}*(?:${source})`;
  const toNext = `(?:${source})${between(source)}*`;
  switch (behavior.toLowerCase().replaceAll('_', '')) {
    case 'removed':
      return { type: 'Split', pattern: regex(other), behavior: 'Removed', invert: true };
    case 'contiguous':
      return isolated(`(?:${match})+`);
    case 'mergedwithprevious':
      return isolated(invert ? toNext : toPrevious);
    case 'mergedwithnext':
      return isolated(invert ? toPrevious : toNext);
    default:
      return isolated(source);
  }
}

/** `(?i:…)` of Oniguruma folds ſ to s and the Kelvin sign to k as well; transformers.js folds ASCII. */
function folded(pattern: Json | null): Json {
  if (typeof pattern?.Regex !== 'string') return pattern ?? {};
  return {
    Regex: pattern.Regex.replace(/\(\?i:[^()]*\)/g, (group) => {
      let inClass = false;
      return `(?i:${group.slice(4, -1).replace(/\\.|[[\]]|[sk]/gi, (one) => {
        if (one === '[' || one === ']') inClass = one === '[';
        const more = /^s$/i.test(one) ? 'ſ' : /^k$/i.test(one) ? '\u212a' : '';
        return more === '' || inClass ? one + more : `[${one}${more}]`;
      })})`;
    }),
  };
}
