/** licences.txt names every package that is shipped, with a licence that allows it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { licencesOf, licencesText } from '../../../build/licences';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const licences = licencesOf(root);
const names = licences.map(({ name }) => name);

test('every dependency of package.json is there, and what it needs in turn; what runs in Node alone is not', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { dependencies: Record<string, string> };
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  expect(names).toEqual(expect.arrayContaining(['scheduler', 'workbox-core', '@huggingface/jinja', 'flatbuffers']));
  expect(names).not.toContain('sharp');
  expect(names).not.toContain('onnxruntime-node');
});

test('each may be shipped with a page under the MIT licence', () => {
  const allowed =
    /^\(?(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|CC0-1\.0)((\s(AND|OR)\s)(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|CC0-1\.0))*\)?$/;
  expect(licences.filter(({ licence }) => !allowed.test(licence))).toEqual([]);
});

test('the file begins with our own, names all of them, and has their texts', () => {
  const text = licencesText('Ours.', licences);
  expect(text.startsWith('EIA Lab\n\nOurs.')).toBe(true);
  for (const { name, version, licence } of licences) expect(text).toContain(`${name} ${version}: ${licence}\n`);
  const react = licences.find(({ name }) => name === 'react')!;
  expect(react.text).toContain('Permission is hereby granted');
  expect(text).toContain(react.text);
  // ONNX Runtime's package has none.
  expect(licences.find(({ name }) => name === 'onnxruntime-web')!.text).toMatch(/no text of its licence .* https?:/);
});
