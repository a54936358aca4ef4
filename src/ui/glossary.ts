/** The words of the page, one entry a term, in our own words. <Term id="…"> opens an entry where the word is used. */
export const GLOSSARY = {
  model: [
    'Language model',
    'A network that has learned to continue text. It reads tokens (pieces of words) and gives every possible next token a probability.',
  ],
  block: [
    'Block (layer)',
    'A language model is a stack of equal parts. Each block reads what the ones below left behind and adds something of its own. Counted from 0.',
  ],
  'residual-stream': [
    'Residual stream',
    'The running list of numbers, one list per token, that every block reads from and adds to. What a model knows about a text at some depth must be in here. The lab reads it right after each block.',
  ],
  pooling: [
    'Pooling',
    'A text has many tokens, each with its own residual stream; one vector per text is needed. “Mean” averages over all tokens; “mean, no first” leaves out the first one, whose vector is often many times longer than the others and carries no meaning; “last” takes the final one, which has seen the whole text.',
  ],
  direction: [
    'Direction',
    'The mean vector of the texts that show the concept, minus the mean of those that do not, made one unit long. One for each block, computed from the training pairs only.',
  ],
  score: [
    'Score (projection)',
    'How far a text’s vector reaches along the direction: their inner product. Higher means more like the texts that show the concept.',
  ],
  auroc: [
    'AUROC',
    'Take one held-out text of each kind at random: AUROC is the chance that the one showing the concept scores higher. 0.5 is a coin toss, 1 is never wrong. Ties count half.',
  ],
  'bag-of-words': [
    'Bag of words',
    'A classifier without a language model: it counts which words each kind of training text uses and sums up the evidence, order and meaning ignored. If it does as well as the model, the texts can be told apart by their words.',
  ],
  'over-words': [
    'Over words',
    'The AUROC of the direction minus that of the bag of words, on the same test pairs. Its interval comes from drawing the pairs again and again for both at once: only where it lies above 0 does the direction show more than single words do.',
  ],
  'pairs-right': [
    'Pairs right',
    'Share of test pairs whose text showing the concept scores above its own partner. Partners answer the same situation, so they are easier to order than two texts taken at random.',
  ],
  interval: [
    'Interval',
    'The test pairs are few; other pairs would have given another value. The pairs are drawn again and again with replacement, and from the values this gives a range is made that holds the true value in about 95 of 100 such measurements (BCa). Fewer than ten pairs are too few for that.',
  ],
  separation: [
    'Separation',
    'The distance between the mean scores of the two kinds of text. It grows with depth because the residual stream itself grows, so compare it within one block only.',
  ],
  d: [
    'd (effect size)',
    'The separation divided by the spread within the two kinds. It says how many standard deviations lie between them, whatever the scale of the block.',
  ],
  accuracy: [
    'Accuracy',
    'Share of test texts on the right side of a threshold. The honest threshold comes from the training pairs (midpoint of the two means); the median of the test scores is also in use and looks better.',
  ],
  alpha: [
    'α (strength)',
    'How much of the direction is added to the residual stream while the model writes. Positive pushes towards the concept, negative away from it, 0 leaves the model as it is.',
  ],
  'alpha-unit': [
    'Units of α',
    'Raw: α times a unit vector; its effect depends on the model and the depth. Separations: 1 moves a text as far as the two kinds lie apart. Residual norm: a share of the usual length of the vector that is pushed. The last two can be compared across blocks and models.',
  ],
  band: [
    'Band',
    'The blocks that receive the push. The dose is shared equally among them, so α stays the total. A few blocks in the middle bend the text more gently than one block alone.',
  ],
  eia: [
    'EIA score',
    'Empathy-in-action, by rubric: 0 ignores the person, 1 helps once the objective is safe, 2 helps although it costs something.',
  ],
  pearson: [
    'Pearson r',
    'How well a straight line links two quantities: 1 perfectly, 0 not at all, −1 inversely. p is how often chance alone would give an r this far from 0.',
  ],
  spearman: [
    'Spearman ρ',
    'The same as Pearson’s r, computed on ranks: it asks whether one quantity rises with the other, not whether it does so on a line.',
  ],
  'length-check': [
    'Length check',
    'A mean over tokens can carry traces of how long a text is. If the score follows the word count, or one divided by it, its link with behaviour may be a link with length. The r given length leaves out the part that length explains.',
  ],
  'self-test': [
    'Self-test',
    'Before a number is shown the lab checks itself on your device: pushing by nothing changes nothing, a push of a known size is read back as that size, and the vectors match those of an independent program.',
  ],
  coherence: [
    'Coherence',
    'Signs that a text still reads like language: share of distinct words, share of characters that repeat what was just written, and the mean log-probability the model gives to the text when nobody pushes it (closer to 0 is more natural).',
  ],
  temperature: [
    'Temperature',
    'How adventurous the choice of the next token is. 0 always takes the most probable one, so the same settings give the same text.',
  ],
  'top-p': ['Top-p', 'Only the most probable tokens that together reach this probability may be chosen. 1 allows all.'],
} as const satisfies Record<string, readonly [name: string, text: string]>;

export type TermId = keyof typeof GLOSSARY;
