/** What a lesson can ask about the page: each reading as a function of the experiment and of what is around it. */
import type { ReadingName, ReadingType } from '../formats/lesson-readings';
import { movedAt } from '../lab/report/moved';
import { fewestOf } from '../lab/report/tested';
import type { Experiment } from './experiment';
import { choiceReadings } from './lesson-choices';
import type { PlayReader, PlayReadings } from './lesson-plays';
import { knownAnswers, nearestAlpha, type KnownAnswers } from './known-answers';
import type { ReadingsOf, ReadingValue } from './lesson';
import { shippedOf, type ShippedSet } from './shipped';
import { shownAnswers, shownRun, textOf, type ShownRun, type SteeredText } from './shown';
import { damageKnown } from './damage-known';
import type { SetWay } from './ways';

/** What readings are taken of. */
export interface PageFacts {
  readonly experiment: Experiment;
  /** The block on show, inside the model. */
  readonly layer: number;
  /** 'none', 'loading', 'ready' or 'failed'. */
  readonly model: string;
  readonly way: SetWay;
  /** Whether the record of that id was made here, and not in the recording or a file. */
  readonly isLive: (id: string) => boolean;
  /** Whether it is of the recording that comes with the lab. */
  readonly isRecorded: (id: string) => boolean;
}

/** What several readings go by, found once for each set of facts. */
interface Known {
  readonly facts: PageFacts;
  readonly run: ShownRun | null;
  readonly answers: KnownAnswers | null;
  /** The answer at the strength of the slider, and the one without a push. */
  readonly pushed: SteeredText | null;
  readonly plain: SteeredText | null;
}

function knownOf(facts: PageFacts): Known {
  const { experiment, way } = facts;
  const run = shownRun(experiment);
  const { prompt, alpha } = experiment.view.steering;
  const answers = run && knownAnswers(experiment, run.record.id, prompt, way);
  const at = (strength: number): SteeredText | null => {
    const answer = answers?.answers[answers.alphas.indexOf(strength)];
    return answer ? textOf(answer) : null;
  };
  return { facts, run, answers, pushed: answers && at(nearestAlpha(answers.alphas, alpha)), plain: at(0) };
}

type Read<T extends ReadingValue> = (known: Known) => T | null | undefined;

const finite = (value: number | undefined | null): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
type Column = keyof ShownRun['table'];
const column =
  (name: Column): Read<number> =>
  ({ run, facts }) =>
    finite(run?.table[name]?.[facts.layer]);
const beside =
  (name: Experiment['view']['beside'][number]): Read<boolean> =>
  ({ facts }) =>
    facts.experiment.view.beside.includes(name);

/** The best of all blocks by AUROC; of equals the first. */
function best(run: ShownRun | null): number | null {
  if (!run) return null;
  const values = Array.from(run.table.auroc);
  const most = Math.max(...values.filter(Number.isFinite));
  return Number.isFinite(most) ? values.indexOf(most) : null;
}

/** The AUROC of a shipped set's run by the mean difference at the block on show. */
const ofSet =
  (id: ShippedSet): Read<number> =>
  ({ facts: { experiment, layer } }) => {
    for (const { id: analysis, spec } of experiment.analyses) {
      const run = spec.method === 'mean-difference' ? shownRun({ ...experiment, view: { ...experiment.view, analysis } }) : null;
      if (run && shippedOf(run.set.set) === id) return finite(run.table.auroc[layer]);
    }
    return null;
  };

/** Scores of the tokens of the answer without a push at the block on show; empty where they are not there. */
const tokens = ({ plain, facts }: Known): number[] =>
  (plain?.scores ?? []).map((token) => token[facts.layer] ?? NaN).filter(Number.isFinite);
const ofTokens =
  (of: (scores: readonly number[]) => number | undefined): Read<number> =>
  (known) => {
    const scores = tokens(known);
    return scores.length === 0 ? null : finite(of(scores));
  };

let plays: PlayReader | null = null;
/** The engine of games comes with the lower half of the page: until it has, nothing is read of games. */
export const readPlaysWith = (reader: PlayReader): void => void (plays = reader);
const played =
  <K extends keyof PlayReadings>(name: K) =>
  ({ run, facts }: Known): PlayReadings[K] | undefined =>
    plays?.readings(facts, run)[name];

