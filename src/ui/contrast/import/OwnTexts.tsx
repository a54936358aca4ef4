/** Where texts of one's own come in: files by their button or dropped, or text that is pasted. They are shown before they are taken. */
import './import.css';
import { useRef, useState, type DragEvent } from 'react';
import { areTexts } from '../../../app/endings';
import { openTexts, pasteTexts } from '../../../app/lower-actions';
import { FileButton } from '../../parts/FileButton';
import { forget } from '../../parts/forget';
import { useLab } from '../../useLab';
import { ImportScreen } from './ImportScreen';
import { t } from '../../../language/t';
import { rich } from '../../parts/rich';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

export function OwnTexts() {
  const running = useLab((s) => s.run.status === 'running');
  const importing = useLab((s) => s.importing);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    setOver(false);
    const files = [...event.dataTransfer.files];
    // What else it may be, the page tells (src/ui/disk/open-dropped.ts).
    if (running || !hasFiles(event) || files.length === 0 || !areTexts(files.map(({ name }) => name))) return;
    event.preventDefault();
    forget(openTexts(files));
  };
  const drag = (event: DragEvent): void => {
    if (running || !hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div className="own-texts" data-over={over} onDragOver={drag} onDragLeave={() => setOver(false)} onDrop={drop}>
      <div className="actions">
        <FileButton
          accept=".json,.jsonl,.ndjson,.csv,.tsv,.tab,.txt,application/json,text/csv,text/plain"
          testId="scenario-file"
          multiple
          disabled={running}
          onFiles={(files) => forget(openTexts(files))}
        >{t`Open texts of your own…`}</FileButton>
        <span className="quiet-line">{rich`Or drop them here. A table (CSV) or JSON with a column for each side, rated texts, A/B items, two plain files positive.txt and negative.txt, or a scenario file, such as ${(<a href="scenarios/empathy.json" download>{t`the set that comes with the page`}</a>)}. Columns can be chosen by hand. What you take stays in this browser as one of the sets above, until you take another one of your own; a run of yours that comes back on the next visit brings it into use.`}</span>
      </div>
      <Paste disabled={running} />
      {importing && <ImportScreen state={importing} running={running} />}
    </div>
  );
}

function Paste({ disabled }: { readonly disabled: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [empty, setEmpty] = useState(true);
  const read = (): void => {
    if (field.current?.value.trim()) forget(pasteTexts(field.current.value));
  };
  return (
    <div className="paste">
      <label htmlFor="paste-texts" className="quiet-line">{t`Or paste two columns from a spreadsheet, rows of a table, or JSON`}</label>
      {/* Not held in a state: a long text would be drawn anew with each letter. */}
      <textarea
        id="paste-texts"
        ref={field}
        data-testid="paste-texts"
        spellCheck={false}
        disabled={disabled}
        onChange={(event) => setEmpty(event.target.value.trim() === '')}
      />
      <button type="button" data-testid="paste-read" disabled={disabled || empty} onClick={read}>{t`Look at what was pasted`}</button>
    </div>
  );
}
