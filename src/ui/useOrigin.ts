/** Where the numbers on the page come from, as the figures say it. */
import { useDeferredValue } from 'react';
import { originLine, partOf } from './provenance';
import { useLab } from './useLab';

/** The origin of the run on show, as a figure carries it away. Follows when the figures do. */
export const useOrigin = (): string =>
  useDeferredValue(
    useLab(({ catalogue, provenance, experiment: { model, recordedAt, scenarios, run }, run: { status } }) =>
      originLine({
        catalogue,
        provenance,
        stamp: model,
        recordedAt,
        part: partOf(run),
        set: scenarios?.set.name ?? null,
        running: status === 'running',
        version: __VERSION__,
      }),
    ),
  );
