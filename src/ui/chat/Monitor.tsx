/** What the turns score along the directions that are shown, and which of them lie above a threshold with a stated rate of false alarms. */
import { useMemo, useState } from 'react';
import { monitorChat } from '../../app/lower-actions';
import { busyWith } from '../../app/busy';
import { turnsOf } from '../../experiment/chat';
import { alarmOf, wayOf } from '../../experiment/monitor';
import { deviceLabel } from '../../experiment/names';
import { shownRun } from '../../experiment/shown';
import { Choice } from '../parts/Choice';
import { forget } from '../parts/forget';
import { brief, count, percent } from '../parts/format';
import { POOLING_NAMES } from '../run/found-by';
import { useShownLayer, useSides } from '../shown';
import { useMissing } from '../steer/useMissing';
import { useLab } from '../useLab';
import { useOrigin } from '../useOrigin';
import { alarmSentences } from './alarm-text';
import { MonitorFigure } from './MonitorFigure';
import { pointsOf } from './points';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const SHARES = ['0.05', '0.1', '0.2'] as const;
const OPTIONS = SHARES.map((value) => ({ value, label: percent(Number(value)) }));

export function Monitor() {
  const [share, setShare] = useState<(typeof SHARES)[number]>('0.1');
  const turns = useLab((s) => turnsOf(s.experiment));
  const run = useLab((s) => shownRun(s.experiment));
  const layer = useShownLayer();
  const sides = useSides();
  const origin = useOrigin();
  const alarm = useMemo(() => run && alarmOf(run, layer, Number(share)), [run, layer, share]);
  const points = useMemo(() => (run ? pointsOf(turns, wayOf(run), layer) : []), [turns, run, layer]);
  if (turns.length === 0) return null;
  if (!run || !alarm)
    return <p className="quiet-line">{t`Nothing has been read yet: without directions there is nothing to hold the turns against.`}</p>;
  const { threshold } = alarm;
  const devices = [...new Set(turns.flatMap(({ monitor }) => (monitor ? deviceLabel(monitor.on.device) : [])))].join(t` and `);
  const unread = turns.length - points.length / 2;
  const { template, maxTokens } = run.reading.how;
  const title = t`Score of each turn at block ${layer}, each text read by itself and without a push`;
  return (
    <div className="chat-monitor" data-testid="monitor">
      <h3>{t`What a monitor sees`}</h3>
      <p className="figure-note">{rich`Each text is read as the texts of “${(<bdi>{brief(run.set.set.name)}</bdi>)}” were read (${POOLING_NAMES[run.spec.pooling]}, ${template ? t`as a chat message` : t`as it is`}, up to ${count(maxTokens, 'token')}), and scored along the same direction. A ring marks what lies above the threshold.`}</p>
      <Choice label={t`False alarms, at most`} value={share} options={OPTIONS} onChange={setShare} />
      {points.length > 0 && (
        <MonitorFigure
          points={points}
          turns={turns.length}
          threshold={threshold?.value ?? NaN}
          rate={threshold ? t`${threshold.above} of ${threshold.of} “${brief(sides.negative, 24)}” texts above` : ''}
          title={title}
          origin={t`${origin} Turns read on ${devices}.`}
        />
      )}
      {unread > 0 && <Unread unread={unread} />}
      <p className="figure-note" data-testid="alarm" data-threshold={threshold?.value ?? ''}>
        {alarmSentences(alarm, Number(share), sides, run.complete).join(' ')}
      </p>
    </div>
  );
}

/** Turns that were not read along these directions, and the way to have them read. */
function Unread({ unread }: { readonly unread: number }) {
  const missing = useMissing(false);
  const busy = useLab(busyWith);
  return (
    <p className="actions">
      <button
        type="button"
        data-testid="monitor-read"
        disabled={missing !== null || busy !== null}
        onClick={() => forget(monitorChat())}
      >{t`Read ${count(unread, 'turn')} along this direction`}</button>
      <span className="quiet-line">
        {missing ?? (unread === 1 ? t`It was not read in this way yet.` : t`They were not read in this way yet.`)}
      </span>
    </p>
  );
}
