/** What is said next, whether the answer is pushed, how much room is left; send, stop, write again, take back, start anew. */
import { useId, type KeyboardEvent } from 'react';
import { setMessage } from '../../app/actions';
import { newChat, removeTurn, retryTurn, sendTurn, stopChat } from '../../app/lower-actions';
import { busyWith } from '../../app/busy';
import { shownBand } from '../../app/shown-blocks';
import { turnsOf } from '../../experiment/chat';
import { forget } from '../parts/forget';
import { count } from '../parts/format';
import { StopButton } from '../parts/StopButton';
import { To } from '../parts/To';
import { useKeptFocus } from '../parts/useKeptFocus';
import { bandText, doseText } from '../steer/dose';
import { NO_MODEL, useMissing } from '../steer/useMissing';
import { useLab } from '../useLab';
import { useRoom } from './useRoom';
import { t } from '../../language/t';

interface Props {
  /** Whether the next turn is. */
  readonly pushed: boolean;
  readonly onPushed: (pushed: boolean) => void;
}

export function ChatBench({ pushed, onPushed }: Props) {
  const { text, system } = useLab((s) => s.ownMessage);
  const id = useId();
  const turns = useLab((s) => turnsOf(s.experiment));
  const chat = useLab((s) => s.chat);
  const read = useLab((s) => s.turnRead);
  const other = useLab((s) => (s.chat.status === 'idle' ? busyWith(s) : null));
  const missing = useChatMissing();
  const room = useRoom(text, system);
  const focus = useKeptFocus<HTMLDivElement>();
  const idle = chat.status === 'idle';
  const busy = other && t`The model is in use: ${other}.`;
  const refusal = missing ?? busy ?? room?.refusal ?? null;
  const send = (): void => {
    if (!idle || refusal !== null || text.trim() === '') return;
    forget(sendTurn({ text, system, pushed }).then((has) => has && setMessage({ text: '' })));
  };
  const key = (event: KeyboardEvent): void => {
    // Enter that ends a word of an input method is not meant for the page.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div className="bench chat-bench">
      {turns.length === 0 && (
        <label className="prompt">
          <span className="quiet-line">{t`System prompt, if any`}</span>
          <textarea
            dir="auto"
            rows={1}
            className="chat-system"
            data-testid="chat-system"
            value={system}
            readOnly={!idle}
            onChange={(event) => setMessage({ system: event.target.value })}
          />
        </label>
      )}
      <div className="prompt">
        <label htmlFor={id} className="quiet-line">{t`Your message (Enter sends, Shift+Enter begins a line)`}</label>
        <textarea
          id={id}
          dir="auto"
          rows={2}
          data-testid="chat-message"
          value={text}
          readOnly={!idle}
          aria-describedby={`${id}-room`}
          onKeyDown={key}
          onChange={(event) => setMessage({ text: event.target.value })}
        />
      </div>
      <PushSwitch pushed={pushed} disabled={!idle} onChange={onPushed} />
      <p id={`${id}-room`} className="quiet-line numbers" data-testid="chat-room">
        {refusal ?? room?.text}
        {missing === NO_MODEL && (
          <>
            {' '}
            <To place="model" />
          </>
        )}
        {refusal !== null && refusal === room?.refusal && ` ${room.text}`}
      </p>
      <div className="actions" {...focus}>
        {idle ? (
          <>
            <button
              type="button"
              className="primary"
              data-testid="chat-send"
              disabled={refusal !== null || text.trim() === ''}
              onClick={send}
            >{t`Send`}</button>
            {turns.length > 0 && (
              <>
                <button
                  type="button"
                  data-testid="chat-retry"
                  disabled={missing !== null || busy !== null}
                  onClick={() => forget(retryTurn(pushed))}
                >{t`Write the last turn again`}</button>
                <button type="button" data-testid="chat-remove" onClick={removeTurn}>{t`Take the last turn back`}</button>
                <button type="button" data-testid="chat-new" onClick={newChat}>{t`Start anew`}</button>
              </>
            )}
          </>
        ) : (
          <StopButton testId="stop-chat" stopping={chat.stopping} onStop={stopChat}>
            {chat.status === 'reading' ? t`Stop reading` : undefined}
          </StopButton>
        )}
        {idle && read && (
          <span className="quiet-line numbers" data-testid="chat-read">
            {t`Of the last turn ${read.computed} of ${count(read.asked, 'token')} were read, the others stood in the cache`}
          </span>
        )}
        {idle && chat.note !== null && (
          <span className="quiet-line" role="status" data-testid="chat-note">
            {chat.note}
          </span>
        )}
      </div>
    </div>
  );
}

function PushSwitch({ pushed, disabled, onChange }: { pushed: boolean; disabled: boolean; onChange: (pushed: boolean) => void }) {
  const { alpha, unit } = useLab((s) => s.experiment.view.steering);
  const band = useLab(shownBand);
  const edits = useLab((s) => s.experiment.view.edits.length);
  return (
    <label className="check">
      <input
        type="checkbox"
        data-testid="chat-pushed"
        checked={pushed}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {t`push this turn: ${doseText(alpha, unit)} over ${bandText(band)}`}
        {edits > 0 && t`, and ${count(edits, 'other edit')}`}
      </span>
    </label>
  );
}

/** Why no turn can be written, but for what the model is busy with and for its context; null where one can. */
function useChatMissing(): string | null {
  const missing = useMissing(false);
  const template = useLab((s) => s.model.status !== 'ready' || s.model.info.chatTemplate);
  return missing ?? (template ? null : t`This model has no chat template: it cannot tell messages apart.`);
}
