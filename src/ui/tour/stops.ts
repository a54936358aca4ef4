/** The stops of the tour, in their order: where each stands on the page, and what it says there. */
import type { SectionId } from '../sections';
import { t } from '../../language/t';

export interface Stop {
  readonly section: SectionId | 'opening';
  /** The class of a part of it; the whole section where none is named. */
  readonly part?: 'opening-read' | 'opening-answers';
  readonly title: string;
  readonly text: string;
}

export const STOPS: readonly Stop[] = [
  {
    section: 'opening',
    part: 'opening-read',
    title: t`Can it be read?`,
    text: t`The curve says how well two kinds of text are told apart inside the model, block by block; the broken line is what counting words reaches without a model. Take texts with nearly the same words on both sides, and see what is left.`,
  },
  {
    section: 'opening',
    part: 'opening-answers',
    title: t`Does pushing change what it says?`,
    text: t`One prompt, two answers: left alone, and pushed along the direction that was read. The slider sets the strength. All of this is recorded, so it works with no model loaded.`,
  },
  {
    section: 'contrast',
    title: t`What is compared`,
    text: t`Pairs of texts: the same situation, answered both ways. Everything else on the page follows from them, so read some, or bring your own.`,
  },
  {
    section: 'layers',
    title: t`How far to believe it`,
    text: t`The curve again, with its interval and with controls beside it: words alone, shuffled labels, random directions. A curve that does not rise above them has found nothing.`,
  },
  {
    section: 'behaviour',
    title: t`Does it go along with behaviour?`,
    text: t`Texts that the direction was not made from, rated 0, 1 or 2 by what the person in them does. You can rate answers yourself, blind to the push.`,
  },
  {
    section: 'steer',
    title: t`Push, and look what it costs`,
    text: t`With a model loaded you push any prompt yourself, by any strength, over any blocks. Beside the slider stands how far to trust the direction, and from where on a push breaks language.`,
  },
  {
    section: 'choices',
    title: t`Is it the direction, or just a push?`,
    text: t`Given options are weighed under the push, beside random pushes of the same size and beside simply asking.`,
  },
  {
    section: 'play',
    title: t`Does it do what it says?`,
    text: t`The situations as small games, scored by what is done. Recorded games stand there, and you can play one yourself. To try all of this for real, load a model in the first section; what you find goes home with you from the last one.`,
  },
];
