/** What of a run can go home: a button that can make nothing is disabled, with its reason beside it, before it is clicked. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { remeasure } from '../../../src/experiment/remeasure';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { shownRun, type ShownRun } from '../../../src/experiment/shown';
import { Buttons } from '../../../src/ui/keep/HomeFold';
import { partText } from '../../recording';

const run = shownRun(await remeasure(decodeExperiment(partText('empathy'), 'run.json')))!;
/** Tags of the buttons that are disabled, by what they make. */
const shown = (of: ShownRun | null) => {
  const markup = renderToStaticMarkup(<Buttons run={of} />);
  const tags = markup.match(/<button[^>]*>/g) ?? [];
  const why = /<p id="([^"]*)"[^>]*data-testid="home-again-why">([^<]*)/.exec(markup);
  return { disabled: tags.filter((tag) => tag.includes('disabled')).flatMap((tag) => /home-(\w+)/.exec(tag)?.[1] ?? []), tags, why };
};

test('all can be made of the recorded run, and of none nothing', () => {
  expect([shown(run).disabled, shown(run).why, shown(null).disabled.length, shown(null).why]).toEqual([[], null, 7, null]);
});

test('lines that cannot be written have a disabled button, described by the reason', () => {
  const { disabled, tags, why } = shown({ ...run, spec: { ...run.spec, pooling: 'answer' } });
  expect([disabled, why?.[2]]).toEqual([['again'], expect.stringContaining('read in the answers alone') as string]);
  expect(tags.find((tag) => tag.includes('home-again'))).toContain(`aria-describedby="${why![1]}"`);
});
