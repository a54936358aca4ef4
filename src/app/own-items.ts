/** A file of A/B items of a person's own: read, kept in this browser, and asked in the place of the set's items while it is in use. */
import { sha256 } from '../formats/sha256';
import { errorData, LabError } from '../error';
import type { AskedItem } from '../experiment/choice-plan';
import { parseAbItems } from '../formats/ab-items';
import { expectSmall } from '../formats/kind';
import { readText } from '../formats/text';
import { notKept } from './not-kept';
import type { Context } from './ports';
import { keptMore } from './state-updates';
import { t } from '../language/t';

export interface OwnItems {
  /** Of the file. */
  readonly name: string;
  /** Of the file's text. */
  readonly sha256: string;
  readonly rows: number;
  /** Each with the file and row that it is of. */
  readonly items: readonly AskedItem[];
  /** Those that its rows say, each once. */
  readonly licences: readonly string[];
  readonly sources: readonly string[];
}

/** The items in the text of a file of that name. Rejects with what `parseAbItems` throws. */
export async function ownItemsOf(text: string, name: string): Promise<OwnItems> {
  const { rows, items } = parseAbItems(text, name);
  const hash = await sha256(text);
  const each = (field: 'licence' | 'source'): string[] => [...new Set(items.flatMap(({ of }) => of[field] ?? []))];
  const asked = items.map(({ of, ...item }): AskedItem => ({ ...item, file: { name, sha256: hash, ...of } }));
  return { name, sha256: hash, rows, items: asked, licences: each('licence'), sources: each('source') };
}

export function ownItemActions({ store, disk }: Pick<Context, 'store' | 'disk'>) {
  const { getState: get, setState: set } = store;
  /** Counts the files that were opened: of two, the later one counts, whichever is read first. */
  let opened = 0;
  return {
    /** Reads the file that this browser keeps, which is not in use until somebody says so. Throws as `ownItemsOf`, where it is damaged. */
    async lookOwnItems(): Promise<void> {
      const kept = await disk.session.readOwnItems();
      if (kept === null || opened > 0) return;
      const file = await ownItemsOf(kept.text, kept.name).catch((error: unknown) => {
        throw damaged(error);
      });
      if (opened === 0) set({ ownItems: { file, inUse: false } });
    },
    /** A file of A/B items chosen by a person: its items are asked from now on. A bad one throws and is shown; those in use stay. */
    async openItems(file: File): Promise<void> {
      const own = ++opened;
      try {
        expectSmall(file.size, file.name);
        const text = await readText(file, file.name);
        const items = await ownItemsOf(text, file.name);
        if (own !== opened) return;
        set({ ownItems: { file: items, inUse: true }, error: null });
        await disk.session.writeOwnItems({ name: file.name, text }).then(
          () => set(keptMore),
          (error: unknown) => {
            const told = notKept(t`the A/B items of ${file.name}`, t`Open their file again after a reload.`, error as Error);
            if (own === opened) set({ error: errorData(told) });
          },
        );
      } catch (error) {
        if (own === opened) set({ error: errorData(error) });
        throw error;
      }
    },
    /** Asks the items of the file, or those of the set again. Nothing where there is no file. */
    askOwnItems: (inUse: boolean): void => set(({ ownItems }) => (ownItems ? { ownItems: { ...ownItems, inUse } } : {})),
    /** Those that a link was made with, by how their hash begins. Throws `items-not-here`. */
    followOwnItems(hash: string | undefined): void {
      if (hash === undefined) return;
      const { ownItems } = get();
      const here = ownItems?.file.sha256.startsWith(hash) ?? false;
      set({ ownItems: ownItems && { ...ownItems, inUse: here } });
      if (here) return;
      throw new LabError(
        'items-not-here',
        t`This link was made with a file of A/B items of its maker’s own, which is not in the link and ${ownItems ? t`another one than yours` : t`not in this browser`}.`,
        t`Ask for the file and open it; until then the items of the scenario set are asked.`,
      );
    },
  };
}

function damaged(error: unknown): LabError {
  const { code, message } = errorData(error);
  return new LabError(
    code,
    t`The A/B items that this browser kept cannot be read: ${message}`,
    t`Open their file again, which takes the place of the damaged one. To be rid of it, delete what is kept on this disk.`,
  );
}
