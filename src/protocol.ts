/**
 * What the model's worker is asked (src/wire.ts says how): one request, its reply and its progress events, by kind.
 * Both sides import this file and nothing else of each other. Types only.
 */
import type { Game } from './formats/game';
import type { Clamps } from './lab/clamps';
import type { ErrorCode, Where } from './error-codes';
import type { InspectRequest, Inspection } from './inspection';
import type { PassIndex, RowIndex } from './lab/indices';
import type { Device, LoadEvent, ModelChoice, ModelInfo, Profile } from './model-protocol';

export type { ErrorCode, InspectRequest, Inspection, Where };
export type {
  Device,
  Dtype,
  LoadEvent,
  LocalFile,
  ModelChoice,
  ModelInfo,
  ModelReference,
  Profile,
  ProfileRuns,
  RemoteFile,
  SelfTest,
} from './model-protocol';

/**
 * `mean` over all tokens (as published), `mean-rest`: without the first token, whose residual is often many times longer than
 * any other (the attention sink) and reaches the mean as 1/length; `last` token; `last-<k>`: the mean over the last k tokens, of a shorter
 * text over all it has; `answer`: the mean over the tokens of the text itself within its chat template or behind the prompt that it
 * answers, without the system prompt, the prompt, the marks of roles and the closing marks (workers/tokenizer/text-span.ts says which
 * tokens are the text's).
 */
export type Pooling = 'mean' | 'mean-rest' | 'last' | `last-${number}` | 'answer';

/** What a text was read on. `checked`: that device's numbers for this model were held against PyTorch's. */
export interface ReadOn {
  device: Device;
  checked: boolean;
}

/** What an error says for itself: a stable kebab-case code, what happened, and what to do. Errors of src/lab and src/graph implement it. */
export interface CodedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** What every rejection carries. */
export interface LabErrorData extends CodedError {
  /** The part of the work it belongs to; null where there is none, or several. */
  readonly where: Where | null;
}

/**
 * A text that answers a prompt, and is read behind it. One of an empty prompt is read as a text by itself is, and its own tokens are its
 * answer.
 */
export interface Answered {
  readonly prompt: string;
  readonly text: string;
}

/** What is read: a text by itself, or an answer behind its prompt. */
export type Passage = string | Answered;

export interface CutRequest {
  texts: Passage[];
  /**
   * In the model's chat template: a text by itself as a message of the user, an answer as the assistant's message after its prompt. Without
   * it an answer stands behind its prompt and an empty line.
   */
  template: boolean;
  maxTokens: number;
  /**
   * Each text's own tokens in an order drawn by this seed: not those of a template or a prompt round it, and not the first one, a model's
   * anchor. Absent: as they stand.
   */
  shuffle?: number;
}

/** What of each text is read. */
export interface Cut {
  /** Tokens read per text, after the cut. */
  tokens: number[];
  /** Texts longer than maxTokens, or than the model's context: their tail is not read. */
  truncated: boolean[];
  /**
   * SHA-256 (hex) of the token ids that are read and, of an answer, of which of them are its own: texts with the same one are one text to
   * the model.
   */
  tokenHashes: string[];
}

export interface CutReply extends Cut {
  /**
   * In a chat template, and where some of the texts answer prompts: whether tokens of the text itself are known and read, so that `answer`
   * can be pooled. Absent else.
   */
  answers?: boolean[];
}

export interface CaptureRequest extends CutRequest {
  /** All of them come from one pass. */
  poolings: readonly Pooling[];
}

/** `data` [text, pooling, layer, width]: pooled resid_post, float32. With one pooling, data[(text*layers + layer)*width + i]. */
export interface Captured extends Cut {
  layers: number;
  width: number;
  count: number;
  data: Float32Array;
}

/** One text done. `residual`: [pooling, layer, width]. What has arrived stays valid if the rest is stopped. */
export interface CaptureEvent {
  done: number;
  of: number;
  /** Which of the request's texts. */
  text: PassIndex;
  residual: Float32Array;
  tokens: number;
  truncated: boolean;
}

/** One message of a conversation. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What the model goes on from: a text, or messages, which its chat template writes as one text with the assistant's turn opened. */
export type Prompt = string | readonly Message[];

