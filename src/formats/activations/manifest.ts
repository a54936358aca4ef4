/**
 * The manifest of a file of activations: what read them, where, and of which texts. docs/activations.md describes the whole layout; this
 * schema is its JSON.
 */
import * as v from 'valibot';
import { decode } from '../codec';
import { parseJson } from '../json';
import { scenarioSet } from '../scenario-set';
import { also, flag, inside, is, list, nonEmptyText, oneOf, positive, record, text, versioned } from '../schemas';
import { t } from '../../language/t';

export const ACTIVATIONS = 'eia-lab/activations';
/** Tokens of a text that a model may be asked to read: more than any does. */
const MOST_TOKENS = 2 ** 20;

const tokenCount = is<number>(
  t`a whole number from 1 to ${MOST_TOKENS}`,
  (x) => Number.isInteger(x) && (x as number) > 0 && (x as number) <= MOST_TOKENS,
);

export const manifest = v.pipe(
  versioned(
    { format: oneOf(ACTIVATIONS), version: oneOf(1) },
    {
      model: record({
        /** The repository on the Hugging Face Hub, or another name: "microsoft/Phi-3-mini-4k-instruct". */
        id: nonEmptyText,
        revision: v.optional(text, ''),
        /** Of the weights: "bfloat16". */
        dtype: v.optional(text, ''),
        architecture: v.optional(text, ''),
        /** What cut the texts: "LlamaTokenizerFast, 32000 tokens". */
        tokenizer: v.exactOptional(text),
      }),
      /** Where the numbers were read: row l of a tensor is block l, counted from 0, at this place. `hook_resid_post` is the lab's own. */
      site: nonEmptyText,
      /** [text] how many tokens were read of it, and pooled over. Absent where nobody counted. */
      tokens: v.exactOptional(list(tokenCount)),
      /** [text] whether its end was not read. */
      truncated: v.exactOptional(list(flag)),
      /** Each text was a user message of the model's chat template. */
      template: v.optional(flag, false),
      /** After how many tokens texts were cut. */
      maxTokens: v.exactOptional(tokenCount),
      /** What read them: "transformers 4.57.6, one NVIDIA H100". */
      by: v.optional(text, ''),
      /** ISO 8601, when. */
      at: v.optional(text, ''),
      /** What the texts are called together. */
      name: v.optional(text, ''),
      licence: v.optional(text, ''),
      source: v.optional(text, ''),
      concept: v.exactOptional(record({ name: nonEmptyText, positive: nonEmptyText, negative: nonEmptyText })),
      /** [text] the texts themselves. Without them words and lengths cannot be counted. */
      texts: v.exactOptional(list(nonEmptyText)),
      /** [text] the situation that it is of; both texts of a pair are of one. */
      groups: v.exactOptional(list(nonEmptyText)),
      /** [text] what it is for; both texts of a pair are for the same. */
      splits: v.exactOptional(list(oneOf('train', 'test'))),
      /** The scenario set that was read, in the place of labels, pairs, texts, groups and splits. */
      set: v.exactOptional(scenarioSet),
      /** SHA-256 of the set whose texts were read (`hashScenarioSet`): a set that was changed since has another. */
      setHash: v.exactOptional(nonEmptyText),
      /** How many rows the tensors have, blocks and numbers; for a reader of the manifest alone. */
      shape: v.exactOptional(v.tuple([positive, positive, positive])),
    },
  ),
  also((value, report) => {
    const [counts, cut, most] = [inside(value, ['tokens']), inside(value, ['truncated']), inside(value, ['maxTokens'])];
    const whole = Array.isArray(cut) && cut.includes(true) && typeof most !== 'number';
    if (whole) report(['maxTokens'], t`a number of tokens, because some texts were cut`);
    if (!Array.isArray(counts) || typeof most !== 'number') return;
    const wrong = counts.findIndex((n: unknown, i) => typeof n === 'number' && (n > most || (inside(cut, [i]) === true && n !== most)));
    if (wrong >= 0)
      report(['tokens', wrong], inside(cut, [wrong]) === true ? t`${most}, because the text was cut` : t`at most ${most}, its maxTokens`);
  }),
);
export type Manifest = v.InferOutput<typeof manifest>;

/** The least that a manifest says. */
export const LEAST_MANIFEST = `{"format":"${ACTIVATIONS}","version":1,"model":{"id":"owner/model"},"site":"hook_resid_post"}`;

const hint = t`Correct the places named. The least that a manifest says is ${LEAST_MANIFEST}; docs/activations.md has all fields.`;

/** The manifest in this JSON. Throws `activations-unreadable`, with all problems. */
export const parseManifest = (json: string, file: string): Manifest =>
  decode(
    manifest,
    parseJson(json, file, {
      what: t`a manifest of activations`,
      shape: t`one object with model and site`,
      code: 'activations-unreadable',
      hint,
    }),
    { code: 'activations-unreadable', hint, file },
  );
