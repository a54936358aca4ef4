/** What the page does before anyone touches it. */
import { errorData, labError, LabError } from '../error';
import { poolable } from '../experiment/capture';
import { chosen, decodeHash, joined, OWN_SET, type Choices } from '../experiment/link';
import { withoutPlaces } from '../experiment/link-asking';
import { editsHere } from '../experiment/link-edits';
import { SHIPPED_SETS } from '../experiment/shipped';
import { shownRun } from '../experiment/shown';
import { startView, type View } from '../experiment/view';
import { movedSince } from '../experiment/view-updates';
import { fetchCatalogue } from '../hub/catalogue';
import { braked } from './address';
import type { apartActions } from './apart-actions';
import type { evidenceActions } from './evidence-actions';
import type { experimentActions } from './experiment-actions';
import { guard } from './guard';
import type { hubActions } from './hub-setting';
import type { ownItemActions } from './own-items';
import { setOfRun } from './own-sets';
import type { LessonActions } from './lesson-actions';
import type { ownLessonActions } from './own-lessons';
import { ownWords, type OwnWords } from './own-words';
import type { Context } from './ports';
import { isToKeep, keeper } from './session';
import type { SetChoice } from './set-choices';
import type { recordedActions } from './recorded-actions';
import type { setActions } from './sets';
import type { shareActions } from './share-actions';
import { layersInUse } from './shown-blocks';
import { EMBEDS, embedOf } from './query';
import { openedFrom, provenanceOf } from './state';
import { keptMore } from './state-updates';
import type { ViewActions } from './view-actions';

type Needs = ViewActions &
  LessonActions &
  ReturnType<typeof ownLessonActions> &
  ReturnType<typeof setActions> &
  ReturnType<typeof shareActions> &
  ReturnType<typeof ownItemActions> &
  ReturnType<typeof hubActions> &
  ReturnType<typeof experimentActions> &
  ReturnType<typeof apartActions> &
  ReturnType<typeof recordedActions> &
  ReturnType<typeof evidenceActions>;

/** Errors of a link: another link takes them away. */
const OF_LINKS: ReadonlySet<string> = new Set(['link-values', 'link-texts', 'set-not-here', 'set-damaged', 'items-not-here']);

