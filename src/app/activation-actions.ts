/**
 * Files of activations: looked at by the worker, chosen among as the person says, and only then a reading, kept and analysed as one of our
 * own. Until then what is open stays as it is; a file that cannot be read is said, and an earlier one that is looked at stays.
 */
import { errorData } from '../error';
import type { ActivationChoice } from '../experiment/activations/choice';
import type { ActivationsPreview } from '../experiment/activations/look';
import type { TakenActivations } from '../experiment/activations/take';
import type { GivenFile } from '../experiment/import/from-files';
import { index, type TextIndex } from '../lab/indices';
import { keptOf } from './kept';
import type { KeptActions } from './kept-actions';
import type { Context } from './ports';
import { t } from '../language/t';

export interface ActivationsState {
  readonly files: readonly GivenFile[];
  /** null while they are read for the first time. */
  readonly preview: ActivationsPreview | null;
  readonly busy: boolean;
  /** The share that is read, 0 to 1, once they are being taken; null before. */
  readonly share: number | null;
}

export interface Imported {
  readonly count: number;
  readonly layers: number;
  readonly width: number;
  /** Id of the reading. */
  readonly reading: string;
}

interface TakeOptions {
  readonly signal?: AbortSignal;
  readonly onShare?: (share: number) => void;
}

export function activationActions(
  { store, runFiles, analysis, clock }: Pick<Context, 'store' | 'runFiles' | 'analysis' | 'clock'>,
  { showKept }: Pick<KeptActions, 'showKept'>,
) {
  const { getState: get, setState: set } = store;
  /** Ends the question that is under way. */
  let asking: AbortController | null = null;
  const ask = (): AbortController => {
    asking?.abort();
    return (asking = new AbortController());
  };
  const wanted = () => get().experiment.view.capture.pooling;

  /** Looks at files under a choice. Where that fails, `before` is shown again, and the reason is thrown and said. */
  async function look(files: readonly GivenFile[], choice: Partial<ActivationChoice>, before: ActivationsState | null): Promise<void> {
    const own = ask();
    set({ activations: { files, preview: before?.files === files ? before.preview : null, busy: true, share: null } });
    try {
      const preview = await runFiles.call('lookAtActivations', { files, choice, wanted: wanted() }, { signal: own.signal });
      if (asking === own) set({ activations: { files, preview, busy: false, share: null }, error: null });
    } catch (error) {
      if (asking !== own) return;
      set({ activations: before && { ...before, busy: false }, error: errorData(error) });
      throw error;
    }
  }

  /**
   * The reading of these files, kept, analysed and on show. Throws `activations-unreadable` before anything is changed, and what analysing
   * throws.
   */
  async function take(
    files: readonly GivenFile[],
    choice: Partial<ActivationChoice>,
    { signal, onShare = () => undefined }: TakeOptions = {},
  ): Promise<Imported> {
    const texts = new Map<string, Float32Array>();
    const request = { files, choice, wanted: wanted(), now: clock.now().toISOString() };
    const taken = await runFiles.call('takeActivations', request, {
      signal,
      onEvent: (event) => (event.kind === 'read' ? onShare(event.share / 2) : void texts.set(event.hash, event.residual)),
    });
    const { model, set: known, how, at, poolings, tokenHashes } = taken;
    const kept = await keptOf({ at, model, set: known, how, context: null }, cutOf(taken), poolings.length);
    const { tokens, ...said } = kept.reading;
    const reading = { ...kept, reading: { ...said, ...(taken.tokens && { tokens }), poolings } };
    const { have } = await analysis.call('open', { reading, poolings: [...poolings] });
    let unkept: string | null = null;
    for (const [text, hash] of tokenHashes.entries()) {
      const data = texts.get(hash);
      // Texts of the same numbers are one text; the first of them is kept for all.
      if (!data || !texts.delete(hash) || have[text]) continue;
      signal?.throwIfAborted();
      const problem = await analysis.call(
        'keep',
        { reading: reading.name, text: index<TextIndex>(text), residual: { poolings, data, on: null } },
        { transfer: [data.buffer as ArrayBuffer] },
      );
      unkept ??= problem;
      onShare(0.5 + (text + 1) / tokenHashes.length / 2);
    }
    const id = await showKept(reading);
    if (unkept !== null)
      set({ run: { status: 'idle', note: t`The browser did not keep the activations (${unkept}); they stay on this page only.` } });
    return { count: tokenHashes.length, layers: model.layers, width: model.width, reading: id };
  }

  return {
    /** Files that a person chose or dropped: together they are one reading. */
    openActivations: (files: readonly File[]): Promise<void> =>
      look(
        files.map((file) => ({ name: file.name, blob: file })),
        {},
        get().activations,
      ),
    /** Looks at them again, as the person says now. */
    async changeActivations(change: Partial<ActivationChoice>): Promise<void> {
      const { activations } = get();
      if (!activations?.preview) return;
      const choice = { ...activations.preview.choice, ...change };
      // What was chosen is there at once; what follows from it comes with the answer.
      const shown = { ...activations, preview: { ...activations.preview, choice } };
      set({ activations: shown });
      await look(activations.files, choice, shown);
    },
    /** Makes them a reading, and shows its analysis. A refusal throws, is said, and changes nothing. */
    async acceptActivations(): Promise<void> {
      const { activations } = get();
      if (!activations?.preview?.found || activations.busy) return;
      const { files, preview } = activations;
      const own = ask();
      set({ activations: { ...activations, busy: true, share: 0 } });
      const onShare = (share: number): void =>
        set(({ activations: now }) => (asking === own && now ? { activations: { ...now, share } } : {}));
      try {
        await take(files, preview.choice, { signal: own.signal, onShare });
        if (asking === own) set({ activations: null, error: null });
      } catch (error) {
        if (asking !== own) return;
        set({ activations, error: errorData(error) });
        throw error;
      }
    },
    /** Takes none of them; everything is as it was. */
    cancelActivations(): void {
      ask();
      set({ activations: null });
    },
    /** The same for a script, without asking. */
    takeActivations: (files: readonly File[], choice: Partial<ActivationChoice>): Promise<Imported> =>
      take(
        files.map((file) => ({ name: file.name, blob: file })),
        choice,
      ),
  };
}

const cutOf = ({ tokenHashes, tokens, truncated }: TakenActivations) => ({
  tokenHashes: [...tokenHashes],
  truncated: [...truncated],
  tokens: [...(tokens ?? [])],
});
