import { expect, test } from 'vitest';
import { programLine } from '../../../src/ui/model/bytesLine';

test('what the price has and the bar has not is said while files come, and when the runtime fetches it', () => {
  expect(programLine('files', 18e6)).toBe('This is the model; the program that runs it (up to 18 MB) follows with the runtime.');
  expect(programLine('session', 18e6)).toContain('(up to 18 MB) is fetched from the server of this page');
  expect([programLine('self-test', 18e6), programLine('files', null)]).toEqual([null, null]);
});
