/** Does what a link says: the set, items, settings and step of a lesson that it names; and says what of it this page cannot show. */
import { errorData, labError, LabError } from '../error';
import { poolable } from '../experiment/capture';
import { chosen, decodeHash, joined, OWN_SET, type Choices } from '../experiment/link';
import { withoutPlaces } from '../experiment/link-asking';
import { gameIn } from '../experiment/link-game';
import { editsHere } from '../experiment/link-edits';
import { SHIPPED_SETS } from '../experiment/shipped';
import { shownRun } from '../experiment/shown';
import { startView, type View } from '../experiment/view';
import { movedSince } from '../experiment/view-updates';
import type { LessonActions, StepSettings } from './lesson-actions';
import { linkFaults } from './link-faults';
import type { ownItemActions } from './own-items';
import type { OwnWords } from './own-words';
import type { Context } from './ports';
import type { recordedActions } from './recorded-actions';
import type { SetChoice } from './set-choices';
import type { setActions } from './sets';
import { layersInUse } from './shown-blocks';
import { isPrompted } from './state';
import type { ViewActions } from './view-actions';
import { t } from '../language/t';

export type LinkNeeds = ViewActions &
  LessonActions &
  ReturnType<typeof setActions> &
  ReturnType<typeof ownItemActions> &
  ReturnType<typeof recordedActions>;

/** How the address is written meanwhile. */
interface Writing {
  /** It is to say what is shown, with the words of its prompt where the link had some. */
  anew(withWords: boolean): void;
  /** An address with a part of what the work sets, and without the others, is never written. */
  whole(work: () => Promise<void>): Promise<void>;
}

