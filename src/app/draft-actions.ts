/** The set that a person is writing. This browser keeps it as it grows; it is in use only once it is taken so, as a file would be. */
import { brief } from '../count';
import { errorData, LabError } from '../error';
import { expectSmall } from '../formats/kind';
import { readText } from '../formats/text';
import { emptyDraft, type Draft } from '../experiment/draft/draft';
import type { LintAsked } from '../experiment/import/lint-asked';
import { braked } from './address';
import { guard } from './guard';
import { keptTogether } from './kept-together';
import { notKept } from './not-kept';
import type { Context } from './ports';
import { keptMore } from './state-updates';
import { t } from '../language/t';

export interface DraftState {
  readonly now: Draft;
  /** What can be taken back, latest last. */
  readonly steps: readonly Step[];
}

/** Something that took words away, and how they come back. */
export interface Step {
  /** What pressing it would do, in words: "Bring pair 3 back". */
  readonly says: string;
  readonly back: (now: Draft) => Draft;
  /** It puts another draft in the place of this one: what would bring this one back, in words. */
  readonly again?: string;
}

/** Letters of a set's name in a step. */
const MOST_NAME = 40;
/** Steps that can be taken back. */
const MOST_STEPS = 20;

export function draftActions({ store, disk, clock, address, runFiles }: Context) {
  // Fetched with the first draft: the first chart of the page needs none of it.
  const codec = () => import('../experiment/draft/draft-file');
  /** The browser refused the last write, which was said. */
  let refused = false;
  const together = keptTogether<Draft>((make) => disk.session.rewriteDraft(make));

  async function write(): Promise<void> {
    const { draft } = store.getState();
    if (draft === null) return;
    try {
      const { draftFile } = await codec();
      await together.write(
        draftFile,
        () => store.getState().draft!.now,
        (now) => store.setState(({ draft: shown }) => ({ draft: shown && { ...shown, now } })),
      );
      refused = false;
      store.setState(keptMore);
    } catch (error) {
      // Once, not with every letter.
      if (!refused)
        store.setState({ error: errorData(notKept(t`the set that you are writing`, t`Download it as a file.`, error as Error)) });
      refused = true;
    }
  }
  const keeping = braked(
    () => void write(),
    (milliseconds, work) => clock.after(milliseconds, work),
  );

  /** Shows what this browser keeps of a set that is being written, else `fresh`. One that cannot be read is said. */
  function openDraft(fresh: () => Draft): Promise<void> {
    return guard(store, async () => {
      if (store.getState().draft !== null) return;
      const json = await disk.session.readDraft();
      const { draftFile } = await codec();
      const kept = json === null ? null : draftFile.decode(json);
      // Another call may have been quicker.
      if (store.getState().draft !== null) return;
      const now = kept ?? fresh();
      together.begin(json, now);
      store.setState({ draft: { now, steps: [] } });
      address.onLeave(keeping.flush);
      if (json !== null && kept === null)
        throw new LabError(
          'set-damaged',
          t`The set that you were writing is in this browser, but damaged: it cannot be read.`,
          t`It stays as it is until you write in the empty one that stands in its place.`,
        );
    });
  }

  /** `step`: how what the change takes away comes back. */
  function changeDraft(change: (now: Draft) => Draft, step: Step | null = null): void {
    const { draft } = store.getState();
    if (draft === null) return;
    const now = change(draft.now);
    if (now === draft.now) return;
    store.setState({ draft: { now, steps: step ? [...draft.steps, step].slice(-MOST_STEPS) : draft.steps } });
    keeping.ask();
  }

  /** Another draft in the place of this one, which can be gone back to. */
  function replaceDraft(next: Draft): void {
    const { draft } = store.getState();
    if (draft === null) return;
    const before = draft.now;
    changeDraft(() => next, {
      says: t`Go back to “${brief(before.name.trim() || t`the set without a name`, MOST_NAME)}”`,
      back: () => before,
      again: t`Go on to “${brief(next.name.trim() || t`the new set`, MOST_NAME)}”`,
    });
  }

  return {
    openDraft,
    changeDraft,
    replaceDraft,
    /** A draft that was downloaded, in the place of the one that is here, which can be gone back to. A bad one is said. */
    openDraftFile: (file: File): Promise<void> =>
      guard(store, async () => {
        expectSmall(file.size, file.name);
        const [{ draftIn }, text] = [await codec(), await readText(file, file.name)];
        const opened = draftIn(text, file.name);
        await openDraft(emptyDraft);
        replaceDraft(opened);
      }),
    /** The last step is taken back. What was written since then stays, in this draft or in the one that can be brought back. */
    undoDraft(): void {
      const { draft } = store.getState();
      const last = draft?.steps.at(-1);
      if (!draft || !last) return;
      const { says, back, again } = last;
      const forth = again === undefined ? [] : [{ says: again, back: () => draft.now, again: says }];
      store.setState({ draft: { now: back(draft.now), steps: [...draft.steps.slice(0, -1), ...forth] } });
      keeping.ask();
    },
    /** What should be known of these texts, in sentences. */
    lintTexts: (asked: LintAsked, signal: AbortSignal): Promise<string[]> => runFiles.call('lint', asked, { signal }),
  };
}
