/** Whose items are asked: those of the set, or those of a file of A/B items of one's own, which is opened here. */
import { askOwnItems, openItems } from '../../app/actions';
import type { OwnItems } from '../../app/own-items';
import { Choice } from '../parts/Choice';
import { FileButton } from '../parts/FileButton';
import { forget } from '../parts/forget';
import { brief, count } from '../parts/format';
import { useLab } from '../useLab';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const WHOSE = { set: t`of the scenario set`, file: t`of your file` } as const;

export function ItemsFile() {
  const own = useLab((s) => s.ownItems);
  const running = useLab((s) => s.choose.status === 'running');
  return (
    <div className="items-file">
      {own && (
        <>
          <Choice
            label={t`Items`}
            value={own.inUse ? 'file' : 'set'}
            options={(['set', 'file'] as const).map((value) => ({ value, label: WHOSE[value] }))}
            disabled={running}
            onChange={(value) => askOwnItems(value === 'file')}
          />
          <p className="quiet-line" data-testid="items-file-line" data-in-use={own.inUse}>
            {fileLine(own.file)}
          </p>
        </>
      )}
      <div className="actions">
        <FileButton
          accept=".json,.jsonl,.ndjson,application/json"
          testId="items-file"
          disabled={running}
          onFile={(file) => forget(openItems(file))}
        >{t`Open A/B items of your own…`}</FileButton>
        <span className="quiet-line">{rich`A JSON list or one JSON object a line, each with ${(<code>question</code>)}, ${(<code>answer_matching_behavior</code>)} and ${(<code>answer_not_matching_behavior</code>)}. The file stays in this browser until you open another one.`}</span>
      </div>
    </div>
  );
}

const SOME = 3;
const some = (texts: readonly string[]): string =>
  texts
    .slice(0, SOME)
    .map((text) => `“${brief(text, 60)}”`)
    .join(', ') + (texts.length > SOME ? t`, and ${texts.length - SOME} more` : '');

/** What the file holds, and what it says of where it comes from. */
export function fileLine({
  name,
  rows,
  items,
  licences,
  sources,
}: Pick<OwnItems, 'name' | 'rows' | 'items' | 'licences' | 'sources'>): string {
  const turned = items.length - rows;
  return [
    t`“${brief(name, 60)}” has ${count(rows, 'row')}: ${count(items.length, 'item')} to ask.`,
    turned > 0
      ? t`What ${count(turned, 'row')} ${turned === 1 ? t`lists` : t`list`} as (A) and (B) is asked in the opposite order, too, so that a liking for a letter cancels.`
      : '',
    t`An item moves up where the answers that match the file’s behaviour become likelier.`,
    sources.length > 0 ? t`Source: ${some(sources)}.` : '',
    licences.length > 0 ? t`Licence: ${some(licences)}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