/** Rows of one batch share the prompt and differ in `steer` and `seeds`. */
export interface SteerRequest {
  prompt: Prompt;
  /** Write a text as a user message of the chat template. Messages are always written in it. */
  template: boolean;
  rows: number;
  /** [layer, row, width], float32, added to resid_post at every position; with `answer`, of the prompt alone. */
  steer: Float32Array;
  /** Between which bounds projections are kept, at the same positions. */
  clamps?: Clamps | null;
  /** What happens at the answer's own positions, where that is something else. */
  answer?: { steer: Float32Array; clamps: Clamps | null } | null;
  seeds: number[];
  /** The strength of each row, by which messages name it; without it rows are named by number. */
  alphas?: readonly number[];
  /** [direction, layer, width] unit directions to score every token against, or null. */
  read: Float32Array | null;
  /** How many directions those are; 1 where it is not said. */
  readCount?: number;
  /** Ids that every answer begins with, whatever the model would choose: what if it had said these? */
  begin?: readonly number[];
  /** How many of the most probable tokens are named at each place of a finished answer; none without it. */
  likely?: number;
  /** 0 is greedy. */
  temperature: number;
  topP: number;
  repetitionPenalty: number;
  maxNewTokens: number;
  /** A turn of a conversation: one row, which goes on from the cache that the turns before it left (workers/generate/turns.ts). */
  turn?: boolean;
}

/** One token of one row. `text` is the row's whole answer so far (a token may be half a character). */
export interface TokenEvent {
  row: RowIndex;
  /** Its id. */
  token: number;
  text: string;
  /** [direction × layer]: projections of this token's residual on `read`; empty without `read`. */
  scores: Float32Array;
  /** Tokens so far over all rows, and seconds since the first of each row: (tokens − rows) / seconds is the rate. */
  tokens: number;
  seconds: number;
}

/**
 * A completion in one word: `collapsed` into repetition, `broken` (no language), `repetitive`, `fluent`, or `empty`.
 * `src/lab/coherence.ts` has the thresholds.
 */
export type CoherenceVerdict = 'fluent' | 'repetitive' | 'collapsed' | 'broken' | 'empty';

/** How far a completion still reads like language. Says nothing of whether it is right. */
export interface Coherence {
  words: number;
  uniqueWordRatio: number;
  /** Share of 3-grams (words) that occurred before. */
  repeatedTrigrams: number;
  /** Share of characters that repeat a run of characters shortly before: notices collapse where no words are counted. */
  repeatedCharacters: number;
  verdict: CoherenceVerdict;
  /** Mean log-probability per token under the same model without steering, natural log. */
  meanLogProb: number;
}

/** A token that might have stood at a place of an answer. */
export interface Likely {
  id: number;
  /** Its text after another word; '' where the tokenizer has none for it. */
  token: string;
  /** Natural log of its probability, before penalty and temperature. */
  logProb: number;
}

export interface GeneratedRow {
  text: string;
  tokens: number[];
  /** [token]: how many characters of the text are there after it. */
  ends: number[];
  /** scores[token][direction × layer], the push included; empty without `read`. */
  scores: number[][];
  /**
   * [direction × layer]: the mean score of the finished answer, read again without a push: what the text says, not what was added.
   * Empty without `read` or tokens.
   */
  unsteeredScores: number[];
  /** [token][direction × layer]: the same of each token, read at the place that it was chosen from; empty without `read`. */
  rereadScores: number[][];
  /** [token]: the most probable tokens there, under the push and without one, most probable first; null where none were asked for. */
  likely: { pushed: Likely[][]; plain: Likely[][] } | null;
  /** True if the row ended by an end-of-sequence token, false at maxNewTokens. */
  ended: boolean;
  /**
   * Why the row broke off (its logits were no numbers to choose from); null where it did not. Text, tokens and scores are those before
   * it.
   */
  failure: LabErrorData | null;
  coherence: Coherence;
}

export interface Generated {
  rows: GeneratedRow[];
  promptTokens: number;
  prefillSeconds: number;
  decodeSeconds: number;
  /** Tokens of all rows that the model read, the answers read again without a push among them. */
  computed: number;
  /** Tokens that it would have read, had each row read its own prompt, and each answer been read again after its own prompt. */
  asked: number;
}

/** A prompt, and answers to it of which the model would rather give one. */
export interface ChoiceItem {
  /** What is answered. */
  prompt: string;
  /** Answers to it, each as it would follow the prompt. */
  options: string[];
  /** By which messages name it; its place among the items where there is none. */
  name?: string;
}

/** Each row is a strength under which every item is asked. */
export interface ChooseRequest {
  items: ChoiceItem[];
  /** Ask each prompt as a user message of the model's chat template; the options then are the assistant's. */
  template: boolean;
  rows: number;
  /** As in `SteerRequest`; an option's own tokens are the answer's positions. */
  steer: Float32Array;
  clamps?: Clamps | null;
  answer?: { steer: Float32Array; clamps: Clamps | null } | null;
  /** The strength of each row, by which messages name it. */
  alphas?: readonly number[];
  /** [layer, width] unit directions to read the prompt's last token along, or null. */
  read: Float32Array | null;
}

