/** Several turns with the model, each pushed or not, and what a monitor sees of them. */
import './chat.css';
import { useState } from 'react';
import { Fold } from '../parts/Fold';
import { turnsOf } from '../../experiment/chat';
import { useLab } from '../useLab';
import { ChatBench } from './ChatBench';
import { ChatTurns } from './ChatTurns';
import { Monitor } from './Monitor';
import { RecordedChat } from './RecordedChat';
import { t } from '../../language/t';

export function ChatFold() {
  const [pushed, setPushed] = useState(false);
  return (
    <>
      <Fold id="chat" className="chat" testId="chat" note={t`several turns, each pushed or not, and what a monitor sees`}>
        <p className="figure-note">{t`Every answer is written from the whole conversation, as the model reads it in that turn: a push acts on all that the model reads and writes in that turn, and only its words remain in the next. α, blocks and edits are those above, for the next turn alone.`}</p>
        <RecordedChat />
        <ChatTurns />
        <ChatBench pushed={pushed} onPushed={setPushed} />
        <Monitor />
      </Fold>
      <Said />
    </>
  );
}

/** Reads each answer aloud, once, when it is done. Nothing before the first turn that is written here. */
function Said() {
  const [heard, setHeard] = useState(false);
  const status = useLab((s) => s.chat.status);
  const turns = useLab((s) => turnsOf(s.experiment));
  if (status === 'writing' && !heard) setHeard(true);
  const message = status === 'writing' ? t`Writing…` : heard && turns.length > 0 ? t`Turn ${turns.length}: ${turns.at(-1)!.text}` : '';
  return (
    <p className="visually-hidden" aria-live="polite" data-testid="chat-said">
      {message}
    </p>
  );
}