const READ: { readonly [N in ReadingName]: Read<ReadingType<N>> } = {
  set: ({ run }) => run && (shippedOf(run.set.set) ?? 'own'),
  live: ({ run, facts }) => run !== null && run.complete && facts.isLive(run.id),
  model: ({ facts }) => facts.model,
  layer: ({ facts }) => facts.layer,
  pooling: ({ run }) => run?.spec.pooling,
  pairs: ({ run }) => run && fewestOf(run.report),
  auroc: column('auroc'),
  aurocLow: column('aurocLow'),
  aurocHigh: column('aurocHigh'),
  wordsAuroc: ({ run }) => (run?.report.words && 'auroc' in run.report.words ? run.report.words.auroc : null),
  lengthAuroc: ({ run }) => finite(run?.report.length?.auroc),
  shuffledLow: column('shuffledLow'),
  shuffledHigh: column('shuffledHigh'),
  randomLow: column('randomLow'),
  randomHigh: column('randomHigh'),
  leftOut: column('crossMean'),
  tokenShuffled: column('tokenShuffled'),
  agreement: column('agreement'),
  separation: column('trainSeparation'),
  r: ({ run, facts }) => finite(run?.report.eia?.table.eiaR[facts.layer]),
  bestLayer: ({ run }) => best(run),
  bestAuroc: ({ run }) => finite(run?.table.auroc[best(run) ?? -1]),
  recommendedLayer: ({ run }) => run?.evidence?.recommended?.layer,
  atBest: ({ run, facts }) => run && best(run) === facts.layer,
  atRecommended: ({ run, facts }) => run && run.evidence?.recommended?.layer === facts.layer,
  verdict: ({ run, facts }) => run?.report.verdicts[facts.layer]?.sentence,
  freeAuroc: ofSet('empathy'),
  matchedAuroc: ofSet('empathy-matched'),
  decisionsAuroc: ofSet('decisions'),
  besideWords: beside('words'),
  besideShuffled: beside('shuffled'),
  besideRandom: beside('random'),
  prompt: ({ run, facts }) => run?.set.set.prompts.find(({ text }) => text === facts.experiment.view.steering.prompt)?.id,
  alpha: ({ facts }) => facts.experiment.view.steering.alpha,
  answerAlpha: ({ pushed }) => pushed?.alpha,
  moved: ({ pushed, plain, facts }) => (pushed && plain ? finite(movedAt(pushed, plain, facts.layer).moved) : null),
  coherence: ({ pushed }) => pushed?.coherence?.verdict,
  damage: ({ run, answers, pushed, facts }) => {
    if (!run || !answers || !pushed) return null;
    const { band, unit, edits, template, sampling } = answers.way;
    const isModel = ({ graphHash }: { readonly graphHash: string }): boolean => graphHash === run.model.graphHash;
    const known = damageKnown(facts.experiment, { directions: run.record.id, band, unit, edits, template, sampling, isModel });
    return pushed.alpha === 0 ? 0 : finite(known(pushed.alpha, null));
  },
  first: ofTokens((scores) => scores[0]),
  last: ofTokens((scores) => scores.at(-1)),
  mean: ofTokens((scores) => scores.reduce((sum, one) => sum + one, 0) / scores.length),
  lowest: ofTokens((scores) => Math.min(...scores)),
  highest: ofTokens((scores) => Math.max(...scores)),
  below: ofTokens((scores) => scores.filter((one) => one < 0).length),
  choices: ({ run, facts }) => choiceReadings(facts, run).choices,
  choiceShift: ({ run, facts }) => choiceReadings(facts, run).shift,
  choiceRight: ({ run, facts }) => choiceReadings(facts, run).right,
  choiceItems: ({ run, facts }) => choiceReadings(facts, run).items,
  choiceAmongRandom: ({ run, facts }) => choiceReadings(facts, run).amongRandom,
  choiceAsked: ({ run, facts }) => choiceReadings(facts, run).asked,
  plays: played('plays'),
  playMean: played('mean'),
  playShift: played('shift'),
  playShiftLow: played('shiftLow'),
  playShiftHigh: played('shiftHigh'),
  playShiftTold: played('shiftTold'),
  playShiftDown: played('shiftDown'),
  playMoved: played('moved'),
  playAsked: played('asked'),
  playAskedLow: played('askedLow'),
  playAskedHigh: played('askedHigh'),
  playAskedTold: played('askedTold'),
  playAskedMoved: played('askedMoved'),
  playR: played('r'),
  playRGames: played('rGames'),
  playRTold: played('rTold'),
  edit: ({ facts }) => facts.experiment.view.edits[0]?.op,
  answerEdit: ({ facts }) => shownAnswers(facts.experiment)?.texts.find(({ edits }) => edits.length > 0)?.edits[0]?.op,
  livePlay: ({ facts }) => plays?.live(facts),
  liveAnswer: ({ facts }) => facts.experiment.view.answers.filter(facts.isLive).length,
};

/** The readings of these facts, each taken when it is first asked for. */
export function readingsOf(facts: PageFacts): ReadingsOf {
  let known: Known | null = null;
  const taken = new Map<ReadingName, ReadingValue>();
  return (name) => {
    const there = taken.has(name) ? taken.get(name)! : (READ[name]((known ??= knownOf(facts))) ?? null);
    // What is not known before the engine of games has come may be known after it.
    if (there !== null || plays) taken.set(name, there);
    return there;
  };
}
