/** Whether the turns of a conversation follow each other, and what a monitor read of one fits its directions. */
import type { Answer } from './answer';
import { nextMessages, saidBefore } from './chat';
import type { Named } from './expect-answer';
import { expectProjections, mostAt } from './expect-range';
import { expectLength, misfit, type Told } from './misfit';
import type { Monitored } from './monitor';
import { t } from '../language/t';

/** Throws unless each answer has the turns before it, and nothing else, as its messages. `turns`: in the order of the view. */
export function expectTurns(told: Told, path: string, turns: readonly Answer[]): void {
  turns.forEach((answer, i) => {
    const { messages, template } = answer;
    const expected = i > 0 ? nextMessages(turns.slice(0, i), saidBefore(answer)) : messages.slice(messages[0]?.role === 'system' ? -2 : -1);
    const same = expected.length === messages.length && expected.every((one, k) => isSame(one, messages[k]));
    if (!same || messages.at(-1)?.role !== 'user')
      misfit(told, `${path}[${i}]`, t`an answer to the ${i} turns before it and to one message of the user`, `"${answer.id}"`);
    if (!template) misfit(told, `${path}[${i}]`, t`an answer that was written in a chat template`, `"${answer.id}"`);
  });
}

type Said = Answer['messages'][number];
const isSame = (a: Said, b: Said | undefined): boolean => a.role === b?.role && a.content === b.content;

/** Throws unless each text that was read has a score of every block, none beyond what residuals are. */
export function expectMonitored(told: Told, path: string, made: Monitored, named: Named): void {
  const along = named(made.directions, `${path}.directions`);
  for (const side of ['user', 'assistant'] as const) {
    const text = made[side];
    if (!text) continue;
    if (along.layers > 0) expectLength(told, `${path}.${side}.scores`, along.layers, text.scores);
    expectProjections(told, `${path}.${side}.scores`, text.scores, mostAt(along, []));
    const { maxTokens } = made.how;
    if (text.tokens < 1 || text.tokens > maxTokens) misfit(told, `${path}.${side}.tokens`, t`1 to ${maxTokens} tokens`, `${text.tokens}`);
  }
}
