/** Where the paper and this lab differ, and why: each line with its number. */
import type { ReactNode } from 'react';
import type { ShownRun } from '../../experiment/shown';
import type { EiaColumn } from '../../lab/report/eia-columns';
import { EXACT_BELOW } from '../../lab/paper/exact';
import { NOTHING } from '../../lab/paper/nothing';
import { LENGTH, MODELS, OFF_BY, PAIRS, PREVIEW, RANDOM, RATED_TEXTS, WORDS } from '../../lab/paper/published';
import { count, fixed, percent } from '../parts/format';
import { countTested } from '../parts/tested';
import { t } from '../../language/t';

interface Props {
  readonly run: ShownRun | null;
  readonly layer: number;
}

interface Difference {
  readonly name: string;
  readonly theirs: string;
  readonly here: ReactNode;
}

const [PHI, QWEN, DOLPHIN] = MODELS as readonly [(typeof MODELS)[0], (typeof MODELS)[0], (typeof MODELS)[0]];
const STRICT = MODELS.map(({ success: { strict } }) => strict.value);
const reach = ({ name, reach: [from, to] }: (typeof MODELS)[0]): string => t`${name} ${from.value} to ${to.value}`;

/** A sentence with numbers of this run; nothing where one of them is none. */
const said = (numbers: readonly (number | undefined)[], sentence: (...numbers: string[]) => string): string =>
  numbers.every(Number.isFinite) ? ` ${sentence(...numbers.map((one) => fixed(one!, 2)))}` : '';

function differences({ run, layer }: Props): readonly Difference[] {
  const eia = (column: EiaColumn): number | undefined => run?.report.eia?.table[column][layer];
  const words = run?.report.words;
  return [
    {
      name: t`Words alone`,
      theirs: t`Counting words, learnt from the ${PAIRS.train.value} training pairs, reaches AUROC ${fixed(WORDS.auroc.value, 3)} on the ${PAIRS.test.value} test pairs, and r ${fixed(WORDS.pearson.value)} on the ${RATED_TEXTS.value} rated texts, where the probe has ${fixed(PHI.pearson.value)}.`,
      here: t`In Layers a bag of words, shuffled labels, random directions and shuffled tokens stand beside the AUROC, as far as they can be had: not shuffled labels where PCA finds the direction.${said([words && 'auroc' in words ? words.auroc : undefined], (auroc) => t`In this run words alone have ${auroc}.`)}`,
    },
    {
      name: t`One split of few pairs`,
      theirs: t`There is one split, ${PAIRS.train.value} pairs to learn from and ${PAIRS.test.value} to test on, and no interval. On so few, one random direction in twenty has ${fixed(RANDOM.percentile95.value, 3)} or more, the best of them ${fixed(RANDOM.max.value, 3)}.`,
      here: t`Intervals by pair (by text where there are no pairs), each situation left out in turn, folds and a permutation p.${run ? t` This run has ${countTested(run.report)}.` : ''}`,
    },
    {
      name: t`Length`,
      theirs: t`A mean over tokens carries 1/length: it correlates with the score by ${fixed(LENGTH.inverse.value)}, and with length given the r of ${fixed(PHI.pearson.value)} becomes ${fixed(LENGTH.partial.value)}.`,
      here: t`The length check stands beside every r, and other poolings can be chosen.${said([eia('eiaInverse'), eia('eiaGivenInverse')], (r, given) => t`At block ${layer} the score correlates with 1/words by ${r}, and r given 1/words is ${given}.`)}`,
    },
    {
      name: t`What counts as success`,
      theirs: t`A vector that does nothing scores ${percent(NOTHING.published)}. By the strict criterion the three models lie between ${percent(Math.min(...STRICT), 1)} and ${percent(Math.max(...STRICT), 1)}.`,
      here: t`Both criteria by sign, with the chance line, in the tables above.`,
    },
    {
      name: t`The unit of α`,
      theirs: t`α is an absolute length. The largest, in separations of the classes: ${MODELS.map(reach).join(', ')}.`,
      here: t`α is given in separations or in norms of the stream, so that one dose means the same in every model.`,
    },
    {
      name: t`r across models`,
      theirs: t`The r of ${fixed(QWEN.pearson.value)} (${QWEN.name}) and ${fixed(DOLPHIN.pearson.value)} (${DOLPHIN.name}) was read at the last token of previews of ${PREVIEW.value} characters, with probes made from means over whole texts.`,
      here: t`Pairs and rated texts are read the same way: with one pooling, up to the same number of tokens.`,
    },
    {
      name: t`p of few texts`,
      theirs: t`The p of Spearman’s ρ is that of Student’s t, an approximation for many texts; ${RATED_TEXTS.value} were rated, and a result file may list fewer.`,
      here: t`Below ${EXACT_BELOW} texts it is exact: the share of all orders of the ratings that give a ρ as far from 0. So a p made anew from a file may be another than the one stated beside it, while ρ is the same.`,
    },
    {
      name: t`Which block`,
      theirs: t`Several of the tools read at one block and push ${count(OFF_BY.value, 'block')} further on.`,
      here: t`The self-test of a device reads back what it wrote, at the very block.`,
    },
  ];
}

export function Differences(props: Props) {
  return (
    <>
      <h4>{t`What differs, and why`}</h4>
      <dl className="differences" data-testid="paper-differences">
        {differences(props).map(({ name, theirs, here }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{theirs}</dd>
            <dd>
              <strong>{t`Here:`}</strong> {here}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
