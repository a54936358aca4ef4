/** What the page does before anyone touches it. */
import { decodeHash } from '../experiment/link';
import { fetchCatalogue } from '../hub/catalogue';
import { CHOSEN } from '../language/chosen';
import { braked } from './address';
import type { apartActions } from './apart-actions';
import type { evidenceActions } from './evidence-actions';
import type { experimentActions } from './experiment-actions';
import { linkFollower, type LinkNeeds } from './follow-link';
import { guard } from './guard';
import type { hubActions } from './hub-setting';
import { setOfRun } from './own-sets';
import type { ownLessonActions } from './own-lessons';
import type { ownMessageActions } from './own-message';
import { ownWords } from './own-words';
import type { Context } from './ports';
import { embedOf, unknownIn } from './query';
import { isToKeep, keeper } from './session';
import type { shareActions } from './share-actions';
import { openedFrom, provenanceOf } from './state';
import { keptMore } from './state-updates';

type Needs = LinkNeeds &
  ReturnType<typeof ownLessonActions> &
  ReturnType<typeof ownMessageActions> &
  ReturnType<typeof shareActions> &
  ReturnType<typeof hubActions> &
  ReturnType<typeof experimentActions> &
  ReturnType<typeof apartActions> &
  ReturnType<typeof evidenceActions>;

export function startActions(context: Context, needs: Needs) {
  const { store, address, clock, disk } = context;
  const { getState: get, setState: set } = store;
  const { followApart, followDone, followEvidence, followRecorded, leaveLesson, lookBeside, lookOwnItems, lookOwnSet } = needs;
  const { lookOwnLessons, lookOwnMessage, openFirst, setChoices, shareLink, startHub } = needs;

  /** The next address that is written has the words of the prompt, as the link had them that it stands for. */
  let withWords = false;
  const writing = braked(
    () => {
      // A step on its way: the address names it already, and what is still set is the step's before.
      if (get().lesson?.begun === false) return;
      const href = shareLink({ ownPrompt: withWords });
      // A write ends a step back that the browser has begun.
      if (href !== address.href) address.replace(href);
      withWords = false;
    },
    (milliseconds, work) => clock.after(milliseconds, work),
  );

  const { faults, followHash, followSet, sayIgnored } = linkFollower(context, needs, {
    anew(words) {
      withWords = words;
      writing.ask();
    },
    whole: (work) => writing.whole(work),
  });

  /** Follows the address once more. */
  let again = (): void => undefined;

  return {
    /** `values`: phrases for what of the address cannot be shown. */
    sayIgnored,
    /** What could not be fetched for the step on show is asked for once more. */
    retryStep: (): void => again(),
    /**
     * Reads catalogue, scenario set, URL and the experiment to begin with. Called once by main.tsx. Each part that fails says so; the
     * others go on. Resolves once all that was drawn.
     */
    async start(): Promise<void> {
      context.runFiles.wake();
      const choice = setChoices.make();
      let from = get().experiment.view;
      const part = (work: () => Promise<unknown>): Promise<unknown> => faults.of(() => true, work);
      await part(async () => startHub());
      await Promise.all([
        part(async () => set({ catalogue: await fetchCatalogue(context.fetchOwn) })),
        part(async () => void (from = await openFirst(from))),
        part(lookOwnSet),
        part(lookOwnItems),
        part(lookOwnLessons),
        part(lookOwnMessage),
      ]);
      // Words that a person typed are in no address unless they asked for it: those of the last experiment come back with it.
      let written: string | null = null;
      await part(async () => void (written = await disk.session.readPrompt()));
      const kept = written ?? (provenanceOf(get()) !== 'recorded' ? get().experiment.view.steering.prompt : '');
      const words = ownWords(context, kept);
      const plain = address.arrival === 'new' && address.hash === '';
      // A run file that a link brought says itself how it is looked at, unless the link does.
      const brought = openedFrom(get()) !== null;
      const typed = plain || address.arrival === 'again' ? kept : '';
      if (brought && plain) await guard(store, () => followSet(setOfRun(get()), choice));
      else await followHash(address.hash, typed, words, choice, from, plain ? setOfRun(get()) : {});
      const follow = (hash: string): void => {
        // "#layers" sets nothing, and is no link.
        // As it was followed: what comes back when a lesson ends is written into the address.
        const typed = hash.includes('=') ? '' : words.words();
        // First, so that what comes back counts as no move of the person's.
        if (decodeHash(hash).choices.lesson === undefined) leaveLesson();
        void guard(store, () => followHash(hash, typed, words, setChoices.make(), get().experiment.view));
      };
      address.onChange(follow);
      again = () => follow(address.hash);
      address.onLeave(writing.flush);
      if (CHOSEN.trouble) faults.add({ code: 'language-file', where: null, ...CHOSEN.trouble });
      const unknown = unknownIn(address.search);
      if (unknown.length > 0) sayIgnored(unknown);
      words.follow();
      followRecorded(get());
      const { keep, leave } = keeper(context);
      address.onLeave(leave);
      const isFrame = embedOf(address.search) !== null;
      // A reload comes back to it.
      if (brought && !isFrame) void keep(get());
      store.subscribe((now, before) => {
        if (now.experiment !== before.experiment) followApart();
        if (now.experiment !== before.experiment || now.set !== before.set) followRecorded(now, before);
        if (now.experiment !== before.experiment || now.run !== before.run || now.model !== before.model) followEvidence(now, before);
        followDone(now);
        // In a frame of another page the address stays, and nothing is kept.
        if (isFrame) return;
        if (
          now.experiment.view !== before.experiment.view ||
          now.set !== before.set ||
          now.ownItems !== before.ownItems ||
          now.lesson !== before.lesson
        )
          writing.ask();
        if (!isToKeep(now, before)) return;
        if (now.epoch === before.epoch && !now.own) set({ own: true });
        void keep(get()).then(() => (set(keptMore), lookBeside()));
      });
      // Neither is in the first picture.
      await context.idle();
      followApart();
      followEvidence(get());
    },
  };
}
