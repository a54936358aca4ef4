/** The invariants of ARCHITECTURE.md as rules, each with its sentence as the message. */
import hooks from 'eslint-plugin-react-hooks';
import stylistic from '@stylistic/eslint-plugin';
import tseslint from 'typescript-eslint';
import { BORDERS, rule as borders } from './borders.js';
import { rule as said } from './said.js';

/** The first row of the table. */
const [{ area: WIRE, says: WIRE_SAYS }] = BORDERS;

const globals = (message, ...names) => names.map((name) => ({ name, message }));
/** A name of the window, reached through it: `window.caches`, `window['caches']`, `const { caches } = window`. */
const ofWindow = (message, names) => {
  const name = `/^(${names.join('|')})$/`;
  const object = '/^(globalThis|window|self)$/';
  return [
    { selector: `MemberExpression[object.name=${object}]:matches([property.name=${name}], [property.value=${name}])`, message },
    { selector: `:matches(VariableDeclarator[init.name=${object}], AssignmentExpression[right.name=${object}]) > ${taken(name)}`, message },
    // `const { caches } = window as Something`
    { selector: `VariableDeclarator[init.expression.name=${object}] > ${taken(name)}`, message },
  ];
};
/** A name that is taken out of an object. */
const taken = (name) => `ObjectPattern > Property:matches([key.name=${name}], [key.value=${name}])`;

const STORES = 'Only src/storage touches IndexedDB, OPFS and Cache (src/sw: the Cache of the page’s own files).';
const storageGlobals = globals(STORES, 'indexedDB', 'caches');
const stores = [
  { selector: `:matches(MemberExpression[property.name='getDirectory'], ${taken('/^getDirectory$/')})`, message: STORES },
  ...ofWindow(STORES, ['indexedDB', 'caches']),
];
// What is fetched later is named where it stands, so that the borders between folders are checked (borders.js).
const dynamic = {
  selector: "ImportExpression:not([source.type='Literal'])",
  message: 'An import names its file, so that the borders between folders are checked.',
};
const WORLD = [
  'window',
  'document',
  'navigator',
  'fetch',
  'Date',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'indexedDB',
  'caches',
  'localStorage',
  'sessionStorage',
  'location',
  'history',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'Worker',
  'requestAnimationFrame',
  'queueMicrotask',
  'globalThis',
  'self',
];
/** No clock, no page, no network, no chance. */
const pure = (message) => ({
  'no-restricted-globals': ['error', ...globals(message, ...WORLD)],
  'no-restricted-properties': ['error', { object: 'Math', property: 'random', message }],
});
/** The state of the page. */
const changes = {
  selector: `:matches(MemberExpression[object.type!='ThisExpression'][property.name='setState'], ${taken('/^setState$/')})`,
  message: 'src/ui draws what the store holds, and changes it through actions; so does src/console.',
};
const html = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text from models and files is shown as text nodes only.' },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment)$/]',
    message: 'Text from models and files is shown as text nodes only.',
  },
];

/** A variable of a worker's module. */
const memory = {
  selector: 'Program > VariableDeclaration[kind="let"], Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]',
  message: 'The worker keeps the loaded model and nothing else.',
};
/** Both sides of the wire. */
const cast = {
  selector: ":matches(TSAsExpression:not([typeAnnotation.typeName.name='const']), TSTypeAssertion)",
  message: 'A request and its replies share a kind, so that no side of the wire casts.',
};

export default tseslint.config(
  { ignores: ['dist', 'dist-lib', 'node_modules', 'playwright-report', 'test-results', 'public', '.companion'] },
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
  {
    // Prettier breaks code; comments are broken by hand. What no line break can shorten is a sentence for a person.
    plugins: { '@stylistic': stylistic },
    rules: {
      '@stylistic/max-len': [
        'error',
        {
          code: 140,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreRegExpLiterals: true,
          ignoreUrls: true,
          ignorePattern: '^\\s*(<|\\S.*</)',
        },
      ],
    },
  },
  { files: ['src/**', 'workers/**'], plugins: { lab: { rules: { borders } } }, rules: { 'lab/borders': 'error' } },
  { files: ['src/ui/**', 'src/main.tsx'], plugins: { page: { rules: { said } } }, rules: { 'page/said': 'error' } },
  { files: ['src/ui/**', 'src/main.tsx'], plugins: { 'react-hooks': hooks }, rules: hooks.configs.recommended.rules },
  {
    files: ['src/ui/**', 'src/console/**', 'src/main.tsx'],
    rules: { 'no-restricted-syntax': ['error', dynamic, changes, ...stores, ...html] },
  },
  { files: ['src/storage/**'], rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', dynamic, ...html] } },
  // The page's own files, which a service worker keeps.
  { files: ['src/sw/**'], rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', dynamic, ...html] } },
  {
    // What an action needs of the world comes in through its ports.
    files: ['src/app/**'],
    ignores: ['src/app/browser.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...globals(
          'src/app touches the world through its ports (src/app/ports.ts).',
          ...WORLD.filter((name) => !['indexedDB', 'caches'].includes(name)),
        ),
        ...storageGlobals,
      ],
    },
  },
  ...['src/lab', 'src/graph', 'src/formats', 'src/endpoint', 'src/experiment'].map((folder) => ({
    files: [`${folder}/**`],
    rules: pure(`${folder} is pure: no clock, no page, no network, no chance but a seeded one.`),
  })),
  {
    files: WIRE,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'Program > :not(ImportDeclaration, ExportNamedDeclaration[exportKind="type"], TSInterfaceDeclaration, TSTypeAliasDeclaration)',
          message: WIRE_SAYS,
        },
      ],
    },
  },
  {
    // The loaded model is kept by model.worker.ts, the binary it runs on by runtime.ts.
    files: ['workers/**'],
    ignores: ['workers/model.worker.ts', 'workers/device/runtime.ts'],
    rules: {
      'no-restricted-syntax': ['error', memory, dynamic, ...stores, ...html],
    },
  },
  { files: ['src/client.ts'], rules: { 'no-restricted-syntax': ['error', cast, dynamic, ...stores, ...html] } },
  { files: ['workers/serve.ts'], rules: { 'no-restricted-syntax': ['error', cast, memory, dynamic, ...stores, ...html] } },
  // Tests look at what lies on the disk.
  { files: ['tests/**'], rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', ...html] } },
);
