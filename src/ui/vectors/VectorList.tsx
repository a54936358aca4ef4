/** Directions that came from files: where they lie, how far they point the way of the shown ones, and the way to let them go. */
import { useMemo } from 'react';
import { cosinesAt, removeVectors } from '../../app/lower-actions';
import { blocksOf, isFromFile, type DirectionsRecord } from '../../experiment/directions';
import { directionsToEdit } from '../../experiment/fitting';
import { canRemoveDirections } from '../../experiment/vectors/take-out';
import { namesOf } from '../run/direction-names';
import { useShownLayer } from '../shown';
import { brief, fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { To } from '../parts/To';
import { useAsked } from '../parts/useAsked';
import { useLab } from '../useLab';
import { blocksText } from './vector-words';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Asked {
  readonly layer: number;
  readonly directions: readonly DirectionsRecord[];
}
const ask = ({ layer, directions }: Asked, signal: AbortSignal): Promise<number[][][]> =>
  directions.length < 2 ? Promise.resolve([]) : cosinesAt([{ layer, directions }], signal);

export function VectorList() {
  const experiment = useLab((s) => s.experiment);
  const layer = useShownLayer();
  const own = useMemo(() => experiment.directions.filter(isFromFile), [experiment.directions]);
  const names = useMemo(() => namesOf(own, experiment), [own, experiment]);
  const fitting = useMemo(() => directionsToEdit(experiment), [experiment]);
  const question = useMemo(
    (): Asked => ({ layer, directions: [...fitting.slice(0, 1), ...fitting.slice(1).filter(isFromFile)] }),
    [layer, fitting],
  );
  const asked = useAsked(question, ask);
  if (own.length === 0) return null;
  const cosineOf = ({ id }: DirectionsRecord): number | null => {
    const at = asked?.question.directions.findIndex((one) => one.id === id) ?? -1;
    return asked && 'answer' in asked && at > 0 ? (asked.answer[0]?.[0]?.[at] ?? null) : null;
  };
  return (
    <>
      <ul className="vector-list" data-testid="vector-list">
        {own.map((record) => {
          const fits = fitting.some(({ id }) => id === record.id);
          const cosine = cosineOf(record);
          const can = canRemoveDirections(experiment, record.id);
          return (
            <li key={record.id}>
              <strong dir="auto">{brief(names.get(record.id) ?? record.name, 60)}</strong>{' '}
              <span className="quiet-line">{factsOf(record)}</span>{' '}
              {fits ? (
                <span className="quiet-line numbers">
                  {cosine === null || !asked
                    ? ''
                    : Number.isNaN(cosine)
                      ? t`At block ${asked.question.layer} it has no vector.`
                      : rich`At block ${asked.question.layer} its ${(<Term id="cosine">{t`cosine`}</Term>)} with the shown direction is ${fixed(cosine, 2)}.`}
                </span>
              ) : (
                <span className="quiet-line">{t`It belongs to a model of ${record.layers} blocks × ${record.width}, not to the one on show.`}</span>
              )}{' '}
              {can ? (
                <button type="button" className="quiet" onClick={() => removeVectors(record.id)}>{t`Remove`}</button>
              ) : (
                <span className="quiet-line">{t`It stays as long as something is pushed or read along it.`}</span>
              )}
            </li>
          );
        })}
      </ul>
      <p className="quiet-line">{rich`They push answers, sweeps and choices as an edit (${(<To place="edits" />)}), with α at 0 also alone; answers can be read along them, and choices take one as another concept’s direction (${(<To place="ask-choices" />)}).`}</p>
    </>
  );
}

/** "blocks 8, 12 of 32 × 3072 · empathy_direction_layer_12.npy · licence MIT". */
function factsOf(record: DirectionsRecord): string {
  const { origin, layers, width } = record;
  const said = 'file' in origin ? [brief(origin.file, 60), ...(origin.licence ? [t`licence ${brief(origin.licence, 40)}`] : [])] : [];
  return [t`${blocksText(blocksOf(record))} of ${layers} × ${width}`, ...said].join(' · ');
}