export interface ChosenItem {
  /** [row][option]: log-probability of its tokens after the prompt, summed, natural log. */
  logProbs: number[][];
  /** [option]: how many tokens it has. */
  tokens: number[];
  /** [layer]: what could be read before it acts: the projection at the prompt's last token, without a push; empty without `read`. */
  read: number[];
}

/** One item done. Items that begin alike follow each other, whatever their order in the request. */
export interface ChooseEvent {
  done: number;
  of: number;
  /** Which of the request's items. */
  index: number;
  item: ChosenItem;
  /** Tokens the model has read so far. What texts of a row begin with alike is read once. */
  computed: number;
  /** Tokens that it would have read, had each prompt been read once a row and each option after it. */
  asked: number;
}

/** A game that the model plays to its end, in one row: an action a step, drawn from its policy (src/play/play.ts). */
export interface PlayRequest extends Omit<ChooseRequest, 'items' | 'rows'> {
  /** In the variant that is played. */
  game: Game;
  /** Where the player begins, the order of each menu, and which action is drawn. */
  seed: number;
  /** What was done before: the game goes on from there. null was an answer that is no action. */
  done: readonly (string | null)[];
  /** What every prompt begins with; '' for the game alone. */
  before: string;
  /**
   * `menu`, and where absent: a letter of the menu, drawn from its policy. `free`: one JSON object, written greedily; one that is no action
   * costs the step (src/play/free.ts).
   */
  answers?: 'menu' | 'free';
}

/** One step. `step`: its number, from 0. `read`: as in `ChosenItem`. */
export interface PlayEvent {
  step: number;
  /** null: what was written is no action. */
  action: string | null;
  /** By the action's id, 1 in all; null of free text. */
  policy: Readonly<Record<string, number>> | null;
  /** Of the model's probability, how much goes to letters of the menu, of 1; null of free text. */
  mass: number | null;
  /** The answer as it was written; of free text alone. */
  wrote?: string;
  read: readonly number[];
  /** Of the prompt that `read` is of; 0 where nothing was asked. */
  tokens: number;
  /** Tokens read so far, and tokens of all that was asked so far: what texts begin with alike is read once. */
  computed: number;
  asked: number;
}

/** An answer that the model wrote, read again under each row's push. */
export interface DamageRequest {
  prompt: string;
  template: boolean;
  /** Ids of the answer, at least one. */
  tokens: readonly number[];
  rows: number;
  /** As in `SteerRequest`. */
  steer: Float32Array;
  clamps?: Clamps | null;
  answer?: { steer: Float32Array; clamps: Clamps | null } | null;
  /** The strength of each row, by which messages name it. */
  alphas?: readonly number[];
}

/** How far each push moves what would be written next. */
export interface DamageReply {
  /**
   * [row][token]: KL(pushed ‖ left alone) of the distribution that the answer's token is drawn from, in nats; NaN where there is no
   * finite one.
   */
  kl: number[][];
}

/** Directions to be read as tokens (workers/model/lens.ts). */
export interface LensRequest {
  /** [row, width], of any length but 0. */
  directions: Float32Array;
  width: number;
  /** Tokens at each end. */
  top: number;
}

export interface LensToken {
  id: number;
  /** Its text after another word; '' where the tokenizer has none for it. */
  token: string;
  /** What the direction, one unit long, adds to its logit through the final norm's gain and the head. */
  logit: number;
}

/** Of each row the tokens it raises most, highest first, and those it lowers most, lowest first. */
export interface Lens {
  rows: { positive: LensToken[]; negative: LensToken[] }[];
}

export interface Calls {
  load: { in: ModelChoice; out: ModelInfo; event: LoadEvent };
  unload: { in: null; out: null; event: never };
  inspect: { in: InspectRequest; out: Inspection; event: LoadEvent };
  /** A text as it is; messages in the chat template, with the assistant's turn opened. */
  tokenize: { in: { text: Prompt }; out: { ids: number[] }; event: never };
  cut: { in: CutRequest; out: CutReply; event: never };
  capture: { in: CaptureRequest; out: Captured; event: CaptureEvent };
  lens: { in: LensRequest; out: Lens; event: never };
  choose: { in: ChooseRequest; out: ChosenItem[]; event: ChooseEvent };
  play: { in: PlayRequest; out: PlayEvent[]; event: PlayEvent };
  generate: { in: SteerRequest; out: Generated; event: TokenEvent };
  damage: { in: DamageRequest; out: DamageReply; event: never };
  profile: { in: null; out: Profile; event: never };
}
