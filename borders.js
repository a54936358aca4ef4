/**
 * Which part of the lab may import what: the one table of it. `eslint.config.js` makes it a rule, ARCHITECTURE.md prints it, and
 * tests/unit/invariants.test.ts keeps the two equal.
 */
import path from 'node:path';

/** The wire: what crosses between a page and its workers. Types only. */
const WIRE = ['src/protocol.ts', 'src/model-protocol.ts', 'src/inspection.ts', 'src/analysis-protocol.ts', 'src/wire.ts'];
/**
 * What the page asks of src/lab in place: names and lists, published figures, and the light functions of the report. Every other number it
 * takes from a record, or asks the analysis worker for.
 */
const LIGHT = [
  ...[
    ...['action-kinds', 'apart', 'columns', 'conclusion', 'depth', 'dose', 'eia-columns', 'evidence', 'fixed'],
    ...['means', 'moved', 'p-text', 'rated', 'read-against-push', 'spoken-push', 'sweep-success', 'tested', 'verdict'],
  ].map((name) => `src/lab/report/${name}.ts`),
  'src/lab/contrast.ts',
  'src/lab/paper',
  'src/lab/readers/method.ts',
  'src/lab/words.ts',
];
/** What src/storage knows without touching the disk. */
const NAMES_ON_DISK = [
  'src/storage/lesson-marks.ts',
  'src/storage/names.ts',
  'src/storage/session-places.ts',
  'src/storage/stored-model.ts',
];
const ORT = ['onnxruntime-web', '@huggingface/transformers'];
const REACT = ['react', 'react-dom'];

/**
 * From the bottom up. `area`: a folder, or files. `may`: areas it imports; `types`: areas it imports types of, and no code.
 * `packages`: npm packages. Itself it may always import. `says`: what lint answers to anything else.
 */
