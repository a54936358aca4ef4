/**
 * A conversation: answers of which each has all turns before it as its messages. The view names them in their order; who said what follows
 * from their messages. A turn that is written again or taken back leaves the conversation, not the experiment.
 */
import type { Message } from '../protocol';
import type { Answer } from './answer';
import type { DirectionsRecord } from './directions';
import { byId, freshId, type Experiment } from './experiment';
import type { Monitored } from './monitor';
import { withDirections } from './additions';

type Parts = Pick<Experiment, 'answers' | 'view'>;
const conversations = new WeakMap<readonly Answer[], { ids: readonly string[]; turns: readonly Answer[] }>();

/** The answers of the conversation that is shown, one a turn; the same list for as long as nothing of it changes. */
export function turnsOf({ answers, view: { chat } }: Parts): readonly Answer[] {
  const before = conversations.get(answers);
  if (before?.ids === chat) return before.turns;
  const turns = chat.flatMap((id) => byId(answers, id) ?? []);
  conversations.set(answers, { ids: chat, turns });
  return turns;
}

/** Of these answers the turns of the longest conversation among them, in their order; none where each is of a first message. */
export function longestChat(answers: readonly Answer[]): readonly Answer[] {
  const last = answers.toSorted((a, b) => b.messages.length - a.messages.length)[0];
  if (!last || !last.messages.some(({ role }) => role === 'assistant')) return [];
  const said = ({ role, content }: Message): string => JSON.stringify([role, content]);
  const isBefore = ({ messages, text }: Answer): boolean =>
    [...messages, { role: 'assistant' as const, content: text }].every(
      (one, i) => last.messages[i] && said(one) === said(last.messages[i]),
    );
  return [...answers.filter(isBefore).toSorted((a, b) => a.messages.length - b.messages.length), last];
}

/** What the person said last before this answer. */
export const saidBefore = ({ messages }: Pick<Answer, 'messages'>): string => messages.at(-1)?.content ?? '';

/** The system prompt of a conversation; '' without one. */
export const systemOf = ([first]: readonly Answer[]): string => {
  const message = first?.messages[0];
  return message?.role === 'system' ? message.content : '';
};

/** What the next answer goes on from: all turns, and what is said now. `system` counts where there is no turn yet. */
export function nextMessages(turns: readonly Answer[], said: string, system = ''): Message[] {
  const last = turns.at(-1);
  const before: readonly Message[] = last
    ? [...last.messages, { role: 'assistant', content: last.text }]
    : system.trim() === ''
      ? []
      : [{ role: 'system', content: system }];
  return [...before, { role: 'user', content: said }];
}

/** Another conversation, of these answers. */
export const withChat = (experiment: Experiment, chat: readonly string[]): Experiment => ({
  ...experiment,
  view: { ...experiment.view, chat },
});

/** The conversation `before` with one more turn, and the directions that pushed it, which may have been taken out meanwhile. */
export function withTurn(
  experiment: Experiment,
  before: readonly string[],
  answer: Omit<Answer, 'id'>,
  along: readonly DirectionsRecord[],
): Experiment {
  const id = freshId('answer', experiment.answers);
  const directions = along.reduce(withDirections, experiment.directions);
  return withChat({ ...experiment, directions, answers: [...experiment.answers, { ...answer, id }] }, [...before, id]);
}

/** The experiment with what a monitor has read of some answers, by their ids. */
export function withMonitored(experiment: Experiment, made: ReadonlyMap<string, Monitored>, along: DirectionsRecord): Experiment {
  const answers = experiment.answers.map((answer) => {
    const monitor = made.get(answer.id);
    return monitor ? { ...answer, monitor } : answer;
  });
  return { ...experiment, answers, directions: withDirections(experiment.directions, along) };
}
