/** The invariants of ARCHITECTURE.md as rules, each with its sentence as the message. */
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const says = (message, ...group) => ({ patterns: group.map((regex) => ({ regex, message })) });
const ORT = '^(onnxruntime-|@huggingface/transformers)';
const REACT = '^(react|react-dom|recharts)(/|$)';
const STORAGE = '^idb-keyval$';

const onlyWorkers = says('Only workers/ imports onnxruntime-web and @huggingface/transformers.', ORT).patterns;
const onlyStorage = says('Only src/storage touches IndexedDB, OPFS and Cache.', STORAGE).patterns;
const onlyUi = says('Only src/ui and main.tsx import React and recharts.', REACT).patterns;
const noWorkers = says('The page knows its workers only through the wire and client.ts.', 'workers/').patterns;
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: patterns.flat() }] });

const noPage = says('The worker knows nothing of the page: a request carries all it needs.', 'src/(state|ui|client|console|main)').patterns;
const globals = (message, ...names) => names.map((name) => ({ name, message }));
const ofWindow = (message, names) => ({ selector: `MemberExpression[object.name=/^(globalThis|window|self)$/][property.name=/^(${names.join('|')})$/]`, message });

const STORES = 'Only src/storage touches IndexedDB, OPFS and Cache.';
const storageGlobals = globals(STORES, 'indexedDB', 'caches');
const stores = [{ selector: "MemberExpression[property.name='getDirectory']", message: STORES }, ofWindow(STORES, ['indexedDB', 'caches'])];
// Dynamic imports would slip past no-restricted-imports; nothing here needs one.
const dynamic = { selector: 'ImportExpression', message: 'Imports stand at the top, where the borders between folders are checked.' };
const WORLD = ['window', 'document', 'navigator', 'fetch', 'Date', 'performance', 'crypto', 'setTimeout', 'setInterval', 'indexedDB', 'caches', 'localStorage', 'globalThis', 'self'];
/** No clock, no page, no network, no chance. */
const pure = (message) => ({
  'no-restricted-globals': ['error', ...globals(message, ...WORLD)],
  'no-restricted-properties': ['error', { object: 'Math', property: 'random', message }],
});
const html = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text from models and files is shown as text nodes only.' },
  { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]", message: 'Text from models and files is shown as text nodes only.' },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'playwright-report', 'test-results', 'public'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess makes `array[i]!` the honest form in numeric loops.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-globals': ['error', ...storageGlobals],
      'no-restricted-syntax': ['error', dynamic, ...stores, ...html],
      eqeqeq: 'error',
    },
  },
  { files: ['src/**'], rules: restrict(onlyWorkers, onlyStorage, onlyUi, noWorkers) },
  { files: ['src/ui/**', 'src/main.tsx'], plugins: { 'react-hooks': hooks }, rules: { ...hooks.configs.recommended.rules, ...restrict(onlyWorkers, onlyStorage, noWorkers) } },
  { files: ['src/storage/**'], rules: { ...restrict(onlyWorkers, onlyUi, noWorkers), 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', dynamic, ...html] } },
  {
    files: ['src/lab/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\./)(?!\\.\\./protocol$)', message: 'src/lab is pure mathematics: it imports nothing outside itself but types from protocol.ts.' }] }],
      ...pure('src/lab is pure: no clock, no page, no network, no chance but a seeded one.'),
    },
  },
  {
    files: ['src/lab/report/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\./)(?!\\.\\./[a-z-]+$)(?!\\.\\./\\.\\./protocol$)', message: 'src/lab is pure mathematics: it imports nothing outside itself but types from protocol.ts.' }] }],
    },
  },
  {
    files: ['src/graph/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\./)(?!\\.\\./protocol$)(?!@bufbuild/protobuf/wire$)', message: 'src/graph is pure: it imports nothing outside itself but a protobuf runtime and types from protocol.ts.' }] }],
      ...pure('src/graph is pure: no clock, no page, no network, no chance.'),
    },
  },
  {
    files: ['src/protocol.ts', 'src/analysis-protocol.ts', 'src/wire.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'Program > :not(ImportDeclaration, ExportNamedDeclaration[exportKind="type"], TSInterfaceDeclaration, TSTypeAliasDeclaration)', message: 'The wire (protocol.ts, analysis-protocol.ts, wire.ts) holds types, no code.' }] },
  },
  { files: ['workers/**'], rules: restrict(onlyUi, onlyStorage, noPage) },
  {
    // The loaded model is kept by lab.worker.ts, the binary it runs on by runtime.ts.
    files: ['workers/**'],
    ignores: ['workers/lab.worker.ts', 'workers/runtime.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'Program > VariableDeclaration[kind="let"], Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]', message: 'The worker keeps the loaded model and nothing else.' }, dynamic, ...stores, ...html] },
  },
  // Tests look at what lies on the disk.
  { files: ['tests/**'], rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', ...html] } },
);