export function startActions(context: Context, needs: Needs) {
  const { store, address, clock, disk } = context;
  const { getState: get, setState: set } = store;
  const {
    beginStep,
    followApart,
    followDone,
    followEvidence,
    followRecorded,
    followStep,
    leaveLesson,
    followRecordedSet,
    startHub,
    openFirst,
    followOwnItems,
    lookBeside,
    lookOwnItems,
    lookOwnLessons,
    lookOwnSet,
    openLinkedSet,
    openOwnSet,
    openShippedSet,
    setChoices,
    setBeside,
    setCapture,
    setChoosing,
    setEdits,
    setMethod,
    setSeed,
    setSteering,
    setSweeping,
    setWithoutMean,
    selectLayer,
    shareLink,
    showRecordedRun,
  } = needs;

  /** Counts the addresses that were followed: of two, the later one is shown. */
  let followed = 0;
  /** The next address that is written has the words of the prompt, as the link had them that it stands for. */
  let withWords = false;
  const writing = braked(
    () => {
      address.replace(shareLink({ ownPrompt: withWords }));
      withWords = false;
    },
    (milliseconds, work) => clock.after(milliseconds, work),
  );

  /**
   * Sets what the address says (`hash`), and what it leaves out to its default: a link shows the same to everyone, so words that a person
   * typed (`typed`) stand only where the address is no link. A set of one's own stays in use where the address names none. `choice`: of the
   * set, made when the address was. `from`: the view before anyone moved anything of it; what a person moves while the set is read stays
   * as they moved it. `brought`: the set of the experiment that came back.
   */
  async function followHash(
    hash: string,
    typed: string,
    words: OwnWords,
    choice: SetChoice,
    from: View,
    brought: Choices = {},
  ): Promise<void> {
    const own = ++followed;
    if (OF_LINKS.has(get().error?.code ?? '')) set({ error: null });
    const { choices: said, ignored, trouble = '' } = decodeHash(hash);
    const step = await followStep(said, () => own === followed);
    if (own !== followed) return;
    // What a step of a lesson sets, the link may say otherwise.
    const choices = step ? joined(step.pins, said) : said;
    await guard(store, () => followSet({ ...brought, ...choices }, choice));
    await guard(store, async () => followOwnItems(choices.itemsFile));
    if (own !== followed) return;
    if (step && !step.live) await guard(store, showRecordedRun);
    if (own !== followed) return;
    const { set: scenarios } = get();
    const standard = chosen(startView(), step?.pins ?? {});
    const prompts = scenarios.status === 'ready' ? scenarios.set.prompts : [];
    const asked = prompts.find(({ id }) => id === choices.ask);
    if (choices.ask !== undefined && !asked && prompts.length > 0) ignored.push(`ask=${choices.ask.slice(0, 40)} (a prompt of the set)`);
    const usual = prompts[0]?.text ?? '';
    const prompt = asked?.text ?? ((step ? '' : typed) || usual);
    const { pooling = standard.capture.pooling, template = standard.capture.template, layer = standard.layer } = choices;
    if (poolable(pooling, { template }) !== pooling) ignored.push(`pooling=${pooling} (needs template=true)`);
    const now = get().experiment.view;
    // A step begins as its lesson says.
    const moved = movedSince(step ? now : from, now);
    // A set fills an empty prompt when it comes: nobody typed that.
    const { prompt: moves = usual, ...steering } = moved.steering;
    setCapture({ pooling, template, ...moved.capture });
    setMethod(moved.method ?? choices.method ?? standard.method);
    setWithoutMean(moved.withoutMean ?? choices.withoutMean ?? standard.withoutMean);
    // An address that is no link leaves the seed that the experiment came with.
    const drawn = hash.includes('=') ? standard.seed : get().experiment.view.seed;
    setSeed(moved.seed ?? choices.draws ?? drawn);
    setBeside(moved.beside ?? choices.beside ?? standard.beside);
    words.byLink(() =>
      setSteering({ ...standard.steering, prompt, ...choices.steering, ...steering, ...(moves !== usual && { prompt: moves }) }),
    );
    setChoosing({ ...standard.choosing, ...choices.choosing, ...moved.choosing });
    // Prompts of one's own to sweep over stay: no link names them, and nothing else has them.
    const { own: ownPrompts } = get().experiment.view.sweeping;
    const left = withoutPlaces(choices.sweepWithout, prompts);
    ignored.push(...left.ignored);
    setSweeping({ ...standard.sweeping, own: ownPrompts, without: left.without, ...choices.sweeping, ...moved.sweeping });
    selectLayer(moved.layer ?? layer);
    if (choices.edits && !moved.edits) {
      // Directions of a recorded run of that set come with it.
      if (choices.edits.length > 0) await followRecordedSet();
      if (own !== followed) return;
      const here = editsHere(choices.edits, get().experiment, shownRun(get().experiment)?.record.id ?? null);
      ignored.push(...here.ignored);
      if (here.edits.length > 0 || get().experiment.view.edits.length > 0) setEdits(here.edits);
    }
    if (step) beginStep();
    const wrong = [...ignored, ...beyondModel(choices)];
    if (wrong.length === 0 && trouble === '') return;
    sayIgnored(trouble, wrong);
    // Blocks of a larger model stay in the address: it may still be loaded.
    if (ignored.length === 0 && trouble === '') return;
    // They are named once: the address then says what is shown, with the words that it came with.
    withWords = choices.steering?.prompt !== undefined;
    writing.ask();
  }

  /** Blocks of a link that the model of the page has not. */
  function beyondModel({ layer = 0, steering }: Choices): string[] {
    const last = layersInUse(get()) - 1;
    const [, end] = steering?.band ?? [0, 0];
    const blocks = `this model has blocks 0 to ${last}`;
    return [
      ...(layer > last ? [`layer=${layer} (${blocks})`] : []),
      ...(end > last ? [`band=${steering?.band?.join('-')} (${blocks})`] : []),
    ];
  }

  /** What was said of the set of the link stays said. */
  function sayIgnored(trouble: string, values: readonly string[]): void {
    const { error } = get();
    const before = error && OF_LINKS.has(error.code) ? `${error.message} ` : '';
    const asked = values.length > 0 ? `The link asks for what this page cannot show: ${some(values)}.` : '';
    set({
      error: {
        code: 'link-values',
        where: null,
        message: `${before}${[trouble, asked].filter(Boolean).join(' ')}`,
        hint: [
          ...(trouble ? ['Ask for the whole link, or reload for the newest version of this page.'] : []),
          'In their place stands what is usual, or the nearest that there is. The rest of the link holds.',
        ].join(' '),
      },
    });
  }

  async function followSet({ set: wanted, ownHash = '', texts }: Choices, choice: SetChoice): Promise<void> {
    if (setChoices.isOvertaken(choice)) return;
    /** The set in use is one's own. */
    const own = (): boolean => {
      const { set: now } = get();
      return now.status === 'ready' && now.shipped === null;
    };
    const meant = (): boolean => {
      const { set: now } = get();
      return now.status === 'ready' && now.hash.startsWith(ownHash);
    };
    const stays = own() && (wanted === undefined || wanted === OWN_SET);
    if (stays) setChoices.hold(choice);
    if (stays && wanted === undefined) return;
    const carried = wanted === OWN_SET ? texts : undefined;
    const isInUse = ownHash !== '' && own() && meant();
    const unread = carried === undefined || isInUse ? null : await linkedFails(carried, choice);
    if (setChoices.isOvertaken(choice) || (carried !== undefined && unread === null)) return;
    if (wanted !== OWN_SET) return openShippedSet(wanted ?? SHIPPED_SETS[0].id, choice);
    const here =
      stays ||
      (await openOwnSet(choice, ownHash).catch(async (error: unknown) => {
        await openShippedSet(SHIPPED_SETS[0].id, choice);
        throw error;
      }));
    if (setChoices.isOvertaken(choice) || (here && meant())) return;
    if (!here) await openShippedSet(SHIPPED_SETS[0].id, choice);
    if (setChoices.isOvertaken(choice)) return;
    if (unread) throw unread;
    throw new LabError(
      'set-not-here',
      `This link was made with a scenario set of its maker’s own, which is not in the link and ${here ? 'another one than yours' : 'not in this browser'}.`,
      `Ask for its file and open it; until then ${here ? 'your own set' : 'the set that comes with the page'} is in use.`,
    );
  }

  /** Takes the set in a link into use; why that cannot be, or null. */
  const linkedFails = (texts: string, choice: SetChoice): Promise<LabError | null> =>
    openLinkedSet(texts, choice).then(
      () => null,
      (error: unknown) => labError(errorData(error)),
    );

  return {
    /**
     * Reads catalogue, scenario set, URL and the experiment to begin with. Called once by main.tsx. Each part that fails says so; the
     * others go on. Resolves once all that was drawn.
     */
    async start(): Promise<void> {
      context.runFiles.wake();
      const choice = setChoices.make();
      const embed = new URLSearchParams(address.search).get('embed');
      let from = get().experiment.view;
      await guard(store, async () => startHub());
      await Promise.all([
        guard(store, async () => set({ catalogue: await fetchCatalogue(context.fetchOwn) })),
        guard(store, async () => void (from = await openFirst(from))),
        guard(store, lookOwnSet),
        guard(store, lookOwnItems),
        guard(store, lookOwnLessons),
      ]);
      // Words that a person typed are in no address unless they asked for it: those of the last experiment come back with it.
      let written: string | null = null;
      await guard(store, async () => void (written = await disk.session.readPrompt()));
      const kept = written ?? (provenanceOf(get()) !== 'recorded' ? get().experiment.view.steering.prompt : '');
      const words = ownWords(context, kept);
      const plain = address.arrival === 'new' && address.hash === '';
      // A run file that a link brought says itself how it is looked at, unless the link does.
      const brought = openedFrom(get()) !== null;
      const typed = plain || address.arrival === 'again' ? kept : '';
      if (brought && plain) await guard(store, () => followSet(setOfRun(get()), choice));
      else await followHash(address.hash, typed, words, choice, from, plain ? setOfRun(get()) : {});
      address.onChange((hash) => {
        // "#layers" sets nothing, and is no link.
        // As it was followed: what comes back when a lesson ends is written into the address.
        const typed = hash.includes('=') ? '' : words.words();
        // First, so that what comes back counts as no move of the person's.
        if (decodeHash(hash).choices.lesson === undefined) leaveLesson();
        void guard(store, () => followHash(hash, typed, words, setChoices.make(), get().experiment.view));
      });
      address.onLeave(writing.flush);
      if (embed !== null && embedOf(address.search) === null) sayIgnored('', [`embed=${embed.slice(0, 40)} (one of ${EMBEDS.join(', ')})`]);
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

/** Values that are spelt out. */
const MOST_SAID = 12;
const some = (values: readonly string[]): string =>
  values.slice(0, MOST_SAID).join('; ') + (values.length > MOST_SAID ? `; and ${values.length - MOST_SAID} more` : '');
