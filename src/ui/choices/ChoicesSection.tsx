/** Does a push change what the model would rather do? Given answers, no sampling, beside pushes that should do nothing, and asking. */
import './choices.css';
import { lookAtChoices } from '../../app/actions';
import { shownRun } from '../../experiment/shown';
import { Fold } from '../parts/Fold';
import { forget } from '../parts/forget';
import { Section } from '../parts/Section';
import { Term } from '../parts/Term';
import { To } from '../parts/To';
import { WhenSeen } from '../parts/WhenSeen';
import { useSides } from '../shown';
import { NO_MODEL_TO_ASK, useMissingToAsk } from '../steer/useMissing';
import { useLab } from '../useLab';
import { AskChoices } from './AskChoices';
import { ChoicesShown } from './ChoicesShown';
import { Before } from './Before';
import { ItemsFile } from './ItemsFile';
import { ReadAgainstPush } from './ReadAgainstPush';
import { useChoiceItems, type ItemsState } from './useChoiceItems';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

/** The recorded choices are fetched once somebody comes near. */
const look = (): void => forget(lookAtChoices());

export function ChoicesSection() {
  const concept = useSides();
  const file = useLab((s) => (s.ownItems?.inUse ? s.ownItems.file.sha256 : null));
  const missing = useMissingToAsk();
  const run = useLab((s) => shownRun(s.experiment));
  const state = useChoiceItems(missing === null ? run : null);
  const lead = (
    <>{rich`Here the model writes nothing: it is asked how likely given answers are, with and without a push; if the push means anything, ${file === null ? t`answers of “${concept.positive}”` : t`the matching answers of your file`} gain ${(<Term id="choice-margin">{t`log-probability`}</Term>)} over the others, by more than any push of its size would give, and by more than just asking.`}</>
  );
  return (
    <Section id="choices" lead={lead}>
      <WhenSeen of={run?.id ?? ''} onSeen={look} />
      <ChoicesShown />
      <div className="folds folds-on">
        <ReadAgainstPush />
        <Fold id="ask-choices" note={t`items of the set or of your own, strengths, controls`}>
          <ItemsFile />
          <Ask missing={missing} state={state} />
        </Fold>
        <Before given={missing === null ? state.given : null} />
      </div>
    </Section>
  );
}

/** The form, once there are items for it: what was written in it stays while a run reads, and while the items are fetched anew. */
function Ask({ missing, state: { given, current, problem } }: { readonly missing: string | null; readonly state: ItemsState }) {
  const run = useLab((s) => shownRun(s.experiment));
  if (current && given?.items.length === 0)
    return (
      <p
        className="quiet-line"
        data-testid="choices-none"
      >{rich`The set “${run?.set.set.name}” has no items to choose in. The five situations have some: choose one of their sets under ${(<To place="contrast" />)}.`}</p>
    );
  return (
    <>
      {missing !== null ? (
        <p className="quiet-line" data-testid="choices-missing">
          {missing} {missing === NO_MODEL_TO_ASK && <To place="model" />}
        </p>
      ) : problem !== null ? (
        <p role="alert">{problem}</p>
      ) : (
        !given && <p className="quiet-line">{t`Fetching the items…`}</p>
      )}
      {given && given.items.length > 0 && <AskChoices given={given} ready={current} />}
    </>
  );
}
