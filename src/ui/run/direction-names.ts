/** What directions are called beside each other. Pure. */
import { byId, type Experiment } from '../../experiment/experiment';
import type { DirectionsRecord } from '../../experiment/directions';
import { analysisOf } from '../../experiment/fitting';
import { MEAN_OUT, METHOD_NAMES, POOLING_NAMES } from './found-by';
import { t } from '../../language/t';

type Known = Pick<Experiment, 'analyses' | 'readings'>;

/**
 * Names by id. Where several directions have one name, what sets them apart stands behind it: how they were found, as far as they differ in
 * it, else the end of their id.
 */
export function namesOf(records: readonly DirectionsRecord[], known: Known): ReadonlyMap<string, string> {
  const found = new Map(records.map((record) => [record, partsOf(record, known)]));
  const differing = (record: DirectionsRecord): string[] => {
    const twins = records.filter(({ name }) => name === record.name).map((twin) => found.get(twin)!);
    return found.get(record)!.filter((part, i) => part !== '' && twins.some((twin) => twin[i] !== part));
  };
  const named = (record: DirectionsRecord): string => [record.name, ...bracketed(differing(record))].join(' ');
  const names = new Map(records.map((record) => [record.id, named(record)]));
  const isTaken = (id: string, name: string): boolean => [...names].some(([other, its]) => other !== id && its === name);
  return new Map(records.map(({ id, name }) => [id, isTaken(id, names.get(id)!) ? `${name} (${id.slice(-6)})` : names.get(id)!]));
}

/** How directions were found, part by part; '' for a part that nobody would name, and for all of what no analysis found. */
function partsOf(record: DirectionsRecord, known: Known): string[] {
  const analysis = analysisOf(record, known);
  if (!analysis) return ['file' in record.origin ? t`from a file` : '', '', '', ''];
  const { method, pooling, withoutMean } = analysis.spec;
  const template = byId(known.readings, analysis.reading)?.how.template ?? false;
  return [
    METHOD_NAMES[method],
    t`pooling “${POOLING_NAMES[pooling]}”`,
    withoutMean ? MEAN_OUT : '',
    template ? t`read as chat messages` : '',
  ];
}

const bracketed = (parts: readonly string[]): string[] => (parts.length > 0 ? [`(${parts.join(', ')})`] : []);
