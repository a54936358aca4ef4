/** Thirty run files at once: a row each, the broken ones named, and their ratings joined. */
import { useState } from 'react';
import { clearClass, joinClass, openClass } from '../../app/lower-actions';
import type { ClassFile } from '../../app/store';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { count, fixed, signed } from '../parts/format';
import { Table, type Cell, type TwinColumn } from '../parts/Table';
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

function ClassTable() {
  const files = useLab((s) => s.classFiles);
  const coming = useLab((s) => s.classComing);
  const [joined, setJoined] = useState({ files, text: '' });
  const open = files.filter(isOpen);
  const broken = files.flatMap((one) => (isOpen(one) ? [] : [one]));
  const [joining, setJoining] = useState(false);
  const join = async (): Promise<void> => {
    setJoining(true);
    const { ratings, refused } = await joinClass().finally(() => setJoining(false));
    const not =
      refused.length > 0
        ? t` Not joined, because a record of the same name says something else there, or because the file cannot be read any more: ${refused.join(', ')}.`
        : '';
    setJoined({ files, text: t`${count(ratings, 'rating')} joined the run on this page.${not}` });
  };
  return (
    <>
      <p className="about">{t`Each number is of the block that the file shows. The effect is how far the strongest push towards the positive side moves the score of the finished answer, read again without the push, over the prompts of the file. Several files can be dropped on the page, too.`}</p>
      <div className="actions">
        <FileButton
          accept=".json,.gz,application/json,application/gzip"
          testId="class-files"
          multiple
          onFiles={(all) => forget(openClass(all))}
        >{t`Open run files…`}</FileButton>
        {open.length > 0 && (
          <button
            type="button"
            data-testid="join-class"
            disabled={coming > 0 || joining}
            onClick={() => forget(join())}
          >{t`Join their ratings to the run on this page`}</button>
        )}
        {files.length + coming > 0 && <button type="button" className="quiet" onClick={clearClass}>{t`Empty the table`}</button>}
      </div>
      <p className="quiet-line" role="status" data-testid="class-note">
        {coming > 0 ? t`${count(coming, 'file')} to read…` : joined.files === files && joined.text}
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
      {open.length > 0 && <Table caption={t`Run files of a class (${open.length})`} columns={COLUMNS} rows={open.map(cellsOf)} />}
    </>
  );
}
