/** `npm run stick`: the built lab, the script that serves it and how to start, in one .zip to unpack on a stick. */
import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { TextReader, ZipWriter } from '@zip.js/zip.js';

const START = `EIA Lab, without an installation

On a machine with Node.js (20.19 or later), in this folder:

  node serve.mjs            then open http://localhost:8080/
  node serve.mjs --https    for a room: threads, WebGPU and models that stay, after each browser has warned once
  node serve.mjs --only-here --port 9000

It says the addresses under which other machines of the room reach it.

Without Node, any program that serves a folder does, for example Python (on this machine alone):

  python3 -m http.server --directory dist --bind 127.0.0.1 8080

Open http://localhost:8080/ then. Python does not send the headers that processor threads need: at the first opening the page has one
thread. From the second on its service worker gives it those headers, and it has all: load it once more. (A private window, or a browser
that keeps nothing, stays at one.)

Opening dist/index.html by itself does not work: browsers run such pages only from a server.
`;

/** What is packed already is stored as it is. */
const PACKED = new Set(['.gz', '.png', '.onnx', '.onnx_data', '.wasm']);

/** Files of the stick by their path in it, each with its place on this disk. `root`: where the lab was built. */
export const filesOfStick = (root) => [
  ...['serve.mjs', 'certificate.mjs', 'LICENSE', 'README.md'].map((name) => [name, join(root, name)]),
  ...readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
    .map((path) => [`dist/${path.replaceAll('\\', '/')}`, join(root, 'dist', path)])
    .filter(([, file]) => statSync(file).isFile()),
];

/** Writes the .zip. Throws where there is no dist/. */
export async function writeStick(root, target, folder) {
  if (!existsSync(join(root, 'dist', 'index.html'))) throw new Error('There is no dist/ yet: run `npm run build` first.');
  const zip = new ZipWriter(Writable.toWeb(createWriteStream(target)), { useWebWorkers: false });
  await zip.add(`${folder}/START.txt`, new TextReader(START));
  for (const [path, file] of filesOfStick(root))
    await zip.add(`${folder}/${path}`, Readable.toWeb(createReadStream(file)), { level: PACKED.has(extname(file)) ? 0 : 6 });
  await zip.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const target = `eia-lab-${version}.zip`;
  await writeStick(root, join(root, target), `eia-lab-${version}`).then(
    () =>
      console.log(
        `${target}: ${(statSync(join(root, target)).size / 1e6).toFixed(0)} MB. Unpack it on a stick; START.txt says how to begin.`,
      ),
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
