/** Thirty run files at once: a row each, the broken ones named, and their ratings joined. */
import './class.css';
import { useRef, useState } from 'react';
import { clearClass, joinClass, openClass } from '../../app/lower-actions';
import type { ClassFile } from '../../app/store';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { count, fixed, signed } from '../parts/format';
import { StopButton } from '../parts/StopButton';
import { Table, type Cell, type TwinColumn } from '../parts/Table';
import { useKeptFocus } from '../parts/useKeptFocus';
import { useLab } from '../useLab';
import { t } from '../../language/t';

const two = (value: number): string => fixed(value, 2);
const COLUMNS: readonly TwinColumn[] = [
  { name: t`file` },
  { name: t`concept` },
  { name: t`set` },
  { name: t`model` },
  { name: t`block` },
  { name: t`AUROC`, print: two },
  { name: t`from`, print: two, nan: t`no interval` },
  { name: t`to`, print: two, nan: t`no interval` },
  { name: t`words alone`, print: two },
  { name: t`agreement (kappa)`, print: two, nan: t`fewer than two raters` },
  { name: t`rated` },
  { name: t`raters` },
  { name: t`effect`, print: (value) => signed(value, 2), nan: t`no pushed answers` },
  { name: t`at α`, print: (value) => signed(value, 1), nan: t`no pushed answers` },
  { name: t`prompts` },
];

type Opened = Extract<ClassFile, { row: unknown }>;
const isOpen = (one: ClassFile): one is Opened => 'row' in one;
const cellsOf = ({ file, row }: Opened): Cell[] => [
  ...[file, row.concept, row.set, row.model].map((text) => ({ text })),
  ...[
    row.layer,
    row.auroc,
    row.low,
    row.high,
    row.words,
    row.kappa,
    { text: row.raters === 0 ? '–' : row.blind ? t`blind` : t`push known` },
    row.raters,
    row.effect,
    row.alpha,
    row.prompts,
  ],
];

export function ClassFold() {
  return (
    <Fold id="class" testId="class" note={t`a row a file, their ratings joined`}>
      <ClassTable />
    </Fold>
  );
}

/** How far a join is. `of`: files with ratings, null until they are counted. */
interface Joining {
  readonly done: number;
  readonly of: number | null;
  readonly stopping: boolean;
}
const joiningText = ({ done, of }: Joining): string =>
  of === null ? t`Joining their ratings…` : t`Joining their ratings: ${done} of ${count(of, 'file')}…`;

function ClassTable() {
  const files = useLab((s) => s.classFiles);
  const coming = useLab((s) => s.classComing);
  const [joined, setJoined] = useState<{ readonly files: typeof files; readonly text: string }>({ files, text: '' });
  const open = files.filter(isOpen);
  const broken = files.flatMap((one) => (isOpen(one) ? [] : [one]));
  const [joining, setJoining] = useState<Joining | null>(null);
  const stop = useRef<AbortController>(null);
  const focus = useKeptFocus<HTMLDivElement>();
  const join = async (): Promise<void> => {
    const { signal } = (stop.current = new AbortController());
    setJoined({ files, text: '' });
    setJoining({ done: 0, of: null, stopping: false });
    const { ratings, refused, left } = await joinClass({
      signal,
      onFile: (done, of) => setJoining({ done, of, stopping: signal.aborted }),
    }).finally(() => setJoining(null));
    const not =
      refused.length > 0
        ? t` Not joined, because a record of the same name says something else there, or because the file cannot be read any more: ${refused.join(', ')}.`
        : '';
    const rest = left > 0 ? t` Stopped: the ratings of ${count(left, 'file')} have not been joined.` : '';
    setJoined({ files, text: t`${count(ratings, 'rating')} joined the run on this page.${rest}${not}` });
  };
  const stopJoin = (): void => {
    stop.current?.abort();
    setJoining((now) => now && { ...now, stopping: true });
  };
  return (
    <>
      <p className="about">{t`Each number is of the block that the file shows. The effect is how far a push towards the positive side moves the score of the finished answer, read again without the push: of the strengths in the file the one with the most prompts, and of those the strongest. Several files can be dropped on the page, too.`}</p>
      <div className="actions" {...focus}>
        <FileButton
          accept=".json,.gz,application/json,application/gzip"
          testId="class-files"
          multiple
          onFiles={(all) => forget(openClass(all))}
        >{t`Open run files…`}</FileButton>
        {joining ? (
          <StopButton testId="stop-join" stopping={joining.stopping} onStop={stopJoin} />
        ) : (
          open.length > 0 && (
            <button
              type="button"
              data-testid="join-class"
              disabled={coming > 0}
              onClick={() => forget(join())}
            >{t`Join their ratings to the run on this page`}</button>
          )
        )}
        {files.length + coming > 0 && <button type="button" className="quiet" onClick={clearClass}>{t`Empty the table`}</button>}
      </div>
      <p className="quiet-line" role="status" data-testid="class-note">
        {coming > 0 ? t`${count(coming, 'file')} to read…` : joining ? joiningText(joining) : joined.files === files && joined.text}
      </p>
      {broken.length > 0 && (
        <div className="note note-bad" role="alert" data-testid="class-broken">
          <p>{t`${count(broken.length, 'file')} could not be opened; the others are below.`}</p>
          <ul>
            {broken.map(({ file, refused }) => (
              <li key={file}>
                <strong>{file}</strong>: {refused.what}
                {refused.where && (
                  <>
                    <br />
                    {refused.where}
                  </>
                )}
                <br />
                {refused.todo}
              </li>
            ))}
          </ul>
        </div>
      )}
      {open.length > 0 && (
        <div className="class-table">
          <Table caption={t`Run files of a class (${open.length})`} columns={COLUMNS} rows={open.map(cellsOf)} />
        </div>
      )}
    </>
  );
}