export const BORDERS = [
  {
    area: WIRE,
    idea: 'what crosses between the page and its workers',
    may: [],
    types: ['src/error-codes.ts', 'src/lab', 'src/formats/game.ts', 'src/experiment', 'src/storage'],
    packages: [],
    says: 'The wire (protocol.ts, model-protocol.ts, inspection.ts, analysis-protocol.ts, wire.ts) holds types, no code.',
  },
  {
    area: ['src/language'],
    idea: 'what is said, in the language of the page',
    may: ['src/formats/bounded.ts'],
    types: [],
    packages: [],
    says: 'src/language knows nothing of what is said, nor of who says it.',
  },
  {
    area: ['src/error.ts', 'src/error-codes.ts', 'src/count.ts'],
    idea: 'the one error type and its codes; counted nouns',
    may: ['src/language'],
    types: WIRE,
    packages: [],
    says: 'src/error.ts knows nothing of those who throw.',
  },
  {
    area: ['src/lab'],
    idea: 'pure mathematics, and what its numbers say',
    may: ['src/language'],
    types: WIRE,
    packages: [],
    says: 'src/lab is pure mathematics: it imports nothing outside itself but types of the wire, and the language of its sentences.',
  },
  {
    area: ['src/graph'],
    idea: 'ONNX bytes to bytes',
    may: [],
    types: WIRE,
    packages: ['@bufbuild/protobuf'],
    says: 'src/graph is pure: it imports nothing outside itself but a protobuf runtime and types of the wire.',
  },
  {
    area: ['src/formats'],
    idea: 'files that come in and go out',
    may: ['src/error.ts', 'src/count.ts', 'src/language'],
    types: WIRE,
    packages: ['@zip.js/zip.js', 'hash-wasm', 'papaparse', 'valibot'],
    says: 'src/formats reads and writes files, and knows nothing of what is done with them.',
  },
  {
    area: ['src/hub'],
    idea: 'what a hub has, and how it is asked',
    may: ['src/error.ts', 'src/count.ts', 'src/language'],
    types: WIRE,
    packages: [],
    says: 'src/hub knows repositories and servers, and nothing of the page.',
  },
  {
    area: ['src/endpoint'],
    idea: 'a server that answers chats: what it is asked, and what it may answer',
    may: ['src/hub/retry.ts', 'src/hub/patience.ts', 'src/formats/bounded.ts', 'src/error.ts', 'src/language'],
    types: [...WIRE, 'src/hub'],
    packages: ['valibot'],
    says: 'src/endpoint asks one server one thing, and knows nothing of the page, nor of what is done with the answer.',
  },
  {
    area: ['src/play'],
    idea: 'games: their rules, their steps, and what they come to',
    may: ['src/lab', 'src/formats', 'src/error.ts', 'src/count.ts', 'src/language'],
    types: WIRE,
    packages: ['valibot'],
    says: 'src/play is pure: games and their states, and nothing of who plays.',
  },
  {
    area: ['src/experiment'],
    idea: 'the records, and what follows from them',
    may: ['src/lab', 'src/formats', 'src/play', 'src/error.ts', 'src/count.ts', 'src/language'],
    types: [...WIRE, 'src/endpoint'],
    packages: ['valibot'],
    says: 'src/experiment is pure: records, and functions of them.',
  },
  {
    area: ['src/storage'],
    idea: 'what stays on this disk',
    may: ['src/formats', 'src/hub', 'src/error.ts', 'src/count.ts', 'src/language'],
    types: [...WIRE, 'src/experiment'],
    packages: ['idb-keyval', 'hash-wasm', 'valibot'],
    says: 'src/storage keeps what it is given, and knows nothing of the page.',
  },
  {
    area: ['src/client.ts'],
    idea: "the page's side of the wire",
    may: ['src/error.ts', 'src/language'],
    types: WIRE,
    packages: [],
    says: 'The page knows its workers only through the wire and client.ts.',
  },
  {
    area: ['src/app/browser.ts'],
    idea: 'the world as the app has it: the ports of a tab',
    may: ['src/app', 'src/client.ts', 'src/hub', 'src/storage', 'src/sw', 'src/language'],
    types: [...WIRE, 'src/endpoint'],
    packages: [],
    says: 'src/app/browser.ts makes the ports, and nothing of them.',
  },
  {
    area: ['src/app'],
    idea: 'the store and the actions: the only effects of the page',
    may: [
      ...['src/endpoint', 'src/experiment', 'src/formats', 'src/hub', 'src/lab', 'src/play', ...NAMES_ON_DISK],
      ...['src/error.ts', 'src/count.ts', 'src/language'],
    ],
    types: [...WIRE, 'src/client.ts', 'src/storage', 'src/sw'],
    packages: ['zustand', 'hash-wasm'],
    says: 'src/app knows nothing of React, nor of who calls it; it reaches workers and disk through its ports (src/app/ports.ts).',
  },
  {
    area: ['src/console'],
    idea: 'window.lab',
    may: ['src/app', 'src/experiment', 'src/formats', 'src/lab', 'src/play', 'src/error.ts', 'src/count.ts', 'src/language'],
    types: [...WIRE, 'src/hub', 'src/storage'],
    packages: ['valibot'],
    says: 'window.lab goes through the same actions and the same client as the page.',
  },
  {
    area: ['src/ui'],
    idea: 'React components',
    may: ['src/app', 'src/experiment', 'src/hub', 'src/play', ...LIGHT, 'src/error.ts', 'src/count.ts', 'src/language'],
    types: [...WIRE, 'src/endpoint', 'src/formats', 'src/lab', 'src/storage'],
    packages: [...REACT, 'zustand'],
    says: 'src/ui draws what the store holds, and changes it through actions.',
  },
  {
    area: ['src/main.tsx'],
    idea: 'puts the page together',
    may: ['src/app', 'src/console', 'src/ui', 'src/language'],
    types: [],
    packages: REACT,
    says: 'main.tsx puts the page together.',
  },
  {
    area: ['src/sw'],
    idea: "the page's own files on this disk, and what they may load",
    may: [],
    types: [],
    packages: ['workbox-precaching', 'workbox-routing', 'workbox-strategies'],
    says: 'src/sw keeps and answers files, and knows nothing of what is in them.',
  },
  {
    area: ['workers/run-file.worker.ts', 'workers/run-file'],
    idea: 'reading run files, which keeps nothing',
    may: ['workers/serve.ts', 'src/experiment', 'src/formats/text.ts'],
    types: WIRE,
    packages: [],
    says: 'The worker of run files reads them by src/experiment, and does nothing else.',
  },
  {
    area: ['workers'],
    idea: 'the model, and the analysis',
    may: ['src/formats', 'src/graph', 'src/hub', 'src/lab', 'src/play', 'src/storage', 'src/error.ts', 'src/count.ts', 'src/language'],
    types: WIRE,
    packages: [...ORT, 'hash-wasm'],
    says: 'The worker knows nothing of the page: a request carries all it needs.',
  },
];

