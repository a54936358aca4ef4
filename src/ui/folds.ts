/**
 * What is hidden until somebody asks: the folds of the page, each with its title and its section. They stand in one list, so that a link
 * or an error can lead into a fold that is not open yet, and one button can open them all.
 */
import type { Where } from '../protocol';
import { SECTIONS, titleOf, type SectionId } from './sections';

interface FoldEntry {
  readonly title: string;
  readonly section: SectionId;
  /** The fold that it lies in. */
  readonly within?: string;
}

const LIST = {
  lessons: { title: 'Lessons', section: 'model' },
  'lesson-link': { title: 'Make a link to a lesson', section: 'model', within: 'lessons' },
  models: { title: 'Another model or device', section: 'model' },
  hub: { title: 'Where files come from', section: 'model', within: 'models' },
  files: { title: 'Files', section: 'model' },
  'model-facts': { title: 'More about this model', section: 'model' },
  graph: { title: 'Look into a graph without loading it', section: 'model' },
  'graph-sites': { title: 'Where each block is read and steered', section: 'model', within: 'graph' },
  storage: { title: 'On this disk', section: 'model' },
  texts: { title: 'Read the texts', section: 'contrast' },
  'own-texts': { title: 'Use texts of your own', section: 'contrast' },
  reading: { title: 'How texts are read', section: 'layers' },
  conclusion: { title: 'What this rests on', section: 'layers' },
  numbers: { title: 'Numbers', section: 'layers' },
  found: { title: 'How the direction was found', section: 'layers' },
  readout: { title: 'In the model’s own words', section: 'layers' },
  dots: { title: 'Every text as a dot, and how far the kinds lie apart', section: 'layers' },
  compare: { title: 'Compare', section: 'layers' },
  'compare-analyses': { title: 'Compare analyses', section: 'layers', within: 'compare' },
  'compare-sets': { title: 'Compare sets: trained on one, tested on another', section: 'layers', within: 'compare' },
  correlations: { title: 'Correlations and length check', section: 'behaviour' },
  rubric: { title: 'What 2, 1 and 0 mean in this set', section: 'behaviour' },
  apart: { title: 'Words and deeds apart', section: 'behaviour' },
  rating: { title: 'Rate answers yourself, blind', section: 'behaviour' },
  paper: { title: 'The paper’s figures', section: 'behaviour' },
  pushed: { title: 'Pushed blocks, unit, sampling', section: 'steer' },
  edits: { title: 'Other edits', section: 'steer' },
  tint: { title: 'What the tint of a token means', section: 'steer' },
  answers: { title: 'Answers under other strengths', section: 'steer' },
  sweep: { title: 'Many prompts, many strengths', section: 'steer' },
  chat: { title: 'A conversation', section: 'steer' },
  'ask-choices': { title: 'Ask the model', section: 'choices' },
  'choice-tables': { title: 'What this rests on', section: 'choices' },
  'read-and-pushed': { title: 'Read, and pushed', section: 'choices' },
  before: { title: 'Before it acts', section: 'choices' },
  link: { title: 'What the link holds', section: 'keep' },
  class: { title: 'Run files of a class, side by side', section: 'keep' },
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
