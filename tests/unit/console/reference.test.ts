/**
 * docs/console.md says what window.lab is: it is made from the types and comments of src/console, so a call, option, unit or error that is
 * missing or too many there fails here. `npx vitest run tests/unit/console/reference.test.ts -u` writes it anew.
 */
import { beforeAll, expect, test } from 'vitest';
import { readConsole, type Reference } from '../../../build/console-reference';
import { consoleText } from '../../../build/console-text';
import { createLab } from '../../../src/console/console';
import { errorCodes } from '../../../src/error-codes';
import { UNITS } from '../../../src/lab/units';
import { fakePage } from '../app/ports';

let reference: Reference;
beforeAll(() => {
  reference = readConsole(process.cwd());
});

test('docs/console.md is what the types say', async () => {
  await expect(consoleText(reference)).toMatchFileSnapshot('../../../docs/console.md');
});

test('every call says what it is for, and names errors that there are', () => {
  for (const { name, about, throws } of reference.calls) {
    expect(about, name).not.toBe('');
    for (const code of throws.match(/[a-z]+(?:-[a-z]+)+/g) ?? []) expect(errorCodes, `${name}: ${code}`).toContain(code);
  }
});

test('what a script hands over says what it is, field by field', () => {
  const given = reference.types.filter(({ name }) => /Options$|^GenerateEdit$|Pair$|^ChoiceItem$|^WhichModel$/.test(name));
  expect(given.length).toBeGreaterThan(10);
  const silent = given.flatMap(({ name, fields }) => fields.filter(({ about }) => about === '').map((field) => `${name}.${field.name}`));
  expect(silent).toEqual([]);
});

test('it has every unit and every error code', () => {
  expect(reference.types.find(({ name }) => name === 'Unit')!.is).toBe(UNITS.map((unit) => `'${unit}'`).join(' | '));
  const text = consoleText(reference);
  for (const code of errorCodes) expect(text).toContain(`\`${code}\``);
});

test('it has the calls that window.lab has', () => {
  const lab = createLab(fakePage({ answers: () => Promise.reject(new Error('no worker')) }).app);
  const names = (of: object, before = ''): string[] =>
    Object.entries(of).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null ? names(value as object, `${before}${name}.`) : [before + name],
    );
  expect(reference.calls.map(({ name }) => name)).toEqual(names(lab));
});