const within = (file, area) => file === area || file.startsWith(`${area}/`);
const borderOf = (file) => BORDERS.find(({ area }) => area.some((one) => within(file, one)));
const packageOf = (name) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
const STATISTICS = 'src/ui computes no statistic: of src/lab it imports types, and what borders.js calls light.';
/** Sentences that say more than the area's own, by what was imported. */
const OWNERS = [
  [ORT, 'Only workers/ imports onnxruntime-web and @huggingface/transformers.'],
  // Recharts is not in the page today (ARCHITECTURE.md, Libraries); where it came back, it would be here.
  [[...REACT, 'recharts'], 'Only src/ui and main.tsx import React and recharts.'],
  [['idb-keyval'], 'Only src/storage touches IndexedDB, OPFS and Cache.'],
];

/** Why a file of the lab may not import this, or null. `specifier` as it stands there; `onlyTypes`: it is `import type`. */
export function breach(file, specifier, onlyTypes) {
  const border = borderOf(file);
  if (!border) return /^(src|workers)\//.test(file) ? `${file} lies in no part of the lab: borders.js has the list.` : null;
  const { area, may, types, packages, says } = border;
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier);
    if (packages.includes(name)) return null;
    return OWNERS.find(([owned]) => owned.includes(name))?.[1] ?? `${says} "${name}" is not on its list (borders.js).`;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const is = (one) => within(target, one) || within(target, one.replace(/\.tsx?$/, ''));
  if ([...area, ...may].some(is) || (onlyTypes && types.some(is))) return null;
  if (area.includes('src/ui') && within(target, 'src/lab')) return STATISTICS;
  return within(target, 'workers')
    ? 'The page knows its workers only through the wire and client.ts.'
    : `${says} "${specifier}" is not on its list (borders.js).`;
}

/** The same as an ESLint rule. */
export const rule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const look = (node) => {
      // None, or one that is put together: eslint.config.js refuses that.
      if (typeof node.source?.value !== 'string') return;
      const kind = node.importKind ?? node.exportKind;
      const message = breach(
        file,
        node.source.value,
        kind === 'type' ||
          (node.specifiers?.length > 0 && node.specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type')),
      );
      if (message) context.report({ node, message });
    };
    return { ImportDeclaration: look, ExportNamedDeclaration: look, ExportAllDeclaration: look, ImportExpression: look };
  },
};

/** The table as ARCHITECTURE.md has it. */
export function table() {
  const code = (names) => names.map((name) => `\`${name}\``).join(', ') || '—';
  const rows = BORDERS.map(
    ({ area, idea, may, types, packages }) => `| ${code(area)} | ${idea} | ${code(may)} | ${code(types)} | ${code(packages)} |`,
  );
  return ['| part | idea | imports | types only | packages |', '|---|---|---|---|---|', ...rows].join('\n');
}
