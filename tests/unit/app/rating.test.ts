/** Rating answers of the recording: who, blind or not, taken back; kept; and the ratings of another file beside them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encodeExperiment } from '../../../src/experiment/run-file';
import { fakePage, type FakePage } from './ports';
import { RECORDING } from '../../recording';

const SETS = { 'scenarios/empathy.json': readFileSync('public/scenarios/empathy.json', 'utf8') };
const file = (text: string, name: string): File => new File([text], name, { type: 'application/json' });
const open = async () => {
  const page = fakePage({ own: { 'demo/empathy.json.gz': RECORDING, ...SETS } });
  await page.app.openExperiment(file(RECORDING, 'run.json'));
  return page;
};

test('a rating has its rater, its time and whether it was blind; a later one takes its place; undo brings back what was before', async () => {
  const { app, kept } = await open();
  const ratings = () => app.store.getState().experiment.ratings;
  expect(() => app.rateAnswer('answer-1', 2, false)).toThrow('the name is empty');
  app.setRater('  ');
  expect(() => app.rateAnswer('answer-1', 2, false)).toThrow('the name is empty');
  app.setRater(' Ada ');
  expect(kept.settings.get('rater')).toBe(' Ada ');
  expect(() => app.rateAnswer('answer-1', 3 as 2, false)).toThrow('A rating is 0, 1 or 2, got 3.');
  expect(() => app.rateAnswer('answer-99', 2, false)).toThrow('no answer “answer-99”');
  expect(ratings()).toEqual([]);
  app.rateAnswer('answer-1', 2, false);
  const [first] = ratings();
  expect(first).toMatchObject({ of: 'answer-1', by: 'Ada', blind: true, score: 2, source: 'person' });
  app.rateAnswer('answer-1', 0, true);
  expect(ratings()).toMatchObject([{ score: 0, blind: false }]);
  app.unrateAnswer('answer-1', first!);
  expect(ratings()).toEqual([first]);
  app.unrateAnswer('answer-1', null);
  expect(ratings()).toEqual([]);
});

test('strengths that were shown are known on the next visit, of this experiment alone', async () => {
  const { app, kept } = await open();
  const known = () => app.store.getState().revealed === app.store.getState().line;
  expect(known()).toBe(false);
  app.revealRatings();
  expect(known()).toBe(true);
  expect(kept.settings.get('ratings revealed')).toBe(app.store.getState().line);
  const again = fakePage({ kept, own: SETS });
  expect(again.app.store.getState().revealed).toBe(app.store.getState().line);
});

test('strengths that were shown, or that somebody said to know, are known in a file that is opened anew, rated or not', async () => {
  const reopened = async (kept: FakePage['kept']) => {
    const page = fakePage({ kept, own: { 'demo/empathy.json.gz': RECORDING, ...SETS } });
    await page.app.openExperiment(file(RECORDING, 'run.json'));
    page.app.setRater('Ada');
    page.app.rateAnswer('answer-1', 2, false);
    return page.app.store.getState().experiment.ratings[0]!.blind;
  };
  const { app, kept } = await open();
  expect(await reopened(kept)).toBe(true);
  app.sayStrengthsKnown(true);
  expect(await reopened(kept)).toBe(false);
  app.sayStrengthsKnown(false);
  expect(await reopened(kept)).toBe(true);
  app.revealRatings();
  expect(await reopened(kept)).toBe(false);
  // What was shown is not taken back by whoever says not to know it; nor does this page forget it once the file is opened again.
  app.sayStrengthsKnown(false);
  expect(await reopened(kept)).toBe(false);
  await app.openExperiment(file(RECORDING, 'run.json'));
  expect(app.store.getState().revealed).not.toBe(app.store.getState().line);
  app.setRater('Bo');
  app.rateAnswer('answer-2', 1, false);
  expect(app.store.getState().experiment.ratings.at(-1)).toMatchObject({ by: 'Bo', blind: false });
});

test('a file that has only ratings that are not here joins; one that has none is refused, and so is a bad one', async () => {
  const [own, other] = [await open(), await open()];
  own.app.setRater('Ada');
  own.app.rateAnswer('answer-1', 1, false);
  own.app.rateAnswer('answer-2', 1, false);
  other.app.setRater('Bo');
  other.app.rateAnswer('answer-1', 2, false);
  const theirs = encodeExperiment(other.app.store.getState().experiment);
  const before = own.app.store.getState().experiment;
  expect(await own.app.openBeside(file(theirs, 'bo.json'))).toMatchObject({ analyses: 0, answers: 0, ratings: 1, ratingsOfNew: 0 });
  const { experiment, error } = own.app.store.getState();
  expect(error).toBeNull();
  expect(experiment.ratings.map(({ of, by }) => [of, by])).toEqual([
    ['answer-1', 'Ada'],
    ['answer-2', 'Ada'],
    ['answer-1', 'Bo'],
  ]);
  expect([experiment.answers, experiment.view]).toEqual([before.answers, before.view]);
  expect(await own.app.openBeside(file(theirs, 'bo.json'))).toBeNull();
  expect(own.app.store.getState().error!.message).toContain('bo.json has no analysis that is not here already');
  const namesake = theirs.replaceAll('"by":"Bo"', '"by":"Ada"');
  expect(await own.app.openBeside(file(namesake, 'ada.json'))).toMatchObject({ ratings: 1, renamed: ['Ada (2)'] });
  expect(own.app.store.getState().experiment.ratings).toMatchObject([...experiment.ratings, { of: 'answer-1', by: 'Ada (2)' }]);
  own.app.store.setState({ experiment });
  const lost = theirs.replace('"of":"answer-1"', '"of":"answer-77"');
  expect(await own.app.openBeside(file(lost, 'lost.json'))).toBeNull();
  expect(own.app.store.getState().error!.message).toContain('got "answer-77": 1 of 1 rating name none');
  expect(own.app.store.getState().experiment).toBe(experiment);
});
