/** With `?profile` in the address: what the model's worker does with its time. Asked for once a second while the fold is open. */
import { useEffect, useState } from 'react';
import type { Profile, ProfileRuns } from '../../protocol';
import { profile } from '../../app/actions';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { bytes, compact, fixed } from '../parts/format';
import { Table, type Cell, type TwinColumn } from '../parts/Table';
import { PHASES } from './LoadProgress';
import { t } from '../../language/t';

const EVERY = 1000;

/** Calls of the model's worker that run the graph; others go by their name in `window.lab`. */
const KINDS: Readonly<Record<string, string>> = {
  load: t`the load`,
  capture: t`texts read`,
  choose: t`choices`,
  generate: t`answers`,
  damage: t`damage`,
};

const SECONDS: TwinColumn = { name: t`seconds`, print: (value) => fixed(value, 2) };
const AMOUNT = { print: (value: number) => bytes(value) };

export const ProfilePanel = () => (
  <Fold id="profile" testId="profile" note={t`phases, tokens a second, bytes that cross`}>
    <Tables />
  </Fold>
);

function Tables() {
  const [now, set] = useState<Profile | null>(null);
  useEffect(() => {
    let gone = false;
    const look = () => forget(profile().then((read) => void (gone || set(read))));
    look();
    const timer = setInterval(look, EVERY);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, []);
  if (!now) return null;
  return (
    <>
      <Table
        caption={t`The load`}
        columns={[{ name: t`phase` }, SECONDS]}
        rows={now.phases.map(({ phase, seconds }): Cell[] => [words(PHASES.find(([id]) => id === phase)?.[1] ?? phase), seconds])}
      />
      <Table
        caption={t`What was asked of the worker`}
        columns={[
          { name: t`call` },
          { name: t`times` },
          SECONDS,
          { name: t`of which outside the runtime`, print: (value) => fixed(value, 2) },
        ]}
        rows={now.calls.map(({ kind, count, seconds }): Cell[] => [words(nameOf(kind)), count, seconds, seconds - inRuntime(now, kind)])}
      />
      <Table
        caption={t`What the runtime was asked, and what crossed between it and JavaScript`}
        columns={[
          { name: t`call` },
          { name: t`runs of` },
          { name: t`runs` },
          { name: t`tokens` },
          SECONDS,
          { name: t`tokens a second`, print: compact },
          { name: t`bytes in`, ...AMOUNT },
          { name: t`bytes out`, ...AMOUNT },
        ]}
        rows={now.runs.map(rowOf)}
      />
      <p className="quiet-line">{t`ONNX Runtime’s web build gives no times of single operations. Bytes are those in memory of JavaScript: what stays on a graphics card crosses nothing.`}</p>
    </>
  );
}

const words = (text: string): Cell => ({ text });
const nameOf = (kind: string): string => KINDS[kind] ?? kind;
const inRuntime = ({ runs }: Profile, kind: string): number =>
  runs.filter((one) => one.kind === kind).reduce((sum, { seconds }) => sum + seconds, 0);

const rowOf = ({ kind, of, runs, tokens, seconds, bytesIn, bytesOut }: ProfileRuns): Cell[] => [
  words(nameOf(kind)),
  words(of === 'step' ? t`one token a row` : t`several tokens`),
  ...[runs, tokens, seconds, tokens / seconds, bytesIn, bytesOut],
];
