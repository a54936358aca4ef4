/** A loaded model, as the passes over it see it. */
import type { GraphInfo } from '../src/graph/info';
import type { ort } from './runtime';

export interface LoadedModel {
  session: ort.InferenceSession;
  graph: GraphInfo;
  inputNames: ReadonlySet<string>;
  /** Longest prompt and answer together, in tokens. */
  context: number;
  endTokens: ReadonlySet<number>;
  /** Raw text → token ids, as the tokenizer's own post-processor has it. */
  encode(text: string): number[];
  /** A user message in the model's chat template → token ids. `answer` opens the assistant's turn. Throws `no-chat-template`. */
  encodeChat(message: string, answer: boolean): number[];
  decode(ids: readonly number[]): string;
  dispose(): Promise<void>;
}
