/** A file of texts before it is taken: what it is, what its columns are, three rows, what is wrong, and what should be known of it. */
import { useEffect, useRef } from 'react';
import { acceptImport, cancelImport } from '../../../app/lower-actions';
import type { ImportState } from '../../../app/store';
import type { ImportPreview } from '../../../experiment/import/preview';
import { forget } from '../../parts/forget';
import { brief, count } from '../../parts/format';
import { ImportColumns } from './ImportColumns';
import { ImportNames } from './ImportNames';
import { BadRows, ShownRows } from './ImportRows';
import { RefusedNote } from '../../parts/RefusedNote';
import { TakePersona } from './TakePersona';
import { t } from '../../../language/t';
import { grouped } from '../../../count';

interface Props {
  readonly state: ImportState;
  /** A run is under way: the set in use stays until it ends. */
  readonly running: boolean;
}

export function ImportScreen({ state: { files, preview, busy }, running }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever brought a file is led to what was found in it.
  useEffect(() => heading.current?.focus(), [files]);
  const names = files.map(({ name }) => brief(name, 60)).join(', ');
  const isTrait = preview?.layout.id === 'persona';
  return (
    <section className="import" aria-label={t`Import texts`} aria-busy={busy} data-testid="import">
      <h4 ref={heading} tabIndex={-1} dir="auto">
        {names}
      </h4>
      {preview === null ? (
        <p role="status">{t`Reading…`}</p>
      ) : (
        <>
          <p>{t`It looks like ${preview.layout.name}. Nothing is taken before you say so; the set in use stays until then.`}</p>
          {/* What has no texts yet is no table: its columns, counts and what to know of its texts would say nothing. */}
          {!isTrait && <ImportColumns preview={preview} />}
          {!isTrait && (preview.choice.use === 'pairs' || preview.choice.use === 'classes') && (
            <ImportNames key={names} choice={preview.choice} />
          )}
          {preview.choice.use === 'classes' && (
            <p className="note" data-testid="import-unpaired">
              {t`These texts have no partners. The direction lies between the two classes; intervals draw each class anew, and chance throws the labels over all test texts. Pairs right, agreement and PCA of pair differences need pairs and are left out. Within a pair the situation stays the same; here whatever else sets the classes apart, as subject, style or length, may be what is learnt.`}
            </p>
          )}
          <ShownRows preview={preview} />
          {!isTrait && (
            <p role="status" data-testid="import-counts">
              {countsLine(preview)}
            </p>
          )}
          <BadRows preview={preview} />
          <p className="quiet-line">{originLine(preview)}</p>
          {!isTrait && <Lint lint={preview.lint} />}
          <RefusedNote refused={preview.refused} testId="import-refused" />
          {isTrait && <TakePersona preview={preview} />}
        </>
      )}
      <div className="actions">
        {preview && !isTrait && (
          <button
            type="button"
            className="primary"
            data-testid="import-accept"
            disabled={busy || running || preview.refused !== null}
            onClick={() => forget(acceptImport())}
          >
            {acceptWords(preview)}
          </button>
        )}
        <button type="button" data-testid="import-cancel" onClick={cancelImport}>{t`Leave it`}</button>
      </div>
    </section>
  );
}

function Lint({ lint }: Pick<ImportPreview, 'lint'>) {
  if (lint.length === 0) return null;
  return (
    <div data-testid="import-lint">
      <p>{t`What to know before you believe a figure of these texts:`}</p>
      <ul className="note">
        {lint.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
    </div>
  );
}

const NOUN = { pairs: 'pair', items: 'row', rated: t`rated text`, classes: 'text' } as const;

const ONE: Readonly<Record<keyof typeof NOUN, string>> = {
  pairs: t`Use this pair`,
  items: t`Ask this item`,
  rated: t`Put this rated text in the place of the set’s own`,
  classes: t`Use this text`,
};

/** "Use these 40 pairs", "Use this pair". */
export function acceptWords({ choice: { use }, counts: { usable } }: Pick<ImportPreview, 'choice' | 'counts'>): string {
  if (usable === 1) return ONE[use];
  if (use === 'items') return t`Ask these ${count(usable, 'item')}`;
  if (use === 'rated') return t`Put these ${count(usable, 'rated text')} in the place of the set’s own`;
  return t`Use these ${count(usable, NOUN[use])}`;
}

/** "40 of 41 rows can be used: 30 to find the direction, 10 to test it, in 4 situations." "9 of 9 rows can be used, in 1 situation." */
export function countsLine({ choice, counts }: Pick<ImportPreview, 'choice' | 'counts'>): string {
  const { rows, usable, groups, train, test } = counts;
  const isSplit = choice.use === 'pairs' || choice.use === 'classes';
  const splits = isSplit ? t`: ${grouped(train)} to find the direction, ${grouped(test)} to test it` : '';
  const within = groups > 0 ? t`, in ${count(groups, 'situation or group', 'situations or groups')}` : '';
  return t`${grouped(usable)} of ${count(rows, 'row')} can be used${splits}${within}.`;
}

function originLine({ licences, sources }: Pick<ImportPreview, 'licences' | 'sources'>): string {
  const some = (all: readonly string[]): string =>
    all
      .slice(0, 3)
      .map((one) => `“${brief(one, 60)}”`)
      .join(', ') + (all.length > 3 ? t`, and more` : '');
  return [
    licences.length > 0 ? t`Licence: ${some(licences)}.` : t`The file states no licence.`,
    sources.length > 0 ? t`Source: ${some(sources)}.` : t`It names no source.`,
  ].join(' ');
}
