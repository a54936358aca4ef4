/**
 * What a lesson can ask about the page: the names of its readings. They are part of the format of a lesson, so that a lesson is checked
 * without the page; src/experiment/lesson-readings.ts says what each is. README.md lists them for those who write lessons.
 */
export const READING_NAMES = [
  // The run on show, and its figures at the block on show.
  'set',
  'live',
  'model',
  'layer',
  'pooling',
  'pairs',
  'auroc',
  'aurocLow',
  'aurocHigh',
  'wordsAuroc',
  'lengthAuroc',
  'shuffledLow',
  'shuffledHigh',
  'randomLow',
  'randomHigh',
  'leftOut',
  'tokenShuffled',
  'agreement',
  'separation',
  'r',
  'bestLayer',
  'bestAuroc',
  'recommendedLayer',
  'atBest',
  'atRecommended',
  'verdict',
  // The same figure of the shipped sets, where their runs are there.
  'freeAuroc',
  'matchedAuroc',
  'decisionsAuroc',
  // What is drawn beside the curve.
  'besideWords',
  'besideShuffled',
  'besideRandom',
  // The answer at the strength of the slider, and the one without a push.
  'prompt',
  'alpha',
  'answerAlpha',
  'moved',
  'coherence',
  'damage',
  'first',
  'last',
  'mean',
  'lowest',
  'highest',
  'below',
  // Choices along the directions on show.
  'choices',
  'choiceShift',
  'choiceRight',
  'choiceItems',
  'choiceAmongRandom',
  'choiceAsked',
  // Games along the directions on show.
  'plays',
  'playMean',
  'playShift',
  'playShiftLow',
  'playShiftHigh',
  'playShiftTold',
  'playShiftDown',
  'playMoved',
  'playAsked',
  'playAskedLow',
  'playAskedHigh',
  'playAskedTold',
  'playAskedMoved',
  'playR',
  'playRGames',
  'playRTold',
  // What was done here.
  'edit',
  'answerEdit',
  'liveAnswer',
  'livePlay',
] as const;

/** The name of a reading. */
export type ReadingName = (typeof READING_NAMES)[number];

const NAMES: ReadonlySet<string> = new Set(READING_NAMES);
export const isReadingName = (name: string): name is ReadingName => NAMES.has(name);

/** Readings that are a text, and those that are true or false; all others are numbers. */
const TEXTS = [
  ...(['set', 'model', 'pooling', 'verdict', 'prompt', 'coherence', 'edit', 'answerEdit'] as const),
  ...(['playShiftTold', 'playAskedTold', 'playRTold'] as const),
] as const satisfies readonly ReadingName[];
const FLAGS = [
  'live',
  'atBest',
  'atRecommended',
  'besideWords',
  'besideShuffled',
  'besideRandom',
] as const satisfies readonly ReadingName[];

/** What a reading is where the page has it. */
export type ReadingType<N extends ReadingName> = N extends (typeof TEXTS)[number]
  ? string
  : N extends (typeof FLAGS)[number]
    ? boolean
    : number;

/** The same as `typeof` names it. */
export const readingType = (name: ReadingName): 'string' | 'boolean' | 'number' =>
  isAmong(TEXTS, name) ? 'string' : isAmong(FLAGS, name) ? 'boolean' : 'number';
const isAmong = (names: readonly ReadingName[], name: ReadingName): boolean => names.includes(name);
