/** The words of the page, one entry a term, in our own words. <Term id="…"> opens an entry where the word is used. */
import { t } from '../language/t';

export const GLOSSARY = {
  model: [
    t`Language model`,
    t`A network that has learned to continue text. It reads tokens (pieces of words) and gives every possible next token a probability.`,
  ],
  block: [
    t`Block (layer)`,
    t`A language model is a stack of equal parts. Each block reads what the ones below left behind and adds something of its own. Counted from 0.`,
  ],
  'residual-stream': [
    t`Residual stream`,
    t`The running list of numbers, one list per token, that every block reads from and adds to. What a model knows about a text at some depth must be in here. The lab reads it right after each block.`,
  ],
  pooling: [
    t`Pooling`,
    t`A text has many tokens, each with its own residual stream; one vector per text is needed. “Mean” averages over all tokens; “mean, no first” leaves out the first one, whose vector is often many times longer than the others and carries no meaning; “last” takes the final one, which has seen the whole text; “last 4” and “last 16” average over so many at the end, and over all tokens of a text that has fewer. “Answer only” is for texts read as chat messages: it averages over the tokens of the text itself and leaves out the system prompt, the marks of roles and the closing marks; a token that reaches over the border belongs to the text.`,
  ],
  method: [
    t`Method`,
    t`How the direction is found between the training texts of a block. Mean difference: from one class mean to the other. PCA of differences: the line along which the pairs differ most. LDA: the mean difference, counted in units of the spread within the classes. Logistic regression: the weights that tell the classes apart best.`,
  ],
  direction: [
    t`Direction`,
    t`From the texts that do not show the concept to those that do, one unit long: by the mean difference, the mean vector of the ones minus that of the others; other methods are chosen beside the pooling. One for each block, from the training pairs only.`,
  ],
  score: [
    t`Score (projection)`,
    t`How far a text’s vector reaches along the direction: their inner product. Higher means more like the texts that show the concept.`,
  ],
  auroc: [
    'AUROC',
    t`Take one held-out text of each kind at random: AUROC is the chance that the one showing the concept scores higher. 0.5 is a coin toss, 1 is never wrong. Ties count half.`,
  ],
  'bag-of-words': [
    t`Bag of words`,
    t`A classifier without a language model: it counts which words each kind of training text uses and sums up the evidence, order and meaning ignored. If it does as well as the model, the texts can be told apart by their words.`,
  ],
  'over-words': [
    t`Over words`,
    t`The AUROC of the direction minus that of the bag of words, on the same test pairs. Its interval comes from drawing the pairs again and again for both at once: only where it lies above 0 does the direction show more than single words do.`,
  ],
  'pairs-right': [
    t`Pairs right`,
    t`Share of test pairs whose text showing the concept scores above its own partner. Partners answer the same situation, so they are easier to order than two texts taken at random.`,
  ],
  interval: [
    t`Interval`,
    t`The test pairs are few; other pairs would have given another value. The pairs are drawn again and again with replacement, and from the values this gives a range is made that holds the true value in about 95 of 100 such measurements (BCa). Fewer than ten pairs are too few for that.`,
  ],
  permutation: [
    t`Permutation p`,
    t`How often labels that mean nothing do as well: the two texts of each test pair are swapped by a coin, thousands of times. “Best of all blocks” takes the best block of each throw, because whoever picks the best of thirty blocks has thirty chances.`,
  ],
  shuffled: [
    t`Shuffled labels`,
    t`Directions learnt from training pairs whose two texts were swapped by a coin, tried on the test pairs as they are. The band holds the middle 95 of 100 of their AUROCs, more where many are alike: what this way of looking finds where there is nothing.`,
  ],
  'random-directions': [
    t`Random directions`,
    t`The AUROC along directions that were drawn blindly. With few test pairs their band is wide: even a random direction looks good now and then.`,
  ],
  selectivity: [
    t`Selectivity`,
    t`The AUROC with the real labels minus the AUROC with labels that mean nothing, one thrown for each situation. Near 0 the method would have learnt anything; the higher, the more the concept itself is to be found (Hewitt and Liang 2019).`,
  ],
  'left-out': [
    t`Left out`,
    t`One situation after the other is kept out of the training pairs, and the direction is tried on its pairs. The mean over situations and the lowest one say whether it holds where it was not learnt.`,
  ],
  folds: [
    t`Folds`,
    t`All pairs, training and test, are dealt into k parts (five unless chosen otherwise); each part is tried along a direction learnt from the others. Less luck of one split.`,
  ],
  agreement: [
    t`Agreement`,
    t`How far the pairs point the same way: the mean cosine between the differences of any two training pairs. In published work on Llama-type models, directions with .3 or more steered and those below .15 did not; take it as a forecast.`,
  ],
  'token-shuffled': [
    t`Tokens shuffled`,
    t`The AUROC on test texts whose tokens stand in random order; those of a chat template and of a prompt stay where they are. If it hardly falls, the direction sees which words are there and not how they are put together.`,
  ],
  readout: [
    t`Readout`,
    t`The direction, sent straight through the last part of the model, the final norm and the table that turns the residual stream into logits: which tokens would become more probable, and which less. It leaves out the blocks in between, so it says least in early ones.`,
  ],
  carrier: [
    t`Carrier`,
    t`How far the direction points along the mean of neutral texts on mixed topics. Above .35 a push along it moves what all texts have in common, not the concept.`,
  ],
  separation: [
    t`Separation`,
    t`The distance between the mean scores of the two kinds of text. It grows with depth because the residual stream itself grows, so compare it within one block only.`,
  ],
  d: [
    t`d (effect size)`,
    t`The separation divided by the spread within the two kinds. It says how many standard deviations lie between them, whatever the scale of the block.`,
  ],
  accuracy: [
    t`Accuracy`,
    t`Share of test texts on the right side of a threshold. The honest threshold comes from the training pairs (midpoint of the two means); the median of the test scores is also in use and looks better.`,
  ],
  alpha: [
    'α (strength)',
    t`How much of the direction is added to the residual stream while the model writes. Positive pushes towards the concept, negative away from it, 0 leaves the model as it is.`,
  ],
  'alpha-unit': [
    t`Units of α`,
    t`Raw: α times a unit vector; its effect depends on the model and the depth. Separations: 1 moves a text as far as the two kinds lie apart. Residual norm: a share of the mean length of the training texts’ residuals at the block, each averaged over the tokens that the pooling reads; where the pooling leaves out the first token, whose residual is many times longer, so does the norm. The last two can be compared across blocks and models.`,
  ],
  'choice-margin': [
    t`Margin and shift (D)`,
    t`Of an item: the log-probability of its options of one side, each summed over its tokens, minus that of the other side’s, natural logarithm. What the margin is without a push depends on wording; so a push is judged by how far it moves the margin, and D is the mean of these shifts. +0.7 makes the odds of the one side twice what they were.`,
  ],
  band: [
    t`Band`,
    t`The blocks that receive the push. The dose is shared equally among them, so α stays the total. A few blocks in the middle bend the text more gently than one block alone.`,
  ],
  eia: [
    t`EIA score`,
    t`Empathy-in-action, by rubric: 0 ignores the person, 1 helps once the objective is safe, 2 helps although it costs something.`,
  ],
  kappa: [
    t`Quadratic kappa`,
    t`How far two people agree who rated the same answers: 1 always, 0 no more than two who give as many of each rating but know nothing of the answers, below 0 less than that. A disagreement by two counts four times one by one (Cohen 1968).`,
  ],
  pearson: [
    t`Pearson r`,
    t`How well a straight line links two quantities: 1 perfectly, 0 not at all, −1 inversely. p is how often chance alone would give an r this far from 0.`,
  ],
  spearman: [
    'Spearman ρ',
    t`The same as Pearson’s r, computed on ranks: it asks whether one quantity rises with the other, not whether it does so on a line.`,
  ],
  'length-check': [
    t`Length check`,
    t`A mean over tokens can carry traces of how long a text is. If the score follows the word count, or one divided by it, its link with behaviour may be a link with length. The r given length leaves out the part that length explains.`,
  ],
  'relative-depth': [
    t`Relative depth`,
    t`Where a block stands in its model: 0 is the first, 1 the last. Models have different numbers of blocks; at the same share of the way they tend to have done the same share of the work.`,
  ],
  cosine: [
    t`Cosine of two directions`,
    t`The angle between them as a number: 1 means the same direction, 0 a right angle (nothing in common), −1 the opposite. In hundreds of dimensions two random directions are almost at a right angle. Only directions of one model at one block can be compared.`,
  ],
  'train-test': [
    t`Trained on one set, tested on another`,
    t`The direction is found in the training pairs of one set and tried on the test pairs of another. What carries over is not tied to the wording, the situations or the concept of the set it was found in; the diagonal is the usual AUROC within a set.`,
  ],
  'self-test': [
    'Self-test',
    t`Before a number is shown the lab checks itself on your device: pushing by nothing changes nothing, a push of a known size is read back as that size, and the vectors match those of an independent program.`,
  ],
  coherence: [
    t`Coherence`,
    t`Signs that a text still reads like language: share of distinct words, share of characters that repeat what was just written, and the mean log-probability the model gives to the text when nobody pushes it (closer to 0 is more natural).`,
  ],
  damage: [
    t`Damage`,
    t`What a push costs: at every token of answers that the model wrote unpushed, how far the push moves what would come next (KL divergence from the model left alone, in nats). 0 is no change; at 1 nat the pushed model is a different writer at that token. Equal damage is the fair way to compare blocks, directions and models.`,
  ],
  perplexity: [
    t`Perplexity`,
    t`How surprised the model left alone is by an answer: the number of equally likely next tokens that would surprise it as much. Odd language has a high one; so has unusual but good language.`,
  ],
  temperature: [
    t`Temperature`,
    t`How adventurous the choice of the next token is. 0 always takes the most probable one, so the same settings give the same text.`,
  ],
  'top-p': ['Top-p', t`Only the most probable tokens that together reach this probability may be chosen. 1 allows all.`],
} as const satisfies Record<string, readonly [name: string, text: string]>;

export type TermId = keyof typeof GLOSSARY;