export function linkFollower({ store, address }: Context, needs: LinkNeeds, { anew, whole }: Writing) {
  const { getState: get } = store;
  const faults = linkFaults(store);
  const { beginStep, followOwnItems, followRecordedSet, followStep, openLinkedSet, openOwnSet, openShippedSet, showRecordedRun } = needs;
  const { selectLayer, setBeside, setCapture, setChoices, setChoosing, setEdits, setGame, setMethod, setSeed } = needs;
  const { setPlaying, setSteering, setSweeping, setWithoutMean } = needs;

  /** Counts the addresses that were followed: of two, the later one is shown. */
  let followed = 0;

  const followHash = (...of: Parameters<typeof followAll>): Promise<void> => whole(() => followAll(...of));

  /**
   * Sets what the address says (`hash`), and what it leaves out to its default: a link shows the same to everyone, so words that a person
   * typed (`typed`) stand only where the address is no link. A set of one's own stays in use where the address names none. `choice`: of the
   * set, made when the address was. `from`: the view before anyone moved anything of it; what a person moves while the set is read stays
   * as they moved it. `brought`: the set of the experiment that came back.
   */
  async function followAll(
    hash: string,
    typed: string,
    words: OwnWords,
    choice: SetChoice,
    from: View,
    brought: Choices = {},
  ): Promise<void> {
    const own = ++followed;
    const isWanted = (): boolean => own === followed;
    faults.begin();
    const { choices: said, ignored, trouble } = decodeHash(hash);
    const step = await faults.of(isWanted, () => followStep(said, isWanted));
    if (own !== followed) return;
    // What a step of a lesson sets, the link may say otherwise.
    const choices = step ? joined(step.pins, said) : said;
    await faults.of(isWanted, () => followSet({ ...brought, ...choices }, choice));
    await faults.of(isWanted, async () => followOwnItems(choices.itemsFile));
    if (own !== followed) return;
    if (step && !step.live) await faults.of(isWanted, showRecordedRun);
    if (own !== followed) return;
    const missing = step && whatMissed(choices, step);
    const { set: scenarios } = get();
    const standard = chosen(startView(), step?.pins ?? {});
    const prompts = scenarios.status === 'ready' ? scenarios.set.prompts : [];
    const asked = prompts.find(({ id }) => id === choices.ask);
    if (choices.ask !== undefined && !asked && prompts.length > 0) ignored.push(t`ask=${choices.ask.slice(0, 40)} (a prompt of the set)`);
    const usual = prompts[0]?.text ?? '';
    const prompt = asked?.text ?? ((step ? '' : typed) || usual);
    const { pooling = standard.capture.pooling, template = standard.capture.template, layer = standard.layer } = choices;
    if (poolable(pooling, { template, prompted: isPrompted(scenarios) }) !== pooling)
      ignored.push(t`pooling=${pooling} (needs template=true)`);
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
    setPlaying({ ...standard.playing, ...choices.playing, ...moved.playing });
    setGame(moved.game === undefined ? gameIn(choices) : moved.game);
    // Whoever reloads a page stays where they were on it.
    const isReload = own === 1 && address.arrival === 'again';
    if (said.game && !step && !isReload) store.setState(({ ledToGame }) => ({ ledToGame: ledToGame + 1 }));
    selectLayer(moved.layer ?? layer);
    if (choices.edits && !moved.edits) {
      // Directions of a recorded run of that set come with it.
      if (choices.edits.length > 0) await followRecordedSet();
      if (own !== followed) return;
      const here = editsHere(choices.edits, get().experiment, shownRun(get().experiment)?.record.id ?? null);
      ignored.push(...here.ignored);
      if (here.edits.length > 0 || get().experiment.view.edits.length > 0) setEdits(here.edits);
    }
    if (step) beginStep(missing);
    const wrong = [...ignored, ...beyondModel(choices)];
    if (trouble) faults.add({ code: 'link-values', where: null, ...trouble });
    if (wrong.length > 0) sayIgnored(wrong);
    // Blocks of a larger model stay in the address: it may still be loaded.
    if (ignored.length === 0 && !trouble) return;
    // They are named once.
    anew(choices.steering?.prompt !== undefined);
  }

  /** What a step shows and could not be fetched, in words; null where it is there: of other numbers no guess is judged. */
  function whatMissed({ set: wanted = SHIPPED_SETS[0].id }: Choices, { live }: StepSettings): string | null {
    const { set: used } = get();
    if (wanted !== OWN_SET && !(used.status === 'ready' && used.shipped === wanted)) return t`The texts of this step could not be fetched.`;
    const isShown = live || wanted === OWN_SET || shownRun(get().experiment)?.set.hash === (used.status === 'ready' ? used.hash : null);
    return isShown ? null : t`The recorded numbers of this step could not be fetched.`;
  }

  /** Blocks of a link that the model of the page has not. */
  function beyondModel({ layer = 0, steering }: Choices): string[] {
    const last = layersInUse(get()) - 1;
    const [, end] = steering?.band ?? [0, 0];
    const blocks = t`this model has blocks 0 to ${last}`;
    return [
      ...(layer > last ? [`layer=${layer} (${blocks})`] : []),
      ...(end > last ? [`band=${steering?.band?.join('-')} (${blocks})`] : []),
    ];
  }

  /** `values`: phrases for what of the address cannot be shown. */
  function sayIgnored(values: readonly string[]): void {
    faults.add({
      code: 'link-values',
      where: null,
      message: t`The link asks for what this page cannot show: ${some(values)}.`,
      hint: t`In their place stands what is usual, or the nearest that there is. The rest of the link holds.`,
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
      t`This link was made with a scenario set of its maker’s own, which is not in the link and ${here ? t`another one than yours` : t`not in this browser`}.`,
      t`Ask for its file and open it; until then ${here ? t`your own set` : t`the set that comes with the page`} is in use.`,
    );
  }

  /** Takes the set in a link into use; why that cannot be, or null. */
  const linkedFails = (texts: string, choice: SetChoice): Promise<LabError | null> =>
    openLinkedSet(texts, choice).then(
      () => null,
      (error: unknown) => labError(errorData(error)),
    );

  return { faults, followHash, followSet, sayIgnored };
}

/** Values that are spelt out. */
const MOST_SAID = 12;
const some = (values: readonly string[]): string =>
  values.slice(0, MOST_SAID).join('; ') + (values.length > MOST_SAID ? t`; and ${values.length - MOST_SAID} more` : '');
