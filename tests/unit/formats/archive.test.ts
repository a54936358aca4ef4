/** Archives as other programs write them: GNU tar, Python's tarfile, gzip, zip; and what a Mac adds to them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../src/formats/archive';
import { readTar, writeTar, type TarEntry } from '../../../src/formats/tar';

const LONG = `${'a-folder-with-a-long-name/'.repeat(5)}${'weights-'.repeat(14)}.onnx.data`;
const texts = async (entries: readonly TarEntry[] | null) =>
  Object.fromEntries(await Promise.all((entries ?? []).map(async ({ path, blob }) => [path, await blob.text()] as const)));
const blobOf = (path: string) => new Blob([readFileSync(path)]);

/** A folder with a long name, a link and a hard link, packed by `tar` with these arguments. */
function packed(...args: string[]): Blob {
  const folder = mkdtempSync(`${tmpdir()}/tar-`);
  mkdirSync(`${folder}/blobs`);
  mkdirSync(`${folder}/snapshots/abc`, { recursive: true });
  mkdirSync(`${folder}/${LONG.slice(0, LONG.lastIndexOf('/'))}`, { recursive: true });
  writeFileSync(`${folder}/blobs/1234`, '{}');
  writeFileSync(`${folder}/${LONG}`, 'weights');
  symlinkSync('../../blobs/1234', `${folder}/snapshots/abc/config.json`);
  symlinkSync('../../../outside', `${folder}/snapshots/abc/elsewhere`);
  execFileSync('tar', ['cf', 'out', ...args, 'blobs', 'snapshots', LONG], { cwd: folder });
  return blobOf(`${folder}/out`);
}

// Other systems' tar knows other options.
describe.skipIf(process.platform !== 'linux')("a .tar of today's programs", () => {
  test.each([
    ['GNU', '--format=gnu'],
    ['POSIX 2001', '--format=posix'],
  ])('%s: long names are whole, links lead to their files, links out of it to none', async (_, format) => {
    expect(await texts(await readTar(packed(format)))).toEqual({
      'blobs/1234': '{}',
      'snapshots/abc/config.json': '{}',
      [LONG]: 'weights',
    });
  });
  test.each([
    ['gzip', ['-z']],
    ['nothing', []],
  ] as [string, string[]][])('packed with %s is told by its bytes, not by its name', async (_, args) => {
    expect(await texts(await openArchive('download', packed(...args)))).toMatchObject({ [LONG]: 'weights' });
  });
  test('cut off inside its gzip is refused', async () => {
    const whole = packed('-z');
    await expect(openArchive('m.tar.gz', whole.slice(0, whole.size - 20))).rejects.toMatchObject({
      code: 'archive-damaged',
      message: expect.stringContaining('m.tar.gz') as string,
    });
  });
  test.each([
    ['-J', 'xz'],
    ['-j', 'bzip2'],
  ])('with %s is refused by name', async (flag, name) => {
    const archive = (() => {
      try {
        return packed(flag);
      } catch {
        return new Blob([Uint8Array.from(name === 'xz' ? [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0] : [0x42, 0x5a, 0x68])]); // A machine without that program.
      }
    })();
    await expect(openArchive('m.tar', archive)).rejects.toMatchObject({
      code: 'archive-unsupported',
      message: expect.stringContaining(name) as string,
      hint: expect.stringContaining('.tar.gz or .zip') as string,
    });
  });
});

/** A header as GNU tar writes it, with its size in the given bytes. */
function header(path: string, size: Uint8Array, kind: string): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(512);
  const put = (text: string, at: number) => block.set(new TextEncoder().encode(text), at);
  put(path, 0);
  block.set(size, 124);
  put('        ', 148);
  put(kind, 156);
  put(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return block;
}
const body = (text: string) => new Blob([text, new Uint8Array((512 - (text.length % 512)) % 512)]);
const octal = (n: number) => new TextEncoder().encode(n.toString(8).padStart(11, '0'));

test('a size in base 256, as GNU writes it from 8 GB on, and one in a pax record', async () => {
  const binary = Uint8Array.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
  const record = '10 size=7\n';
  const archive = new Blob([
    header('a', binary, '0'),
    body('seven b'),
    header('PaxHeader', octal(record.length), 'x'),
    body(record),
    header('b', octal(0), '0'),
    body('seven c'),
    new Uint8Array(1024),
  ]);
  expect(await texts(await readTar(archive))).toEqual({ a: 'seven b', b: 'seven c' });
});

