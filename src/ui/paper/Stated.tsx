/** What the author of the published work says of its figures himself, in our words: each reservation with what this page has for it. */
import { MODELS, README } from '../../lab/paper/published';
import { fixed, percent } from '../parts/format';
import { Sourced } from './Sourced';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const [PHI] = MODELS;
const readme = (text: string) => <Sourced source="readme">{text}</Sourced>;

export function Stated() {
  const [low, high] = README.steered;
  return (
    <>
      <h4>{t`What the author says of it`}</h4>
      <p
        className="about"
        data-testid="paper-stated"
      >{rich`As of commit ${README.commit.slice(0, 7)} the README itself has these reservations: a perfect AUROC may show the wording of texts that language models wrote rather than what they mean; r = ${readme(fixed(PHI!.pearson.value, 2))} with EIA may be circular, for the pairs are built on the same conflicts as the ratings; adding a vector that succeeds in ${readme(t`${Math.round(low * 100)} to ${percent(high)}`)} of the tries where it goes well shows no cause, which patching would have to show; and what is read may be putting a task aside for somebody’s wellbeing, not empathy in a wider sense. As next steps it names texts without the telling words and texts that use them without the concept, other virtues (fairness, honesty, beneficence), and watching a conversation while it goes on: here they are a set with matched words, hard negatives, sets of their own, and Chat.`}</p>
    </>
  );
}
