/** Two or more analyses of the experiment, chosen by their lines: curves over depth, scores of the same texts, angles of directions. */
import { useDeferredValue, useMemo } from 'react';
import { tickAnalyses } from '../../app/actions';
import { allRuns } from '../../experiment/compare';
import { relativeDepth } from '../../lab/report/depth';
import { Swatch } from '../figure/Legend';
import { SWATCH } from '../figure/plan';
import { linesOf } from '../run/AnalysisChoice';
import { useLab } from '../useLab';
import { Agreement } from './Agreement';
import { Angles } from './Angles';
import { DepthFigure } from './DepthFigure';
import { named } from './named';
import { ticked } from './ticked';
import { t } from '../../language/t';

export function Analyses({ layer }: { readonly layer: number }) {
  const experiment = useDeferredValue(useLab((s) => s.experiment));
  const origins = useLab((s) => s.origins);
  const catalogue = useLab((s) => s.catalogue);
  const { analyses } = experiment;
  // eslint-disable-next-line react-hooks/exhaustive-deps -- of the experiment only the records count, not its view
  const all = useMemo(() => named(allRuns(experiment), linesOf({ experiment, origins, catalogue })), [analyses, origins, catalogue]);
  const picked = useLab((s) => s.ticked);
  const { analysis } = experiment.view;
  const first = useMemo(
    () =>
      ticked(
        all.map(({ run }) => run),
        analysis,
      ),
    [all, analysis],
  );
  const chosen = useMemo(() => {
    const those = picked ? new Set(picked) : first;
    return all.filter(({ run }) => those.has(run.id));
  }, [all, picked, first]);
  const shown = experiment.analyses.find(({ id }) => id === analysis);
  const depth = relativeDepth(layer, shown?.report.layers ?? 1);
  const toggle = (id: string, on: boolean): void => {
    const next = new Set(chosen.map(({ run }) => run.id));
    next[on ? 'add' : 'delete'](id);
    tickAnalyses([...next]);
  };
  return (
    <>
      <fieldset className="compare-choice">
        <legend>{t`Which`}</legend>
        {all.map(({ letter, text, mark, run: { id } }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={chosen.some(({ run }) => run.id === id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
            <svg width={SWATCH} height={10} viewBox={`0 -5 ${SWATCH} 10`} aria-hidden="true">
              <Swatch mark={mark} />
            </svg>
            <span>
              <strong>{letter}</strong> {text}
            </span>
          </label>
        ))}
      </fieldset>
      {chosen.length < 2 ? (
        <p className="quiet-line">{t`Tick two or more to compare them.`}</p>
      ) : (
        <>
          <DepthFigure all={chosen} depth={depth} />
          <Agreement all={chosen} depth={depth} />
          <Angles all={chosen} depth={depth} />
        </>
      )}
    </>
  );
}
