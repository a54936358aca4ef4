/** Pairs that a model writes, as the page has them, and what is asked for next. Pure. */
import { hostOf, parseBase } from '../endpoint/address';
import type { Waiting } from '../endpoint/chat';
import type { Nothing } from '../endpoint/reply';
import type { Draft } from '../experiment/draft/draft';
import type { FormSource, WriteForm, WrittenSoFar } from '../experiment/write-pairs/file';
import { instructionsFor, situationsOf } from '../experiment/write-pairs/instructions';
import { planOf, type SourceName, type Wanted, type WriteSettings } from '../experiment/write-pairs/plan';
import type { LabErrorData } from '../protocol';
import type { ModelState } from './state';
import { t } from '../language/t';

export interface WritingState extends WrittenSoFar {
  readonly work:
    | { readonly status: 'idle'; /** What the last work has to say. */ readonly note: string | null }
    | {
        readonly status: 'writing';
        /** Texts, two a pair. */
        readonly done: number;
        readonly of: number;
        /** By source: what it waits for before it asks again. */
        readonly waiting: Readonly<Record<string, Waiting>>;
        readonly here: boolean;
        readonly stopping: boolean;
      };
  /** Why sources stopped before their part was done, in the last work. */
  readonly failures: readonly { readonly source: string; readonly error: LabErrorData }[];
}

/** What is asked for now, from the form and the draft. */
export function askedFor({ form }: Pick<WritingState, 'form'>, draft: Draft, names: readonly SourceName[]): AskedFor {
  const { words, count, temperature, maxTokens, seed, without } = form;
  const instructions = form.instructions ?? instructionsFor(draft);
  const settings = { instructions, words, count, temperature, maxTokens, seed };
  return { settings, plan: planOf(situationsOf(draft), names, settings, without) };
}
interface AskedFor {
  readonly settings: WriteSettings;
  readonly plan: readonly Wanted[];
}

/** Who a source of the form is, as far as it is said: an address that is none yet stands as it is. */
export function nameOf(source: FormSource, model: ModelState): SourceName {
  if (source.kind === 'loaded') return { model: model.status === 'ready' ? model.info.id : '', host: null };
  return { model: source.model.trim(), host: hostIn(source.base) };
}

/** The form as it may be kept: an address that is none, into which a secret may have been pasted, is left out. */
export const keepable = (form: WriteForm): WriteForm => ({
  ...form,
  sources: form.sources.map((source) => (source.kind === 'loaded' || isBase(source.base) ? source : { ...source, base: '' })),
});

const isBase = (base: string): boolean => hostIn(base) !== base.trim();

function hostIn(base: string): string {
  try {
    return hostOf({ base: parseBase(base) });
  } catch {
    // It is being typed; what is wrong with it is said when it is used.
    return base.trim();
  }
}

/** "small at api.example.org". */
export const sourceText = ({ model, host }: SourceName): string => (host === null ? model : t`${model} at ${host}`);

/** Of pairs. `empty`: why, for each of which an answer was empty. */
interface Outcome {
  readonly written: number;
  readonly left: number;
  readonly empty: readonly Nothing[];
  readonly stopped: boolean;
}

/** What a work that ended has to say. */
export function noteOf({ written, left, empty, stopped }: Outcome): string {
  const what = stopped ? t`Stopped.` : left === 0 ? t`Done.` : t`Not all of it was written.`;
  const nothing = (['thoughts', 'filter', 'refused', 'unknown'] as const).map((why) => {
    const pairs = empty.filter((one) => one === why).length;
    return pairs > 0 ? ` ${emptyText(why, pairs)}` : '';
  });
  return `${what} ${t`Pairs written: ${written}.`}${left > 0 ? ` ${t`Still to be written: ${left}.`}` : ''}${nothing.join('')}`;
}

function emptyText(why: Nothing, pairs: number): string {
  switch (why) {
    case 'thoughts':
      return t`${pairs} of them had thoughts and no answer: allow more tokens.`;
    case 'filter':
      return t`${pairs} of them had an answer that a filter of the server kept back; other words, or another server, may help.`;
    case 'refused':
      return t`${pairs} of them had an answer that the model refused; other words, or another model, may help.`;
    case 'unknown':
      return t`${pairs} of them had an empty answer; another seed or temperature may help.`;
  }
}
