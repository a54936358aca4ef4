/** Below the page nothing names a place on the screen: a message says what to do, and a script that reads it has no buttons. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Folders and files that are read, comments too. */
const BELOW_THE_PAGE = [
  'workers',
  'src/hub',
  'src/endpoint',
  'src/app',
  'src/experiment',
  'src/console',
  'src/formats',
  'src/storage',
  'src/lab',
  'src/graph',
  'src/client.ts',
  'src/error.ts',
  'src/error-codes.ts',
  'src/protocol.ts',
  'src/inspection.ts',
  'src/analysis-protocol.ts',
  'src/wire.ts',
];
const SCREEN = /\bsection (\d|keep\b)|\bbuttons?\b|\bpress(ed)?\b|\bclick(s|ed)?\b|; Run goes\b|\breload the page\b|\bchoose WASM\b/i;

const filesOf = (place: string): string[] =>
  statSync(place).isDirectory()
    ? readdirSync(place, { recursive: true, encoding: 'utf8' })
        .map((file) => `${place}/${file}`)
        .filter((path) => path.endsWith('.ts'))
    : [place];

test.each(BELOW_THE_PAGE)('%s names no place on the screen', (place) => {
  const files = filesOf(place);
  expect(files).not.toEqual([]);
  const found = files.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, i) => (SCREEN.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
