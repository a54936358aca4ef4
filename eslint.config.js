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
const noWorkers = says('The page knows the worker only through protocol.ts and client.ts.', 'workers/').patterns;
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: patterns.flat() }] });

const storageGlobals = ['indexedDB', 'caches'].map((name) => ({ name, message: 'Only src/storage touches IndexedDB, OPFS and Cache.' }));
const opfs = { selector: "MemberExpression[object.property.name='storage'][property.name='getDirectory']", message: 'Only src/storage touches IndexedDB, OPFS and Cache.' };
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
      'no-restricted-syntax': ['error', opfs, ...html],
      eqeqeq: 'error',
    },
  },
  { files: ['src/**'], rules: restrict(onlyWorkers, onlyStorage, onlyUi, noWorkers) },
  { files: ['src/ui/**', 'src/main.tsx'], plugins: { 'react-hooks': hooks }, rules: { ...hooks.configs.recommended.rules, ...restrict(onlyWorkers, onlyStorage, noWorkers) } },
  { files: ['src/storage/**'], rules: { ...restrict(onlyWorkers, onlyUi, noWorkers), 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', ...html] } },
  {
    files: ['src/lab/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\./)(?!\\.\\./protocol$)', message: 'src/lab is pure mathematics: it imports nothing outside itself but types from protocol.ts.' }] }],
      'no-restricted-globals': ['error', ...['window', 'document', 'navigator', 'fetch', 'Date', 'performance'].map((name) => ({ name, message: 'src/lab is pure: no clock, no page, no network.' }))],
    },
  },
  {
    files: ['src/graph/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\./)(?!\\.\\./protocol$)(?!@bufbuild/protobuf/wire$)', message: 'src/graph is pure: it imports nothing outside itself but a protobuf runtime and types from protocol.ts.' }] }],
    },
  },
  {
    files: ['src/protocol.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'Program > :not(ImportDeclaration, ExportNamedDeclaration[exportKind="type"], TSInterfaceDeclaration, TSTypeAliasDeclaration)', message: 'protocol.ts holds types, no code.' }] },
  },
  { files: ['workers/**'], rules: restrict(onlyUi, onlyStorage) },
  // Tests look at what lies on the disk.
  { files: ['tests/browser/**'], rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', ...html] } },
);
