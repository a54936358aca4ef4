import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rubricSays } from '../../../src/experiment/rubric';
import { hashScenarioSet, parseScenarioSet } from '../../../src/formats/scenario-set';

const set = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const known = { set, hash: await hashScenarioSet(set) };

test('a rubric that was changed in a file is told from that of the set in use, though both sets have one hash', async () => {
  const scenarios = set.scenarios.map((one, i) => (i === 0 ? { ...one, rubric: { ...one.rubric!, 2: 'Wins the game.' } } : one));
  const changed = { set: { ...set, scenarios }, hash: await hashScenarioSet({ ...set, scenarios }) };
  expect(changed.hash).toBe(known.hash);
  expect([
    rubricSays(changed, known),
    rubricSays(known, known),
    rubricSays(known, null),
    rubricSays(known, { ...known, hash: 'f' }),
  ]).toEqual(['other', 'same', 'unknown', 'unknown']);
});
