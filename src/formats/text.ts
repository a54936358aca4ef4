/**
 * A person's text file → its text. Read strictly: a wrong guess of the encoding would put other letters into every number that is
 * computed from them.
 */
import { LabError } from '../error';
import { t } from '../language/t';

const UTF16: readonly [label: string, mark: readonly number[]][] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Of a file that may be gzipped: its first bytes tell. Throws `not-utf8` with the byte and line, `not-a-text` for a workbook, another
 * archive or a Parquet file, and for a gzipped file that is damaged or unpacks to too much, and what reading a File throws.
 */
export async function readText(file: Blob, name: string): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[3] === 0x31) {
    const { isParquet, parquetRefused } = await import('./parquet');
    if (isParquet(bytes)) throw parquetRefused(name);
  }
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return decodeText(isZipped ? await (await import('./unzip')).unzip(file, name) : bytes, name);
}

/** UTF-8, or UTF-16 with its byte order mark; the mark itself is no part of the text. Throws as `readText`. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const begins = (magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (begins([0x50, 0x4b, 3, 4]))
    throw new LabError(
      'not-a-text',
      t`${name} is a workbook or a .zip archive, not a text file.`,
      t`Unpack it, or save it from the spreadsheet program as a text file (UTF-8).`,
    );
  const [wide] = UTF16.find(([, mark]) => begins(mark)) ?? [];
  try {
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
    const zero = text.indexOf('\0');
    if (zero >= 0)
      throw notUtf8(
        name,
        t`there is a zero byte on line ${lineOf(text, zero)}`,
        t`It may be UTF-16 without a byte order mark, or no text at all.`,
      );
    return text;
  } catch (error) {
    if (error instanceof LabError) throw error;
    if (wide) throw notUtf8(name, t`it begins as ${wide.toUpperCase()} and does not go on so`, t`It may be cut off.`);
    throw wrongByte(bytes, name);
  }
}

const ADVICE = t`Save it as UTF-8 and open it again (a spreadsheet program: “CSV UTF-8”; Notepad: Save as, Encoding UTF-8).`;
const notUtf8 = (name: string, what: string, guess = ''): LabError =>
  new LabError('not-utf8', t`${name} is not UTF-8 text: ${what}.`, `${guess} ${ADVICE}`.trim());

/** Where UTF-8 ends, and what the line would read in the encoding that Western Windows programs write. */
function wrongByte(bytes: Uint8Array, name: string): LabError {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const newline = bytes.indexOf(10, from);
    const to = newline < 0 ? bytes.length : newline + 1;
    const at = firstWrong(bytes.subarray(from, to));
    if (at >= 0) {
      const around = bytes.subarray(Math.max(from, from + at - 12), Math.min(to, from + at + 12));
      const guess = new TextDecoder('windows-1252').decode(around).trim();
      return notUtf8(
        name,
        t`byte ${from + at + 1}, on line ${line}, is 0x${bytes[from + at]!.toString(16).toUpperCase().padStart(2, '0')}`,
        t`In Windows-1252 the place reads “${guess}”.`,
      );
    }
    from = to;
  }
  return notUtf8(name, t`no line of it is wrong by itself`);
}

/** The first byte of a line that no UTF-8 goes through; −1 where all do. */
function firstWrong(line: Uint8Array): number {
  const valid = (length: number, stream: boolean) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(line.subarray(0, length), { stream });
      return true;
    } catch {
      return false;
    }
  };
  if (valid(line.length, false)) return -1;
  // Prefixes are valid up to the wrong byte and wrong from there on; one that ends inside a character is still valid.
  let [good, bad] = [0, line.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (valid(middle, true)) good = middle;
    else bad = middle;
  }
  // A byte that begins a character is refused only with the one after it.
  while (good > 0 && !valid(good, false)) good--;
  return good;
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/**
 * The separator of a table (CSV): its name says so, or its first record has several fields and its second as many or more; null for
 * anything else. Line ends inside quotes end no record.
 */
export function separatorOf(text: string, name = ''): string | null {
  const records = text
    .replace(/"(?:[^"]|"")*"/g, '""')
    .trim()
    .split(/[\r\n]+/);
  const first = records[0] ?? '';
  const named = /\.(csv|tsv|tab)$/i.test(name);
  if (!named && /^[[{]/.test(first)) return null;
  const fields = (record: string, separator: string) => record.split(separator).length;
  const most = SEPARATORS.find((separator) => fields(first, separator) > 1);
  if (named) return most ?? ',';
  const [, second] = records;
  return most !== undefined && second !== undefined && fields(second, most) >= fields(first, most) ? most : null;
}
const SEPARATORS = ['\t', ';', ','];
