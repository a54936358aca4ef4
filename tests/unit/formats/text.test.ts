/** Text files of people: read as what they are, or refused with the byte that is wrong. */
import { describe, expect, test } from 'vitest';
import { parseScenarioSet } from '../../../src/formats/scenario-set';
import { decodeText, readText, separatorOf } from '../../../src/formats/text';
import { unzip } from '../../../src/formats/unzip';
import { decodeExperiment } from '../../../src/experiment/run-file';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const refusal = (bytes: Uint8Array) => {
  try {
    return { read: decodeText(bytes, 'mine.json') };
  } catch (error) {
    return error as { code: string; message: string; hint: string };
  }
};

const TEXT = '{"a":\n"schön, 漢字, 🙂"}\r\n';
const utf16 = (littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 + 2 * TEXT.length));
  view.setUint16(0, 0xfeff, littleEndian);
  [...TEXT]
    .join('')
    .split('')
    .forEach((c, i) => view.setUint16(2 + 2 * i, c.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
};
test.each([
  ['UTF-8', utf8(TEXT)],
  ['UTF-8 with a byte order mark', utf8(`\uFEFF${TEXT}`)],
  ['UTF-16, little end first', utf16(true)],
  ['UTF-16, big end first', utf16(false)],
  ['nothing', new Uint8Array(0)],
])('%s is read', async (name, bytes) => {
  expect(await readText(new Blob([bytes]), 'mine.json')).toBe(name === 'nothing' ? '' : TEXT);
});

describe('refused', () => {
  // ö ends UTF-8 at once; ä begins a character of three bytes, and only the byte after it is impossible.
  test.each([
    ['schön', 4, '0xF6'],
    ['Bär und', 2, '0xE4'],
    ['Bä', 2, '0xE4'],
    ['ends inside é', 13, '0xE9'],
  ])('Windows-1252: %j', (text, byte, hex) => {
    const bytes = latin(`{\n"a": 1,\n${text}\n}`);
    expect(refusal(bytes)).toMatchObject({
      code: 'not-utf8',
      message: `mine.json is not UTF-8 text: byte ${10 + byte}, on line 3, is ${hex}.`,
      hint: expect.stringContaining(text.slice(0, 5)) as string,
    });
  });
  test('cut off inside a character', () => {
    expect(refusal(utf8('ab\n漢').subarray(0, 5))).toMatchObject({
      code: 'not-utf8',
      message: expect.stringContaining('byte 4, on line 2') as string,
    });
  });
  test('UTF-16 without its mark, and half of it', () => {
    expect(refusal(utf16(true).subarray(2, 10))).toMatchObject({
      code: 'not-utf8',
      message: expect.stringContaining('zero byte on line 1') as string,
      hint: expect.stringContaining('UTF-16') as string,
    });
    expect(refusal(utf16(true).subarray(0, 11))).toMatchObject({
      code: 'not-utf8',
      message: expect.stringContaining('UTF-16LE') as string,
    });
  });
  test('a Parquet file, and a text that begins nearly so', async () => {
    await expect(readText(new Blob([utf8('PAR1'), Uint8Array.of(0x15, 4, 0xff)]), 'train-0.parquet')).rejects.toMatchObject({
      code: 'not-a-text',
      message: 'train-0.parquet is a Parquet file, which is not read here.',
      hint: expect.stringContaining('read_parquet("train-0.parquet").to_json("train-0.jsonl", orient="records"') as string,
    });
    expect(await readText(new Blob(['Pen1']), 'a.txt')).toBe('Pen1');
  });
  test('a workbook', () => {
    expect(refusal(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0))).toMatchObject({
      code: 'not-a-text',
      message: expect.stringContaining('mine.json') as string,
    });
  });
  test('the file is never changed into other letters', () => {
    for (let byte = 0x80; byte < 0x100; byte++)
      expect(refusal(Uint8Array.of(0x61, byte, 0x62))).toMatchObject({
        code: 'not-utf8',
        message: expect.stringContaining('byte 2,') as string,
      });
  });
});

describe('a table', () => {
  const CSV = 'positive;negative\n"I stop; and help";I carry on\n';
  test.each([
    [CSV, ';'],
    ['a,b\n1,2\n', ','],
    ['a\tb\r\n1\t2', '\t'],
    ['"a, b",c\n1,2', ','],
    ['{"a":1,\n"b":2}', null],
    ['[1,\n2]', null],
    ['one line, only', null],
    ['positive,negative\n"I stop\nand help","I go"\n', ','],
    ['text,label\nI stop, and help,1', ','],
    ['a,b\n\n1,2', ','],
    ['a,b\r1,2\r3,4', ','],
    ['some words\nand more, words', null],
  ])('%j', (text, separator) => {
    expect(separatorOf(text)).toBe(separator);
  });
  test('by its name, where it has one column or only its head', () => {
    for (const text of ['a,b', 'text\nhello there', '[x],b\n1,2']) expect(separatorOf(text, 'mine.csv')).toBe(',');
  });
  test('is called one, not broken JSON', () => {
    const said = { message: expect.stringMatching(/mine\.csv.*is.*table \(CSV\).*JSON/) as string };
    expect(() => parseScenarioSet(CSV, 'mine.csv')).toThrow(expect.objectContaining({ code: 'scenario-not-json', ...said }) as Error);
    expect(() => decodeExperiment(CSV, 'mine.csv')).toThrow(expect.objectContaining({ code: 'experiment-not-json', ...said }) as Error);
  });
});

describe('a gzipped file', () => {
  const zipped = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());

  test('is the text that is in it', async () => {
    expect(await readText(new Blob([await zipped(utf8(TEXT))]), 'run.json.gz')).toBe(TEXT);
  });

  test('that is cut off, or unpacks to too much, says so', async () => {
    const whole = await zipped(utf8(TEXT.repeat(1000)));
    await expect(readText(new Blob([whole.slice(0, -9)]), 'run.json.gz')).rejects.toMatchObject({
      code: 'not-a-text',
      message: 'run.json.gz is gzipped, and damaged or cut off.',
    });
    await expect(unzip(new Blob([whole]), 'bomb.gz', 2000)).rejects.toMatchObject({ message: 'bomb.gz unpacks to more than 2 kB.' });
  });
});
