/** Which of an experiment's answers are a conversation. */
import { expect, test } from 'vitest';
import type { Answer } from '../../../src/experiment/answer';
import { longestChat, nextMessages } from '../../../src/experiment/chat';

const answer = (id: string, messages: Answer['messages'], text: string): Answer => ({ id, messages, text }) as Answer;
const said = (content: string): Answer['messages'] => [{ role: 'user', content }];

const first = answer('a', said('Hello.'), 'Yes?');
const second = answer('b', nextMessages([first], 'Help me.'), 'With what?');
const third = answer('c', nextMessages([first, second], 'A letter.'), 'Begin.');

test('the turns that the longest one has before it, in their order, whatever stands between', () => {
  // Written again: another text in the place of the second turn, and a prompt that was answered by itself.
  const again = answer('d', nextMessages([first], 'Help me.'), 'No.');
  const alone = answer('e', said('Where is the exit?'), 'There.');
  const ids = (all: readonly Answer[]) => longestChat(all).map(({ id }) => id);
  expect(ids([third, alone, second, again, first])).toEqual(['a', 'b', 'c']);
  expect(ids([first, second, again])).toEqual(['a', 'b']);
  expect(ids([alone, first])).toEqual([]);
  expect(ids([])).toEqual([]);
});
