/** How many tokens a turn would take of the model's context, counted by its own tokenizer and template. */
import { useMemo } from 'react';
import { countTokens } from '../../app/lower-actions';
import { nextMessages, turnsOf } from '../../experiment/chat';
import type { Message } from '../../protocol';
import { useAsked } from '../parts/useAsked';
import { useLab } from '../useLab';
import { roomOf, type Room } from './room';

const ask = (messages: readonly Message[] | null, signal: AbortSignal): Promise<number | null> =>
  messages ? countTokens(messages, signal) : Promise.resolve(null);

/** null before it is known, and where no model with a chat template is loaded. */
export function useRoom(said: string, system: string): Room | null {
  const info = useLab((s) => (s.model.status === 'ready' && s.model.info.chatTemplate ? s.model.info : null));
  const idle = useLab((s) => s.chat.status === 'idle');
  const turns = useLab((s) => turnsOf(s.experiment));
  const most = useLab((s) => s.experiment.view.steering.maxNewTokens);
  const messages = useMemo(() => (info && idle ? nextMessages(turns, said, system) : null), [info, idle, turns, said, system]);
  const asked = useAsked(messages, ask);
  if (!info || !asked) return null;
  // A template that refuses these messages would refuse them again when they are sent.
  if ('failure' in asked) return { text: '', refusal: asked.failure };
  return asked.answer === null ? null : roomOf(asked.answer, most, info.context, turns.length);
}
