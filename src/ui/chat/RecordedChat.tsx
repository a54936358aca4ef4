/** The conversation that comes with the page: fetched once somebody looks, and said to be recorded where it stands. */
import { useMemo } from 'react';
import { lookAtChat } from '../../app/actions';
import { originsAmong } from '../../app/store';
import { turnsOf } from '../../experiment/chat';
import { fileOf } from '../../experiment/recorded';
import { forget } from '../parts/forget';
import { date } from '../parts/format';
import { WhenSeen } from '../parts/WhenSeen';
import { useLab } from '../useLab';
import { t } from '../../language/t';

const FILE = fileOf({ kind: 'chat' });
const look = (): void => forget(lookAtChat());

export function RecordedChat() {
  const turns = useLab((s) => turnsOf(s.experiment));
  const origins = useLab((s) => s.origins);
  const part = useLab((s) => s.parts[FILE]);
  const from = useMemo(
    () =>
      originsAmong(
        origins,
        turns.map(({ id }) => id),
      ),
    [origins, turns],
  );
  const last = turns.at(-1);
  return (
    <>
      <WhenSeen of={t`chat`} onSeen={look} />
      {part === 'coming' && <p className="quiet-line" role="status">{t`Fetching the recorded conversation…`}</p>}
      {!last && typeof part === 'object' && (
        <p className="quiet-line" role="alert" data-testid="chat-part-missing">
          {part.message} {part.hint} <button type="button" onClick={look}>{t`Try again`}</button>
        </p>
      )}
      {last && String(from) === 'recorded' && (
        <p
          className="quiet-line"
          data-testid="chat-recorded"
        >{t`A conversation recorded on ${date(last.at)}; nobody wrote it here. With a model, it can be gone on with, or one of your own begun.`}</p>
      )}
    </>
  );
}
