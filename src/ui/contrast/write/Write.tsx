/** A set of one's own, written here: names, tables, what it lacks, and what should be known of it. This browser keeps it as it grows. */
import './write.css';
import { useEffect, useState } from 'react';
import { openDraft } from '../../../app/lower-actions';
import { emptyDraft, type TableName } from '../../../experiment/draft/draft';
import { Choice } from '../../parts/Choice';
import { forget } from '../../parts/forget';
import { useLab } from '../../useLab';
import { DraftCheck } from './DraftCheck';
import { DraftButtons } from './DraftButtons';
import { DraftNames } from './DraftNames';
import { DraftRows } from './DraftRows';
import { t } from '../../../language/t';

/** Where a person is led: a table, and a row of it. */
export interface Goal {
  readonly table: TableName;
  readonly row: string;
}

const TABLES: readonly TableName[] = ['pairs', 'scenarios', 'prompts', 'scored', 'items'];
const NAMES: Readonly<Record<TableName, string>> = {
  pairs: t`Pairs`,
  scenarios: t`Situations`,
  prompts: t`Prompts`,
  scored: t`Rated texts`,
  items: t`Choices`,
};

const ABOUT: Readonly<Record<TableName, string>> = {
  pairs: t`The same situation told twice, once with the concept and once without, alike in length and in everything else. Eight pairs are enough to begin with; “for” says which of them find the direction and which test it.`,
  scenarios: t`What the texts are about. One is enough; with several the lab can hold one out at a time. What earns 0, 1 and 2 is shown to whoever rates answers, and may be left empty.`,
  prompts: t`What the model is asked when you push it. May be left empty.`,
  scored: t`Texts that a person has rated for what is done in them: 0, 1 or 2. They show whether what is read goes along with behaviour. May be left empty.`,
  items: t`A prompt, and what could be said next, at least one option of each side. The model is asked how likely each one is, without and with a push. May be left empty.`,
};

export function Write() {
  const draft = useLab((s) => s.draft?.now ?? null);
  const [table, setTable] = useState<TableName>('pairs');
  const [goal, setGoal] = useState<Goal | null>(null);
  useEffect(() => forget(openDraft(emptyDraft)), []);
  if (draft === null) return <p className="quiet-line">{t`Looking for what you wrote before…`}</p>;
  const lead = (to: Goal): void => {
    setTable(to.table);
    setGoal(to);
  };
  return (
    <div className="write" data-testid="write">
      <DraftNames draft={draft} />
      <Choice
        label={t`Table`}
        value={table}
        options={TABLES.map((name) => ({ value: name, label: t`${NAMES[name]} (${draft[name].length})` }))}
        onChange={(name) => {
          setTable(name);
          setGoal(null);
        }}
      />
      <p className="quiet-line">{ABOUT[table]}</p>
      <DraftRows key={table} draft={draft} table={table} goal={goal} />
      <DraftCheck draft={draft} onLead={lead} />
      <DraftButtons draft={draft} />
    </div>
  );
}
