/** Where the numbers on the page come from, as the figures say it. */
import { useDeferredValue } from 'react';
import { openedFrom, provenanceOf } from '../app/store';
import { shownRun } from '../experiment/shown';
import { originLine, partOf, readOn } from './provenance';
import { foundText } from './run/found-by';
import { useLab } from './useLab';

/** The origin of the run on show, as a figure carries it away. Follows when the figures do. */
export const useOrigin = (): string =>
  useDeferredValue(
    useLab((s) => {
      const run = shownRun(s.experiment);
      return originLine({
        catalogue: s.catalogue,
        provenance: provenanceOf(s),
        stamp: run?.model ?? null,
        on: readOn(run),
        recordedAt: run?.at ?? null,
        part: partOf(run),
        set: run?.set.set.name ?? null,
        way: run ? foundText({ ...run.spec, template: run.capture.template }) : '',
        from: openedFrom(s),
        running: s.run.status === 'running',
        version: __VERSION__,
      });
    }),
  );
