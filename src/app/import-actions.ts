/**
 * Files of texts of a person's own, of any layout: looked at by the worker, mapped and split as the person says, and only then taken into
 * use. Until then what is open stays as it is; a file that cannot be read is said, and an earlier one that is looked at stays.
 */
import { errorData } from '../error';
import type { GivenFile, Taken } from '../experiment/import/from-files';
import type { ImportPreview } from '../experiment/import/preview';
import type { ImportChoice } from '../formats/import/choice';
import type { Context } from './ports';
import { t } from '../language/t';

export interface ImportState {
  readonly files: readonly GivenFile[];
  /** null while they are read for the first time. */
  readonly preview: ImportPreview | null;
  /** They are being read: `preview` is that of an earlier choice, or the set is being made. */
  readonly busy: boolean;
}

interface Openers {
  openScenarioSet(file: File): Promise<unknown>;
  openItems(file: File): Promise<unknown>;
  useImported(taken: Taken): Promise<void>;
}

/** What became of files: they are looked at, or one was of the lab's own format and is open. */
export type Opened = 'looked-at' | 'opened' | 'overtaken';

export function importActions({ store, runFiles }: Pick<Context, 'store' | 'runFiles'>, openers: Openers) {
  const { getState: get, setState: set } = store;
  /** Ends the question that is under way: another one is asked, or nobody wants to know any more. */
  let asking: AbortController | null = null;
  const ask = (): AbortController => {
    asking?.abort();
    return (asking = new AbortController());
  };
  const inUse = () => {
    const { set: state } = get();
    return state.status === 'ready' ? state.set : null;
  };

  /** Looks at files under a choice. Where that fails, `before` is shown again, and the reason is thrown and said. */
  async function look(files: readonly GivenFile[], choice: ImportChoice | null, before: ImportState | null): Promise<Opened> {
    const own = ask();
    const restore = (): void => {
      if (asking === own) set({ importing: before && { ...before, busy: false } });
    };
    set({ importing: { files, preview: before?.files === files ? before.preview : null, busy: true } });
    try {
      const beside = choice === null || choice.use === 'rated' ? inUse() : null;
      const looked = await runFiles.call('lookAtTexts', { files, choice, inUse: beside }, { signal: own.signal });
      if (asking !== own) return 'overtaken';
      if (looked.kind === 'texts') {
        set({ importing: { files, preview: looked.preview, busy: false }, error: null });
        return 'looked-at';
      }
    } catch (error) {
      if (asking !== own) return 'overtaken';
      restore();
      set({ error: errorData(error) });
      throw error;
    }
    const [{ name, blob }] = files as [GivenFile];
    try {
      await openers.openScenarioSet(new File([blob], name));
    } catch (error) {
      restore(); // The action that opens sets has said why.
      throw error;
    }
    if (asking === own) set({ importing: null });
    return 'opened';
  }

  return {
    /** Files that a person chose or dropped, all of one layout. A set of the lab's own is opened. */
    openTexts: (files: readonly File[]): Promise<Opened> =>
      look(
        files.map((file) => ({ name: file.name, blob: file })),
        null,
        get().importing,
      ),
    /** The same of a text that was pasted. */
    pasteTexts: (text: string): Promise<Opened> => look([{ name: t`pasted text`, blob: new Blob([text]) }], null, get().importing),
    /** Looks at them again, as the person says now. */
    async changeImport(change: Partial<ImportChoice>): Promise<void> {
      const { importing } = get();
      if (!importing?.preview) return;
      const choice = { ...importing.preview.choice, ...change };
      // The page shows at once what was chosen; what follows from it comes with the answer.
      const shown = { ...importing, preview: { ...importing.preview, choice } };
      set({ importing: shown });
      await look(importing.files, choice, shown);
    },
    /** Takes them into use. A refusal throws, is said, and changes nothing. */
    async acceptImport(): Promise<void> {
      const { importing } = get();
      if (!importing?.preview || importing.busy || importing.preview.refused) return;
      const { files, preview } = importing;
      const { choice } = preview;
      const own = ask();
      set({ importing: { ...importing, busy: true } });
      try {
        if (choice.use === 'items') {
          const { name, text } = await runFiles.call('takeItems', { files, choice }, { signal: own.signal });
          if (asking !== own) return;
          await openers.openItems(new File([text], name));
        } else {
          const wanted = choice.use === 'rated' ? inUse() : null;
          const taken = await runFiles.call('takeTexts', { files, choice, inUse: wanted }, { signal: own.signal });
          if (asking !== own) return;
          await openers.useImported(taken);
        }
        if (asking === own) set({ importing: null, error: null });
      } catch (error) {
        if (asking !== own) return;
        set({ importing, error: errorData(error) });
        throw error;
      }
    },
    /** Takes none of them; everything is as it was. */
    cancelImport(): void {
      ask();
      set({ importing: null });
    },
  };
}
