/** What the cards of a set that is written are made of. */
import { useId, type ReactNode } from 'react';
import { grouped } from '../../../count';
import { LONGEST_TEXT, type DraftScenario, type TableName } from '../../../experiment/draft/draft';
import { brief } from '../../parts/format';
import { Select } from '../../parts/Select';
import { rowId } from './DraftRows';
import { t } from '../../../language/t';

interface CardProps<R extends { readonly id: string }> {
  readonly table: TableName;
  readonly row: R;
  readonly n: number;
  readonly name: string;
  /** Why it cannot be taken away; null where it can. */
  readonly kept?: string | null;
  readonly onRemove: (row: R, n: number) => void;
  readonly children: ReactNode;
}

export function Card<R extends { readonly id: string }>({ table, row, n, name, kept = null, onRemove, children }: CardProps<R>) {
  return (
    <li id={rowId(table, row.id)} className="write-card" value={n}>
      <fieldset>
        <legend>{name}</legend>
        {children}
        <div className="actions">
          <button type="button" className="quiet" disabled={kept !== null} onClick={() => onRemove(row, n)}>{t`Remove ${name}`}</button>
          {kept !== null && <span className="quiet-line">{kept}</span>}
        </div>
      </fieldset>
    </li>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly rows?: number;
  readonly side?: 'positive' | 'negative';
  /** It has the focus once it comes: a button that it takes the place of had it. */
  readonly focused?: boolean;
  readonly onChange: (value: string) => void;
}

export function TextCell({ label, value, rows = 3, side, focused = false, onChange }: TextProps) {
  const [id, full] = [useId(), useId()];
  const isFull = value.length >= LONGEST_TEXT;
  return (
    <span className={`write-cell ${side ? `side side-${side}` : ''}`}>
      <label htmlFor={id} dir="auto">
        {label}
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={rows}
        maxLength={LONGEST_TEXT}
        value={value}
        autoFocus={focused}
        aria-describedby={isFull ? full : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {isFull && (
        <span id={full} role="status" className="quiet-line">
          {t`Full: a text has at most ${grouped(LONGEST_TEXT)} characters, as the import of this set takes them. What is beyond them is not taken.`}
        </span>
      )}
    </span>
  );
}

interface SituationProps<R extends { readonly id: string; readonly scenario: string }> {
  readonly row: R;
  readonly scenarios: readonly DraftScenario[];
  readonly onChange: (id: string, fields: { readonly scenario: string }) => void;
}

/** Where there is one situation alone, nothing is to be chosen. */
export function SituationSelect<R extends { readonly id: string; readonly scenario: string }>({
  row,
  scenarios,
  onChange,
}: SituationProps<R>) {
  if (scenarios.length < 2) return null;
  return (
    <Select
      label={t`situation`}
      value={row.scenario}
      options={scenarios.map(({ id, title }, i) => [id, brief(title.trim() || t`situation ${i + 1}`, 40)] as const)}
      onChange={(scenario) => onChange(row.id, { scenario })}
    />
  );
}
