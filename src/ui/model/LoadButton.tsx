/**
 * Load, with the price said first: known from the catalogue, or asked of the hub by a click of its own. A hub that fails at that may
 * still give the files.
 */
import { useEffect, useRef, useState } from 'react';
import { errorData } from '../../error';
import type { RemoteFile } from '../../protocol';
import { NoSuchGraph, readSizes } from '../../app/lower-actions';
import type { ModelSpec } from '../../hub/catalogue';
import { brief, bytes, count } from '../parts/format';
import { FileList, totalBytes } from './FileList';
import { t } from '../../language/t';

interface Props {
  spec: ModelSpec;
  name: string;
  /** null where nobody has counted: then the hub is asked. */
  size: number | null;
  /** Where it is, if not on the hub. */
  place?: 'included' | 'kept';
  /** Bytes of worker and runtime, which come from the page's server; null where nobody has counted. */
  program: number | null;
  disabled?: boolean;
  onLoad: () => void;
  /** Takes another graph of the same repository; where it is left out, none is offered. */
  onGraph?: (graph: string) => void;
}

const PLACES: Readonly<Record<NonNullable<Props['place']>, string>> = { included: t`included`, kept: t`on this disk` };

/** What the hub answered: `files` null where it can tell nothing. */
type Asked =
  | { status: 'not-asked' }
  | { status: 'asking' }
  | { status: 'told'; files: RemoteFile[] | null }
  | { status: 'refused'; problem: string; graphs: readonly string[] };

/** What the program adds: to the model's bytes, or, where the model is on this disk, by itself. */
function programSaid(model: number | null, program: number | null, place: Props['place']): string {
  if (program === null) return '';
  if (model === null || place === 'kept') return t`; the program that runs it: ${bytes(program)}`;
  return t`; ${bytes(model + program)} with the program that runs it`;
}

/** Give it a key of what is asked for, so that an answer is never shown beside another question. */
export function LoadButton({ spec, name, size, place, program, disabled = false, onLoad, onGraph }: Props) {
  const [asked, set] = useState<Asked>({ status: 'not-asked' });
  const gone = useRef<AbortController>(null);
  // Nobody waits for the answer to another question.
  useEffect(() => () => gone.current?.abort(), []);
  const ask = (): void => {
    const { signal } = (gone.current = new AbortController());
    set({ status: 'asking' });
    readSizes(spec, signal).then(
      (files) => set({ status: 'told', files }),
      (error: unknown) => {
        if (signal.aborted) return;
        const { message, hint } = errorData(error);
        const graphs = error instanceof NoSuchGraph && onGraph ? error.graphs : [];
        set({ status: 'refused', problem: graphs.length > 0 ? message : `${message} ${hint}`, graphs });
      },
    );
  };
  const files = asked.status === 'told' ? asked.files : null;
  const unpriced = asked.status === 'told' ? t`the hub does not say how large` : t`size not known`;
  const price = size ?? (files && totalBytes(files));
  return (
    <>
      {size === null && asked.status !== 'told' && (
        <button type="button" data-testid="ask-size" disabled={disabled || asked.status === 'asking'} onClick={ask}>
          {asked.status === 'asking'
            ? t`Asking…`
            : asked.status === 'refused'
              ? t`Ask again`
              : t`Ask the hub for the size of ${brief(name)}`}
        </button>
      )}
      {(size !== null || asked.status === 'told' || (asked.status === 'refused' && asked.graphs.length === 0)) && (
        <button
          type="button"
          className="primary"
          data-testid="load-button"
          disabled={disabled}
          onClick={onLoad}
        >{t`Load ${brief(name)} (${price === null ? unpriced : bytes(price)}, ${place === undefined ? t`from the hub` : PLACES[place]}${programSaid(price, program, place)})`}</button>
      )}
      {files && <FileList files={files} />}
      {asked.status === 'refused' && (
        <p role="alert" data-testid="size-problem">
          {asked.problem}
        </p>
      )}
      {asked.status === 'refused' && asked.graphs.length > 0 && (
        <div className="note graph-choice" role="group" aria-label={t`Graphs of this repository`} data-testid="graphs">
          <p>{t`It has ${count(asked.graphs.length, 'other graph')}. Which one?`}</p>
          <ul className="plain-list">
            {asked.graphs.map((graph) => (
              <li key={graph}>
                <button type="button" onClick={() => onGraph?.(graph)}>
                  {graph}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
