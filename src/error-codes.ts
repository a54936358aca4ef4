/**
 * The one table of error codes: each with the part of the work it belongs to. Codes are stable: callers of window.lab compare them.
 * A new error begins with a line here.
 */

/** Which part of the work an error belongs to; the page makes a way there of it. */
export type Where = 'model' | 'texts' | 'reading' | 'steer' | 'disk';

/** `null`: the error belongs to no part, or to several. */
const WHERE = {
  // Any part.
  'bad-input': null,
  cancelled: null,
  // A server that a person named to write pairs or to judge answers.
  'endpoint-address': null,
  'endpoint-busy': null,
  'endpoint-cut': null,
  'endpoint-endless': null,
  'endpoint-key': null,
  'endpoint-missing': null,
  'endpoint-no-logprobs': null,
  'endpoint-not-chat': null,
  'endpoint-refused': null,
  'endpoint-rejected': null,
  'endpoint-silent': null,
  'experiment-invalid': null,
  // A game is opened where it is played.
  'game-invalid': null,
  'game-not-json': null,
  'game-unplayable': null,
  'illegal-action': null,
  'experiment-not-json': null,
  internal: null,
  'invalid-input': null,
  // Items to choose in are opened in several places, and a set that comes into use makes them no better.
  'items-invalid': null,
  'items-not-here': null,
  'items-not-json': null,
  'language-file': null,
  'lesson-invalid': null,
  'lesson-missing': null,
  'lesson-not-json': null,
  'lesson-step': null,
  'link-texts': null,
  'link-values': null,
  network: null,
  // The paper's result files: they are opened beside the figures that they are compared with.
  'paper-invalid': null,
  'paper-not-json': null,
  'run-too-large': null,
  'worker-crashed': null,
  // The chat template is used by readings and by answers.
  'chat-template-failed': null,
  'no-chat-template': null,

  // Choosing, fetching and opening a model; what became of its device.
  'access-refused': 'model',
  'archive-damaged': 'model',
  'archive-unsupported': 'model',
  'bad-hub': 'model',
  'catalogue-missing': 'model',
  'device-lost': 'model',
  'download-corrupt': 'model',
  'download-short': 'model',
  'embedding-missing': 'model',
  'file-changed': 'model',
  'file-missing': 'model',
  'file-removed': 'model',
  'file-unreadable': 'model',
  'folder-incomplete': 'model',
  'gpu-out-of-memory': 'model',
  'graph-bad-size': 'model',
  'graph-foreign': 'model',
  'graph-not-understood': 'model',
  'graph-truncated': 'model',
  'graph-unsafe-location': 'model',
  'graph-unsupported': 'model',
  'lfs-pointer': 'model',
  'model-changed': 'model',
  'no-model': 'model',
  'no-onnx': 'model',
  'no-web-export': 'model',
  'not-a-model-file': 'model',
  'reference-mismatch': 'model',
  'repo-missing': 'model',
  'revision-missing': 'model',
  'run-failed': 'model',
  'self-test-failed': 'model',
  'server-busy': 'model',
  'session-failed': 'model',
  'several-models': 'model',
  'token-beyond-model': 'model',
  'tokenizer-not-understood': 'model',
  'too-large': 'model',
  'unknown-device': 'model',
  'unknown-dtype': 'model',
  'unknown-model': 'model',
  'unsafe-path': 'model',
  'webgpu-missing': 'model',
  'worker-has-other-runtime': 'model',

  // The scenario set and its texts.
  'choices-invalid': 'texts',
  'choices-not-json': 'texts',
  'empty-pairs': 'texts',
  'empty-text': 'texts',
  // Residuals that another program read.
  'activations-unreadable': 'texts',
  // Files of texts of other layouts than the lab's own.
  'import-refused': 'texts',
  'import-unreadable': 'texts',
  'no-scenarios': 'texts',
  'no-texts': 'texts',
  'not-a-text': 'texts',
  'not-utf8': null,
  'one-sided-pair': 'texts',
  'same-tokens': 'texts',
  'needs-pairs': 'reading',
  'scenario-invalid': 'texts',
  'scenario-not-json': 'texts',
  // A scenario set where a run file was expected.
  'set-as-run': 'texts',
  'set-damaged': 'texts',
  'set-not-here': 'texts',
  'texts-invalid': 'texts',
  'texts-not-json': 'texts',

  // Reading the texts, and the directions that come of it.
  'answer-needs-template': 'reading',
  'bad-cut': 'reading',
  'bad-pooling': 'reading',
  'no-answer': 'reading',
  'no-directions': 'reading',
  'no-neutral-texts': 'reading',
  'no-poolings': 'reading',
  'nothing-captured': 'reading',
  'other-model': 'reading',
  'reading-not-open': 'reading',

  // Pushing, the answers, and the choices.
  'bad-directions': 'steer',
  'bad-length': 'steer',
  'bad-sampling': 'steer',
  'empty-answer': 'steer',
  'empty-prompt': 'steer',
  'bad-options': 'steer',
  'no-items': 'steer',
  'no-prompts': 'steer',
  'model-busy': 'steer',
  'logits-flat': 'steer',
  'logits-not-finite': 'steer',
  'no-alphas': 'steer',
  'prompt-too-long': 'steer',
  'push-too-far': 'steer',
  'edits-failed': 'steer',
  'shape-mismatch': 'steer',
  // Files of vectors, made here or elsewhere.
  'vectors-unreadable': 'steer',

  // What this browser keeps.
  'disk-unreadable': 'disk',
  'file-in-use': 'disk',
  'import-not-supported': 'disk',
  'model-incomplete': 'disk',
  'no-listing': 'disk',
  'no-such-experiment': 'disk',
  'no-such-model': 'disk',
  // A run file where a scenario set was expected: it is opened where runs are kept.
  'run-as-set': 'disk',
  'session-damaged': 'disk',
  'not-an-export': 'disk',
  'storage-full': 'disk',
  'storage-missing': 'disk',
} as const satisfies Record<string, Where | null>;

/** Every code an error of the lab can have. */
export type ErrorCode = keyof typeof WHERE;

/** All codes, for the tests of the table. */
export const errorCodes = Object.keys(WHERE) as ErrorCode[]; // A cast, because Object.keys promises no more than strings.

/** Whether what an error calls its code is one of the lab's: errors of a browser and of Node have codes of their own. */
export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(WHERE, code);

/** The part of the work that an error with this code belongs to; null where there is none. */
export const whereOf = (code: ErrorCode): Where | null => WHERE[code];
