/**
 * What is hidden until somebody asks: the folds of the page, each with its title and its section. They stand in one list, so that a link
 * or an error can lead into a fold that is not open yet, and one button can open them all.
 */
import type { Where } from '../protocol';
import { SECTIONS, titleOf, type SectionId } from './sections';
import { t } from '../language/t';

interface FoldEntry {
  readonly title: string;
  readonly section: SectionId;
  /** The fold that it lies in. */
  readonly within?: string;
}

const LIST = {
  lessons: { title: t`Lessons`, section: 'model' },
  'lesson-link': { title: t`Make a link to a lesson`, section: 'model', within: 'lessons' },
  models: { title: t`Another model or device`, section: 'model' },
  hub: { title: t`Where files come from`, section: 'model', within: 'models' },
  files: { title: t`Files`, section: 'model' },
  'model-facts': { title: t`More about this model`, section: 'model' },
  graph: { title: t`Look into a graph without loading it`, section: 'model' },
  'graph-sites': { title: t`Where each block is read and steered`, section: 'model', within: 'graph' },
  profile: { title: t`Where the time goes`, section: 'model' },
  storage: { title: t`On this disk`, section: 'model' },
  texts: { title: t`Read the texts`, section: 'contrast' },
  'own-texts': { title: t`Use texts of your own`, section: 'contrast' },
  'own-activations': { title: t`Activations read elsewhere`, section: 'contrast', within: 'own-texts' },
  companion: { title: t`Read them past this machine`, section: 'contrast', within: 'own-activations' },
  write: { title: t`Write a set of your own`, section: 'contrast' },
  'write-pairs': { title: t`Write pairs with a model`, section: 'contrast' },
  reading: { title: t`How texts are read`, section: 'layers' },
  conclusion: { title: t`What this rests on`, section: 'layers' },
  numbers: { title: t`Numbers`, section: 'layers' },
  found: { title: t`How the direction was found`, section: 'layers' },
  readout: { title: t`In the model’s own words`, section: 'layers' },
  dots: { title: t`Every text as a dot, and how far the kinds lie apart`, section: 'layers' },
  compare: { title: t`Compare`, section: 'layers' },
  'compare-analyses': { title: t`Compare analyses`, section: 'layers', within: 'compare' },
  'compare-sets': { title: t`Compare sets: trained on one, tested on another`, section: 'layers', within: 'compare' },
  correlations: { title: t`Correlations and length check`, section: 'behaviour' },
  rubric: { title: t`What 2, 1 and 0 mean in this set`, section: 'behaviour' },
  apart: { title: t`Words and deeds apart`, section: 'behaviour' },
  rating: { title: t`Rate answers yourself, blind`, section: 'behaviour' },
  paper: { title: t`The paper’s figures`, section: 'behaviour' },
  pushed: { title: t`Pushed blocks, unit, sampling`, section: 'steer' },
  edits: { title: t`Other edits`, section: 'steer' },
  'also-read': { title: t`Also read every answer along`, section: 'steer' },
  'own-vectors': { title: t`Directions from a file`, section: 'steer' },
  tint: { title: t`What the tint of a token means`, section: 'steer' },
  answers: { title: t`Answers under other strengths`, section: 'steer' },
  sweep: { title: t`Many prompts, many strengths`, section: 'steer' },
  chat: { title: t`A conversation`, section: 'steer' },
  'ask-choices': { title: t`Ask the model`, section: 'choices' },
  'choice-tables': { title: t`What this rests on`, section: 'choices' },
  'read-and-pushed': { title: t`Read, and pushed`, section: 'choices' },
  before: { title: t`Before it acts`, section: 'choices' },
  games: { title: t`Games`, section: 'play' },
  'play-model': { title: t`Let the model play`, section: 'play', within: 'games' },
  'play-yourself': { title: t`Play it yourself, or let a script play`, section: 'play', within: 'games' },
  'play-steps': { title: t`All steps`, section: 'play', within: 'games' },
  'play-many': { title: t`Many games, many strengths`, section: 'play', within: 'games' },
  'play-table': { title: t`Game by game, as the benchmark lists it`, section: 'play', within: 'games' },
  link: { title: t`What the link holds`, section: 'keep' },
  home: { title: t`Go on elsewhere`, section: 'keep' },
  'vectors-out': { title: t`Take the directions home`, section: 'keep' },
  class: { title: t`Run files of a class, side by side`, section: 'keep' },
} as const satisfies Record<string, FoldEntry>;

/** Where a fold is in `FOLDS`. */
export type FoldId = keyof typeof LIST;

/** Every fold of the page. */
export const FOLDS: Readonly<Record<FoldId, FoldEntry>> = LIST;

/** A place that a link can lead to. */
export type Place = SectionId | FoldId;

const sections: ReadonlySet<string> = new Set(SECTIONS.map(({ id }) => id));

/** Whether a place is a fold. A section and a fold never have the same name. */
export const isFold = (place: Place): place is FoldId => !sections.has(place);

/** "Layers", "On this disk". */
export const placeTitle = (place: Place): string => (isFold(place) ? FOLDS[place].title : titleOf(place));

/** The fold and all that it lies in, outermost first. */
export function wayInto(id: FoldId): FoldId[] {
  const { within } = FOLDS[id];
  return within === undefined ? [id] : [...wayInto(within as FoldId), id];
}

/** Where an error is mended: errors name a part of the work (`LabErrorData.where`), the page names the section or the fold of it. */
export const PLACE_OF: Readonly<Record<Where, Place>> = {
  model: 'model',
  texts: 'contrast',
  reading: 'layers',
  steer: 'steer',
  disk: 'storage',
};
