/** What is ticked in the form of a lesson link, as names for the link. */
import { expect, test } from 'vitest';
import { partsAmong, type Part } from '../../../src/ui/lesson/on-show';
import { namesOf } from '../../../src/ui/lesson/parts-shown';

const step = { show: ['layers', 'edits', 'answers'] };

test('what the step shows anyway is not said', () => {
  expect([...partsAmong(step.show)]).toEqual(['layers', 'steer']);
  expect(namesOf(new Set<Part>(['steer', 'layers']), step)).toBeNull();
});
test('a part more is named, a part less is left out with its folds', () => {
  expect(namesOf(new Set<Part>(['layers', 'steer', 'keep']), step)).toEqual(['layers', 'edits', 'answers', 'keep']);
  expect(namesOf(new Set<Part>(['layers', 'opening']), step)).toEqual(['layers', 'opening']);
});
