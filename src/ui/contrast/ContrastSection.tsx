/** The texts the direction is made from. Anyone can read all of them, or bring their own. */
import './contrast.css';
import type { ScenarioSet } from '../../formats/scenario-set';
import { contrastOf, isPaired, sidesOf } from '../../lab/contrast';
import { useCutTexts } from '../shown';
import { useLab } from '../useLab';
import { Fold } from '../parts/Fold';
import { brief, count } from '../parts/format';
import { Section } from '../parts/Section';
import { Term } from '../parts/Term';
import { To } from '../parts/To';
import { aboutParts } from './about';
import { OwnActivations } from '../activations/OwnActivations';
import { OwnTexts } from './import/OwnTexts';
import { LoneReader } from './LoneReader';
import { PairReader } from './PairReader';
import { SeenNote } from './SeenNote';
import { SetPicker } from './SetPicker';
import { SetTable } from './SetTable';
import { TakeSet } from './TakeSet';
import { Write } from './write/Write';
import { WritePairs } from './write-pairs/WritePairs';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const LEAD_LONE = (
  <>{rich`The texts of this set have no partners: some have the concept and others do not. The ${(<Term id="direction">{t`direction`}</Term>)} is the difference between the two kinds of text inside the model, and whatever else sets them apart, as subject or length, may be in it.`}</>
);
const LEAD = (
  <>{rich`Each pair tells the same situation twice, once with the concept and once without; the ${(<Term id="direction">{t`direction`}</Term>)} is the difference between the two kinds of text inside the model.`}</>
);

export function ContrastSection() {
  const state = useLab((s) => s.set);
  const running = useLab((s) => s.run.status === 'running');
  return (
    <Section id="contrast" lead={state.status === 'ready' && state.set.texts?.length ? LEAD_LONE : LEAD}>
      {state.status === 'loading' && <p className="quiet-line">{t`Reading the scenarios…`}</p>}
      {state.status === 'failed' && (
        <div className="note note-bad">
          <p>{state.error.message}</p>
          <p>{state.error.hint}</p>
        </div>
      )}
      {state.status === 'ready' && (
        <>
          <div className="set-head">
            <h3 dir="auto" title={state.set.name}>
              {brief(state.set.name, 120)}
            </h3>
            <SetPicker disabled={running} />
          </div>
          <p className="about" dir="auto">
            {aboutParts(state.set.about).first}
          </p>
          <p className="quiet-line">{rich`${countContrast(state.set)}, ${count(state.set.scored.length, 'scored text')} and ${count(state.set.prompts.length, 'prompt')} in ${count(state.set.scenarios.length, 'situation')}. “${(<bdi>{brief(state.set.concept.positive)}</bdi>)}” against “${(<bdi>{brief(state.set.concept.negative)}</bdi>)}”.`}</p>
          <SeenNote set={state.set} />
        </>
      )}
      <div className="folds">
        {state.status === 'ready' && (
          <Fold id="texts" note={t`how they were made, how many a situation has, any of them to read`}>
            <p className="about" dir="auto">
              {aboutParts(state.set.about).rest}
            </p>
            <SetTable set={state.set} />
            <TakeSet set={state.set} />
            <Reader key={state.hash} set={state.set} hash={state.hash} />
          </Fold>
        )}
        <Fold id="own-texts" note={t`pairs, texts of two classes, rated texts, A/B items: a file, or pasted`}>
          <OwnTexts />
          <OwnActivations />
        </Fold>
        <Fold id="write" note={t`pairs, situations, prompts, rated texts and choices in tables, checked as you write`}>
          <Write />
        </Fold>
        <Fold id="write-pairs" note={t`by the loaded model, or by a server that you name; you look at each one`}>
          <WritePairs />
        </Fold>
      </div>
      <ItemsNote />
    </Section>
  );
}

/** "40 pairs", or "24 + 31 texts without partners". */
function countContrast(set: ScenarioSet): string {
  const contrast = contrastOf(set);
  if (isPaired(contrast)) return count(contrast.length, 'pair');
  const { positive, negative } = sidesOf(contrast);
  return t`${positive.length} + ${negative.length} texts without partners`;
}

/** A file of A/B items was opened, maybe here: it is no set, and its place is another. */
function ItemsNote() {
  const own = useLab((s) => s.ownItems);
  return (
    <p className="quiet-line" role="status" data-testid="items-note">
      {own?.inUse && (
        <>{rich`“${brief(own.file.name, 60)}” has items to choose in, which are asked under ${(<To place="ask-choices" />)} in ${(<To place="choices" />)}; the set above stays in use.`}</>
      )}
    </p>
  );
}

function Reader({ set, hash }: { readonly set: ScenarioSet; readonly hash: string }) {
  const cut = useCutTexts(hash);
  return set.texts?.length ? <LoneReader set={set} texts={set.texts} cut={cut} /> : <PairReader set={set} cut={cut} />;
}
