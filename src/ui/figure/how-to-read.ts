/**
 * How each picture of the page is read, in four plain sentences: what lies on its axes, what the lines beside the measured one mean, what
 * would count as nothing, and what the picture does not show. Fetched when somebody asks (HowToRead.tsx).
 */
import type { PictureName } from '../../experiment/home/picture-names';
import { t } from '../../language/t';

export interface HowTo {
  readonly axes: string;
  readonly beside: string;
  readonly nothing: string;
  readonly not: string;
}

export const HOW_TO_READ = {
  auroc: {
    axes: t`Across lie the blocks of the model, first to last; up is the AUROC on held-out texts, from always wrong (0) over a coin toss (0.5) to never wrong (1).`,
    beside: t`The line at 0.5 is chance, the shaded range round the curve its 95 % interval, and the bag of words does the same task by counting words, without a model.`,
    nothing: t`An interval that reaches 0.5, or a curve no higher than the bag of words, counts as nothing that the model knows beyond words.`,
    not: t`It does not show that the model uses what can be read here: reading and causing are two questions.`,
  },
  separation: {
    axes: t`Across lie the blocks; up, on a logarithmic scale, is how far the mean scores of the two kinds of text lie apart.`,
    beside: t`One line is of the training texts, one of the test texts: where the test line lies far below, the direction fits its own texts better than new ones.`,
    nothing: t`A large distance by itself is nothing: it grows with depth because the stream grows, so a high point is no better block.`,
    not: t`It does not show how far texts of one kind scatter; whether the two kinds overlap, the dots and the AUROC say.`,
  },
  texts: {
    axes: t`Each dot is a text at its score, left to right; the two rows are the two kinds of text, and up and down within a row means nothing.`,
    beside: t`Filled dots are held-out texts, hollow ones those that the direction was found on, and the upright line is the midpoint of the training texts.`,
    nothing: t`Two rows of filled dots over one and the same range count as nothing; hollow dots lie apart by the way the direction was made.`,
    not: t`It does not show why a text scores as it does: its length and single words move a dot, too.`,
  },
  eia: {
    axes: t`Each dot is a text that the direction was not found on, left to right by its score; the rows are its rating in the set, 2, 1 or 0.`,
    beside: t`The upright bar is the mean of a row; diamonds are answers of a model rated blind, crosses those rated by who knew the push, triangles those rated by a judge, which is a program.`,
    nothing: t`Bars that do not move to the right from row 0 to row 2 count as nothing, and so does a p that chance could give.`,
    not: t`It does not show that the model would act this way: a direction can notice how a text reads and have no say in what is done.`,
  },
  apart: {
    axes: t`Each dot is a short text, left to right by its score; one row has the words of the concept without the deed, the other the deed without the words.`,
    beside: t`The upright bar is the mean of a row.`,
    nothing: t`Rows over one and the same range leave it open which of the two the direction follows.`,
    not: t`It does not show what other words or deeds would do: these are a few texts that were written for this question.`,
  },
  rated: {
    axes: t`Across are the strengths of one push; up is the mean rating, 0 to 2, of the answers that were written under each.`,
    beside: t`The bar round a dot, or round a triangle where a judge rated, which is a program, is a 95 % interval over answers, and the small number below says how many are rated.`,
    nothing: t`Bars that all hold one common height count as nothing: the ratings do not follow the push.`,
    not: t`It does not show how far people agree, nor what the answers without a rating would have got.`,
  },
  published: {
    axes: t`Across is relative depth, the first block at 0 % and the last at 100 %; up is the AUROC.`,
    beside: t`The broken lines with dots are the three models of the paper as it was published, the full line is this run, and 0.5 is chance.`,
    nothing: t`Curves that lie near each other prove nothing: they were measured on other pairs and in other models.`,
    not: t`It does not show intervals, which were not published, nor what a count of words reaches on the same pairs.`,
  },
  depth: {
    axes: t`Across is relative depth, so that models of other lengths lie over each other; up is the AUROC on the test texts of each analysis.`,
    beside: t`Each line is one analysis by its letter, the upright line is the depth on show, and 0.5 is chance.`,
    nothing: t`Curves that differ by less than their intervals, which stand in the table, count as the same.`,
    not: t`It does not show whether two analyses score the same texts alike; the agreement between them does.`,
  },
  cosines: {
    axes: t`Rows and columns are analyses of one model; a cell is the cosine between their directions at this block.`,
    beside: t`The scale goes from opposite (−1) over a right angle (0) to the same (1).`,
    nothing: t`A cell near 0 is nothing in common: two directions drawn at random in so many dimensions lie near it, too.`,
    not: t`It does not show whether both read or push alike: directions at an angle can tell the same texts apart.`,
  },
  sets: {
    axes: t`A row is the set that the direction was found on, a column the set whose test pairs it is tried on (sets of pairs alone); a cell is the AUROC.`,
    beside: t`The diagonal is each set tried on itself, the colour goes from always wrong over a coin toss (0.5) to never wrong.`,
    nothing: t`A cell near 0.5 beside the diagonal is nothing carried over from one set to the other.`,
    not: t`It does not show intervals, nor what was carried over: common words can do it as well as a common concept.`,
  },
  dose: {
    axes: t`Across is the strength of the push in the unit chosen above; up is how far the score of the finished answer moved, read again without the push.`,
    beside: t`The range of random directions is pushes of the same size, the level lines are asking in words, and bars below the axis mark where answers move and stay language.`,
    nothing: t`A line inside the range of random directions, or an interval that holds 0, counts as nothing.`,
    not: t`It does not show whether an answer makes sense: a score can rise in one that does not.`,
  },
  'sweep-grid': {
    axes: t`A row is a prompt, a column a strength; a cell is how far the score of its answers moved against the same prompt without a push.`,
    beside: t`The colour follows the number; small print is the interval over samples, and how many answers are no language.`,
    nothing: t`A row whose cells go both ways without order, or whose intervals hold 0, counts as nothing for that prompt.`,
    not: t`It does not show what random pushes or asking do: they stand in the chart.`,
  },
  monitor: {
    axes: t`Across are the turns of the conversation; up is the score of each message and each answer, read by itself and without a push.`,
    beside: t`The broken line is the threshold, set so that texts of the other kind lie above it no more often than the share that is stated.`,
    nothing: t`Points below the line are nothing noticed, and one above it now and then is what the stated share lets one expect.`,
    not: t`It does not show that a turn is harmless: turns are other texts than those that the threshold was set on.`,
  },
  choices: {
    axes: t`Across is the strength of the push; up is D, how far the choice moved against no push, in log-probability towards the side that the title names.`,
    beside: t`Thin lines are single items, the range of random directions is pushes of the same size, and the level lines are asking in words without a push.`,
    nothing: t`A mean inside the range of random directions, or an interval that holds 0, counts as nothing.`,
    not: t`It does not show what the model would write: given options are weighed, and nothing is sampled.`,
  },
  play: {
    axes: t`A board shows where everybody is after the step on show; a bar is how likely an action was to the model in that step; the line is the projection before each step.`,
    beside: t`Two games of one beginning stand side by side on one scale; the marked bar is what was done, drawn by its share, so that the likeliest need not be it.`,
    nothing: t`One game that differs from another is nothing yet: actions are drawn by their shares, and a small change of one share can turn a whole game.`,
    not: t`It does not show how often a push changes what is done, nor whether a direction that is read before an action has a say in it.`,
  },
  before: {
    axes: t`Each dot is a prompt: across is what is read at its last token before anything is answered, up is how far the model then leans to one side.`,
    beside: t`The level line at 0 is leaning to neither side.`,
    nothing: t`A cloud without a slope counts as nothing, and so does a slope that is there only because situations or options differ.`,
    not: t`It does not show a cause: the wording of a prompt can move both.`,
  },
  'game-scores': {
    axes: t`Across is the strength of the push; up is the mean score, 0 to 2, or how likely helping was in a step: a line joins means over the same games.`,
    beside: t`The range round the line is its 95 % interval, the range of random directions is pushes of the same size, and level lines are just asking.`,
    nothing: t`A line inside the range of random directions, which is over the same games, or whose shift has an interval that holds 0, counts as nothing.`,
    not: t`It does not show which situations moved, nor that other situations would: a model that always scores 2 has no way up.`,
  },
  'game-actions': {
    axes: t`Each row is a push, or a side that was asked for; the parts of its bar are the shares of steps in which the model did something of that kind.`,
    beside: t`The thin bar below is how likely each kind was to the model before it was drawn what is done.`,
    nothing: t`Rows of the same parts count as nothing, and so do small parts that come and go without order.`,
    not: t`It does not show whether it was the right moment: a game that goes on longer has more steps for walking.`,
  },
  'game-decisions': {
    axes: t`Each dot is a step without a push in which one could help: across is the projection before it, up how likely the model was to help.`,
    beside: t`A filled dot is a step in which it then helped, a hollow one a step in which it did something else.`,
    nothing: t`A cloud without a slope counts as nothing, and so does a slope that is there only because situations, turns or lengths differ.`,
    not: t`It does not show a cause: what happened before can move both, and steps of one game are no steps by themselves.`,
  },
  drift: {
    axes: t`Left to right are the tokens of one answer; up is the score at the block on show, on a scale of each answer’s own.`,
    beside: t`The full line is read again without the push, the thin dashed one as it was written with it, and the level line is 0.`,
    nothing: t`A line that wavers about one height counts as nothing, and a single peak is a single word.`,
    not: t`It does not show which token brought about which: a score follows from everything before it.`,
  },
} as const satisfies Record<PictureName | 'sweep-grid' | 'play' | 'drift', HowTo>;

/** A kind of picture. */
export type PictureId = keyof typeof HOW_TO_READ;
