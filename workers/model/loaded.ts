/** A loaded model, as the passes over it see it. */
import type { Beneath } from '../../src/graph/beneath';
import type { GraphInfo } from '../../src/graph/info';
import type { Limits } from '../../src/graph/plan';
import type { Passage, Prompt } from '../../src/protocol';
import type { ort } from '../device/runtime';
import type { Between } from '../pass/pieces';
import type { Turns } from '../generate/turns';
import type { Span } from '../tokenizer/text-span';

export interface LoadedModel {
  session: ort.InferenceSession;
  graph: GraphInfo;
  /** Of the device it runs on. */
  limits: Limits;
  /** Its 4- and 8-bit weights are held as float32. */
  widened: boolean;
  inputNames: ReadonlySet<string>;
  /** How the work of its first blocks can be left out; null where it cannot. */
  beneath: Beneath | null;
  /** Several rows, as one batch, may read several tokens each after what their cache holds. */
  rowsGoOn: boolean;
  /** What the conversation with it left in caches. */
  readonly turns: Turns;
  /** Longest prompt and answer together, in tokens; null where nobody states it: then only memory bounds a run. */
  context: number | null;
  endTokens: ReadonlySet<number>;
  /** Raw text → token ids, as the tokenizer's own post-processor has it. */
  encode(text: string): number[];
  /**
   * A user message, or a conversation, in the model's chat template → token ids. `answer` opens the assistant's turn. Throws
   * `no-chat-template`, `chat-template-failed`.
   */
  encodeChat(said: Prompt, answer: boolean): number[];
  /**
   * The tokens that each continuation has where it follows a prompt (a user message, with `template`): those that the two together have
   * after the prompt's. Where the two melt into one token at the border, those of the continuation alone.
   */
  encodeAfter(prompt: string, continuations: readonly string[], template: boolean): number[][];
  /**
   * Which of the tokens that are read of a passage (workers/pass/cut.ts) are those of its text, neither the template's nor its prompt's
   * (workers/tokenizer/text-span.ts); null where that cannot be told. Throws `no-chat-template`.
   */
  textSpan(passage: Passage, inChat: boolean): Span | null;
  decode(ids: readonly number[]): string;
  /**
   * Puts the second form of the graph (src/graph/clamp.ts) in the place of the first, which it equals where nothing is clamped, and tests
   * it; does nothing where it is there. `pause` may throw to stop (workers/model/forms.ts). Throws `edits-failed` where the test fails, and
   * what `createSession` throws; the first form then is back.
   */
  takeClamps(pause?: Between): Promise<void>;
  /** Does the test of the second form that a stop left undone, and as `takeClamps` all else; asked before every other pass. */
  settle(pause: Between): Promise<void>;
  dispose(): Promise<void>;
}
