/** At which depth can the two kinds of text be told apart, and how sure is that. */
import './layers.css';
import { Section } from '../parts/Section';
import { Compare } from '../compare/Compare';
import { SeenNote } from '../contrast/SeenNote';
import { Fold } from '../parts/Fold';
import { Term } from '../parts/Term';
import { useShown, useShownLayer, useSides } from '../shown';
import { useLab } from '../useLab';
import { AurocFigure } from './AurocFigure';
import { AurocTwin } from './AurocTwin';
import { BesideSwitches } from './BesideSwitches';
import { ConclusionNote } from './ConclusionNote';
import { DrawSeed } from './DrawSeed';
import { headline, LayerNumbers } from './LayerNumbers';
import { LayerSlider } from './LayerSlider';
import { MethodCosines } from './MethodCosines';
import { MeanOut } from './MeanOut';
import { Readout } from './Readout';
import { SeparationFigure } from './SeparationFigure';
import { StripFigure } from './StripFigure';
import { unseen } from './unseen';
import type { ScenarioSet } from '../../formats/scenario-set';
import { contrastOf, sidesOf } from '../../lab/contrast';
import { WordsNote } from './WordsNote';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function LayersSection() {
  const sides = useSides();
  const { run, set, origin } = useShown('auroc');
  const strips = useShown('strips');
  const separation = useShown('separation');
  const layer = useShownLayer();
  const beside = useLab((s) => s.experiment.view.beside);
  const open = useLab((s) => (s.set.status === 'ready' ? s.set.set : null));
  const lead = (
    <>{rich`Each point of the first picture is one ${(<Term id="block">{t`block`}</Term>)}: how often, among ${unseen(set ?? open)}, one of the kind “${sides.positive}” scores above one of the kind “${sides.negative}” (${(<Term id="auroc">{t`AUROC`}</Term>)}). 0.5 is a coin toss, 1 is never wrong, and the shaded ${(<Term id="interval">{t`interval`}</Term>)} says how far to trust it.`}</>
  );
  return (
    <Section id="layers" lead={lead}>
      {run ? (
        <>
          <AurocFigure run={run} beside={beside} origin={origin} Twin={AurocTwin} />
          <LayerSlider layers={run.directions.layers} />
          <BesideSwitches run={run} />
          <ConclusionNote run={run} />
          {set && <SeenNote set={set} />}
          <WordsNote run={run} layer={layer} drawn={beside.includes('words')} />
          <div className="folds">
            <Fold id="numbers" title={t`Numbers of block ${layer}`} note={headline(run.report, layer)}>
              <LayerNumbers report={run.report} evidence={run.evidence?.table} complete={run.complete} layer={layer} />
            </Fold>
            <Fold id="found" note={t`other methods, the mean of neutral texts, the draws by chance`}>
              {run.evidence?.methods && <MethodCosines methods={run.evidence.methods} layer={layer} />}
              <MeanOut run={run} layer={layer} />
              <DrawSeed spec={run.spec} most={mostFolds(run.set.set)} />
            </Fold>
            <Fold id="readout" note={t`the tokens that block ${layer} raises and lowers`}>
              <Readout run={run} layer={layer} />
            </Fold>
            <Fold id="dots">
              {strips.set && strips.run && <StripFigure run={strips.run} set={strips.set} layer={layer} origin={strips.origin} />}
              {separation.run && <SeparationFigure run={separation.run} origin={separation.origin} />}
            </Fold>
            <Compare layer={layer} />
          </div>
        </>
      ) : (
        <p className="empty">{t`Nothing has been read yet. The picture draws itself, text by text, once you press Run.`}</p>
      )}
    </Section>
  );
}

/** As many parts as there are pairs, or texts of the class that has fewer. */
function mostFolds(set: ScenarioSet): number {
  const { positive, negative } = sidesOf(contrastOf(set));
  return Math.min(positive.length, negative.length);
}
