/** Push the model along the direction and read what it writes, beside what it writes untouched. */
import './steer.css';
import { useSides } from '../shown';
import { Section } from '../parts/Section';
import { Term } from '../parts/Term';
import { AlphaControl } from './AlphaControl';
import { AlsoRead } from './AlsoRead';
import { ChatFold } from '../chat/ChatFold';
import { EditsFold } from '../edits/EditsFold';
import { Completions } from './Completions';
import { Finer } from './Finer';
import { PromptField } from './PromptField';
import { SteerButtons } from './SteerButtons';
import { Trust } from './Trust';
import { OwnVectors } from '../vectors/OwnVectors';
import { SweepFold } from '../sweep/SweepFold';
import { rich } from '../parts/rich';

export function SteerSection() {
  const sides = useSides();
  const lead = (
    <>{rich`Below, the same prompt is answered with and without a push of strength ${(<Term id="alpha">α</Term>)} along the direction: to the right towards “${sides.positive}”, to the left towards “${sides.negative}”; if the direction is real, the answers change in kind and stay good language.`}</>
  );
  return (
    <Section id="steer" lead={lead}>
      <div className="bench">
        <PromptField />
        <AlphaControl />
        <Trust />
        <SteerButtons />
        <div className="folds">
          <Finer />
          <EditsFold />
          <OwnVectors />
          <AlsoRead />
        </div>
      </div>
      <Completions />
      <div className="folds folds-on">
        <SweepFold />
        <ChatFold />
      </div>
    </Section>
  );
}