test('a note that does not add up is damage, a file with holes is refused by its name', async () => {
  const bad = new Blob([header('PaxHeader', octal(9), 'x'), body('99 size=7'), new Uint8Array(1024)]);
  await expect(readTar(bad)).rejects.toMatchObject({ code: 'archive-damaged' });
  const sparse = new Blob([header('model.onnx_data', octal(7), 'S'), body('seven b'), new Uint8Array(1024)]);
  await expect(readTar(sparse)).rejects.toMatchObject({
    code: 'archive-unsupported',
    message: expect.stringContaining('model.onnx_data') as string,
  });
});

test.skipIf(process.platform === 'win32')('a path of up to 255 bytes is written so that tar reads it', async () => {
  const folder = mkdtempSync(`${tmpdir()}/tar-`);
  const path = `${'cpu_and_mobile/'.repeat(8)}${'x'.repeat(90)}`;
  const tar = writeTar([{ path, blob: new Blob(['7 bytes']) }]);
  writeFileSync(`${folder}/ours.tar`, new Uint8Array(await tar.arrayBuffer()));
  execFileSync('tar', ['xf', 'ours.tar'], { cwd: folder });
  expect(readFileSync(`${folder}/${path}`, 'utf8')).toBe('7 bytes');
  expect(await texts(await readTar(tar))).toEqual({ [path]: '7 bytes' });
});

describe('a .zip', () => {
  /** By Python's zipfile, which every machine with this repository's other tools has. */
  const zipped = (script: string) => {
    const folder = mkdtempSync(`${tmpdir()}/zip-`);
    execFileSync('python3', ['-c', `import zipfile\n${script}`], { cwd: folder });
    return blobOf(`${folder}/out.zip`);
  };
  const python = (() => {
    try {
      execFileSync('python3', ['--version']);
      return true;
    } catch {
      return false;
    }
  })();
  test.skipIf(!python)('compressed and stored files come out as they were', async () => {
    const archive = zipped(
      "z = zipfile.ZipFile('out.zip', 'w'); z.mkdir('m') if hasattr(z, 'mkdir') else None; z.writestr('m/config.json', '{}'); z.writestr('m/tokenizer.json', 'y' * 5000, zipfile.ZIP_DEFLATED); z.close()",
    );
    expect(await texts(await openArchive('model', archive))).toEqual({ 'm/config.json': '{}', 'm/tokenizer.json': 'y'.repeat(5000) });
  });
  test.skipIf(!python)(
    'with backslashes, as old Windows programs write it, holds folders; by a method of other programs it is refused by that',
    async () => {
      const back = zipped(
        "i = zipfile.ZipInfo('m/config.json'); i.filename = 'm\\\\config.json'; z = zipfile.ZipFile('out.zip', 'w'); z.writestr(i, '{}'); z.close()",
      );
      expect(await texts(await openArchive('model', back))).toEqual({ 'm/config.json': '{}' });
      const lzma = zipped("z = zipfile.ZipFile('out.zip', 'w', zipfile.ZIP_LZMA); z.writestr('config.json', 'z' * 300); z.close()");
      await expect(openArchive('m.zip', lzma)).rejects.toMatchObject({
        code: 'archive-unsupported',
        hint: expect.stringContaining('choose the folder') as string,
      });
    },
  );
  test.skipIf(!python)('cut off or with a changed bit is refused', async () => {
    const archive = zipped("z = zipfile.ZipFile('out.zip', 'w'); z.writestr('config.json', 'z' * 300); z.close()");
    const changed = new Uint8Array(await archive.arrayBuffer());
    changed[100]! ^= 1;
    for (const blob of [archive.slice(0, 200), new Blob([changed])])
      await expect(openArchive('m.zip', blob)).rejects.toMatchObject({
        code: 'archive-damaged',
        message: expect.stringContaining('m.zip') as string,
      });
  });
});

test('a .tar without its end has lost files, wherever it was cut', async () => {
  const whole = writeTar([
    { path: 'a', blob: new Blob(['1']) },
    { path: 'b', blob: new Blob(['2']) },
  ]);
  for (const size of [300, 512 + 512, whole.size - 1024])
    await expect(readTar(whole.slice(0, size)), String(size)).rejects.toMatchObject({ code: 'archive-damaged' });
  expect(await texts(await readTar(whole))).toEqual({ a: '1', b: '2' });
});

test('what is no archive is left alone', async () => {
  expect(await openArchive('model.onnx', new Blob([Uint8Array.of(8, 7, 18)]))).toBeNull();
  expect(await openArchive('empty', new Blob())).toBeNull();
});
