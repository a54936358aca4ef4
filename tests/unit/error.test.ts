/** What is thrown becomes data with a code of the table, the part of the work it belongs to, and words a person can act on. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCodes, whereOf } from '../../src/error-codes';
import { LabError, errorData, labError } from '../../src/error';
import { GraphError } from '../../src/graph/error';
import { InvalidInput } from '../../src/lab/invalid';

/** All code that can throw, without spaces: a code may stand on the line below its call. */
const code = ['src', 'workers']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => /\.tsx?$/.test(file) && file !== 'src/error-codes.ts')
  .map((file) => readFileSync(file, 'utf8').replace(/\s+/g, ''))
  .join('\n');
/** What stands before a code where an error is made of it; elsewhere it is compared, or listed. */
const MADE = String.raw`(Error\(|data\(|code[:=]|[?:])`;

test.each(errorCodes)('%s: something throws it, and its place reaches the other side of the wire', (one) => {
  // Not toMatch: a failure would print all code.
  expect(new RegExp(`${MADE}'${one}'|told\\(.*'${one}'\\)`).test(code)).toBe(true);
  const there = labError(structuredClone(errorData(new LabError(one, 'message', 'hint'))));
  expect(there).toMatchObject({ code: one, where: whereOf(one), message: 'message', hint: 'hint' });
});

test('errors of the maths and of graphs bring their own code and hint, and get their place', () => {
  expect(errorData(new InvalidInput('m', 'h'))).toEqual({ code: 'invalid-input', where: null, message: 'm', hint: 'h' });
  expect(errorData(new GraphError('graph-foreign', 'm', 'h'))).toEqual({ code: 'graph-foreign', where: 'model', message: 'm', hint: 'h' });
});

test('a code that is not of the table is a fault of the lab', () =>
  expect(errorData(Object.assign(new Error('no such file'), { code: 'ENOENT' }))).toMatchObject({ code: 'internal', where: null }));

// As Chromium, Firefox and Safari say it, of a fetch and of a module.
test.each([
  'Failed to fetch',
  'NetworkError when attempting to fetch resource.',
  'Load failed',
  'Failed to fetch dynamically imported module: http://a/b.mjs',
  'Importing a module script failed.',
])('“%s” is the network, not a fault of the lab', (message) => {
  const { code, hint } = errorData(new TypeError(message));
  expect(code).toBe('network');
  expect(hint).toContain('The network is away');
});

test('another TypeError is a fault of the lab', () =>
  expect(errorData(new TypeError('x is undefined'))).toMatchObject({ code: 'internal', hint: expect.stringContaining('report') }));
