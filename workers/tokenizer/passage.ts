/** A text, or an answer and its prompt, as the one string or the messages that are read. */
import { textOf } from '../../src/lab/passage';
import type { Passage, Prompt } from '../../src/protocol';

/** What stands between a prompt and its answer where no chat template sets them apart: an empty line. */
const BETWEEN = '\n\n';

const isAlone = (passage: Passage): passage is string => typeof passage === 'string';

/** What the chat template writes, without opening a turn: a message of the user, or the prompt as one and the answer after it. */
export const inMessages = (passage: Passage): Prompt =>
  isAlone(passage) || passage.prompt === ''
    ? textOf(passage)
    : [
        { role: 'user', content: passage.prompt },
        { role: 'assistant', content: passage.text },
      ];

/** What is read without a chat template. */
export const inPlain = (passage: Passage): string =>
  isAlone(passage) || passage.prompt === '' ? textOf(passage) : `${passage.prompt}${BETWEEN}${passage.text}`;

/** The same passage with another text in it. */
export const withText = (passage: Passage, text: string): Passage => (isAlone(passage) ? text : { ...passage, text });
