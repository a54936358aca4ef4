/**
 * window.lab: the whole lab for scripts, notebooks and tests, through the same app as the page.
 * Every rejection is an Error with `code`, `message` and `hint`. README.md, "Console", has examples.
 */
import { analyseCalls } from './analyse';
import { answerCalls } from './answers';
import * as given from './arguments';
import * as options from './options';
import { expectKnown, type CallWithOptions } from './known-options';
import { lensCalls } from './lens';
import { chooseCalls } from './choose';
import { playCalls } from './play';
import { fileCalls } from './files';
import { sweepCallsOf } from './sweep';
import { textCalls } from './texts';
import { withVersion1, type Version1 } from './version-1';
import type { App } from '../app/lower';
import type { FolderOptions } from '../app/folder-actions';
import type { Newer } from '../app/newer';
import { layersInUse } from '../app/shown-blocks';
import { errorData, LabError, labError } from '../error';
import type { Experiment } from '../experiment/experiment';
import type { CatalogueEntry, ModelSpec } from '../hub/catalogue';
import type { Inspection, LoadEvent, ModelChoice, ModelInfo, Profile } from '../protocol';
import type { StoredModel } from '../storage/stored-model';

export type {
  Analysed,
  AnalyseOptions,
  CaptureOptions,
  ChooseOptions,
  Chosen,
  Completion,
  Exported,
  ExportOptions,
  Imported,
  ImportedDirections,
  ImportOptions,
  EvaluateOptions,
  FoundDirections,
  GenerateOptions,
  LensOptions,
  SweepOptions,
  Swept,
  Warned,
} from './types';

/** window.lab of an app. */
export function createLab(app: App) {
  const texts = textCalls(app);
  const { generate } = answerCalls(app);
  const { analyse } = analyseCalls(app);
  const { lens } = lensCalls(app);
  const { choose } = chooseCalls(app);
  const { play, playFigures } = playCalls(app);
  const { sweep } = sweepCallsOf(app);
  const { importFiles, exportAs } = fileCalls(app);
  return {
    /** Of the lab. */
    version: __VERSION__,

    /** The catalogue: what `load` knows by a name, with sizes, licences and what each needs. */
    models: (): readonly CatalogueEntry[] => app.store.getState().catalogue,

    /**
     * Loads a model of the catalogue by its id, or of a repository; gives what its card says, `selfTest.passed` included.
     * @throws unknown-model, unknown-dtype, unknown-device, bad-hub, network, file-missing, webgpu-missing, session-failed, graph-*,
     * cancelled
     */
    load: withOptions(
      'load',
      (
        model: ModelSpec,
        o?: { device?: ModelChoice['device']; onProgress?: (e: LoadEvent) => void; signal?: AbortSignal },
      ): Promise<ModelInfo> => app.loadModel(model, { ...o, ...options.loading(o) }),
    ),

    /**
     * A model from files on this machine: a folder's files, or one .tar, .tar.gz or .zip. Read where they lie; `graph` names one of several
     * models. @throws folder-incomplete, no-onnx, several-models, archive-damaged, archive-unsupported, and what load throws
     */
    loadFolder: withOptions('loadFolder', (files: Iterable<File>, o?: FolderOptions): Promise<ModelInfo> =>
      app.loadFolder(given.files(files), { ...o, ...options.loading(o) }),
    ),

    /** Models on this disk. */
    storage: {
      /** Each with its files and, for every graph, what a load would still fetch. */
      list: coded((): Promise<StoredModel[]> => app.listModels()),
      /**
       * Whether the branch that a model (its `root`) came from has moved on: the commit it is at, and which files are others there. @throws
       * no-such-model, no-listing, network, server-busy, repo-missing
       */
      check: coded((root: string): Promise<Newer> => app.checkNewer(root)),
      /** Makes the next load fetch what has changed since. */
      renew: coded((root: string): Promise<void> => app.renewStored(root)),
      /** Deletes one model (its `root`), or with none all of them. Runs are kept. */
      clear: coded((root?: string): Promise<void> => app.removeModels(root)),
      /** A whole model as one .tar, for a machine without network. @throws no-such-model, model-incomplete */
      exportTar: coded((root: string): Promise<Blob> => app.exportTar(root)),
      /** The way back; returns the model's root. @throws not-an-export, folder-incomplete, download-corrupt, storage-full, file-in-use */
      importModel: coded((files: Iterable<File>): Promise<string> => app.importModel(given.files(files))),
    },

    /**
     * What the model's worker did with its time since its model began to load: phases, calls, and what the runtime was asked in them, with
     * tokens and bytes. With `?profile` in the address the page shows it.
     */
    profile: (): Promise<Profile> => app.client.call('profile', null),

    /** Lets the model go, and its memory. */
    unload: (): Promise<void> => Promise.resolve(app.unload()),

    /**
     * What a graph is and what it wants of a device: of a catalogued model or a repository (only its .onnx file is fetched), or of an .onnx
     * file. Needs no loaded model. @throws graph-*, unknown-model, unknown-dtype, network, file-missing, not-a-model-file,
     * file-unreadable, cancelled
     */
    inspect: withOptions(
      'inspect',
      (source: ModelSpec | File, o?: { onProgress?: (e: LoadEvent) => void; signal?: AbortSignal }): Promise<Inspection> =>
        app.inspectModel(source, options.loading(o)),
    ),

    /** The ids of a text's tokens, with those that the model's tokenizer puts around every text. @throws no-model, bad-input */
    tokenize: coded(
      async (text: string): Promise<number[]> => (await app.client.call('tokenize', { text: given.aText(text, 'text') })).ids,
    ),

    /**
     * @returns data[(text*layers + layer)*width + i], pooled resid_post. @throws no-texts, empty-text, no-chat-template, no-model,
     * cancelled
     */
    capture: withOptions('capture', texts.capture),

    /** Unit mean-difference per layer over all pairs. @throws empty-pairs, one-sided-pair, same-tokens, and what capture throws */
    directions: withOptions('directions', texts.directions),

    /**
     * Per layer, on these pairs: use others than the ones the directions were found on (`warnings` of the list names those that are not).
     * Directions without `midpoint` get the test midpoint as threshold. The interval is BCa over pairs, NaN under ten of them.
     * With `controls`, each row has `permutationP`, `randomLow`, `randomHigh`, and with `train` also `agreement`, `shuffledLow`,
     * `shuffledHigh`. @throws empty-pairs, one-sided-pair, bad-directions, invalid-input, and what capture throws
     */
    evaluate: withOptions('evaluate', texts.evaluate, 2),

    /**
     * Directions of the training pairs with all that says how far to believe them: on test pairs, on pairs held out in turn
     * (`validation`), and with `controls` beside what chance, shuffled tokens and neutral texts give. What cannot be made of these pairs is
     * NaN or null, and `warnings` says why. Texts of two classes without partners come as `{ texts: [{ text, label, group?, split? }] }`:
     * intervals then resample each class, chance throws labels over all texts, `pairsRight` and `agreement` are NaN, and 'pca' is refused.
     * @throws empty-pairs, one-sided-pair, same-tokens, no-texts, bad-input, needs-pairs, and what capture throws
     */
    analyse: withOptions('analyse', analyse),

    /**
     * Projections of each text's pooled residual on the directions. @returns [text][layer] @throws bad-directions, invalid-input, and what
     * capture throws
     */
    score: withOptions('score', texts.score, 2),

    /**
     * One completion per alpha, in one batch. @throws empty-prompt, prompt-too-long, no-directions, shape-mismatch, invalid-input,
     * bad-sampling, push-too-far, cancelled; logits-not-finite and logits-flat where a row broke off: the error's `completions` are what
     * all rows gave until then
     */
    generate: withOptions('generate', generate),

    /**
     * How likely each option is as the answer to its prompt, under each strength; nothing is sampled. @throws no-items, empty-prompt,
     * bad-options, prompt-too-long, no-directions, shape-mismatch, invalid-input, push-too-far, cancelled
     */
    choose: withOptions('choose', choose),

    /**
     * One game to its end: five come with the lab ('food-delivery', 'the-duel', 'the-listener', 'the-maze', 'the-protector'), others are
     * given as an object or JSON (docs/games.md). The model is shown the menu of each step in two orders, a drawn one and the same
     * backwards, and asked for a letter; an action is drawn from what it gives them. @throws bad-input, game-not-json, game-invalid,
     * game-unplayable, no-model, no-directions, shape-mismatch, push-too-far, prompt-too-long (with the step), cancelled
     */
    play: withOptions('play', play),

    /**
     * What the games of this experiment, as they are and answered by letters, say along the directions that are shown: mean scores and
     * shares of actions by strength beside random directions and asking, which situations can move, whether what is read at a block (the
     * one on show) goes along with what is decided, and the verdicts; null where no such game was played to its end.
     * @throws no-directions, invalid-input
     */
    playFigures: coded(playFigures),

    /**
     * Every prompt under every strength and seed, beside random directions and asking in words; and what each push costs (damage).
     * @throws no-prompts, no-directions, no-alphas, and what generate throws
     */
    sweep: withOptions('sweep', sweep, 0),

    /**
     * Which tokens a direction speaks for: its block's unit vector, times the final norm's gain, through the head of the loaded model.
     * `positive`: the tokens it raises most, highest first; `negative`: lowers most, lowest first. @throws no-model, bad-directions,
     * shape-mismatch, invalid-input
     */
    lens: withOptions('lens', lens),

    /**
     * What is in files of one kind: scenario sets and tables of texts, vectors (.npy, .npz, safetensors, GGUF control vectors,
     * Neuronpedia's JSON; several files are placed by their blocks and add up), activations of texts (docs/activations.md), run files,
     * result files of the paper. Rows that cannot be used are left out, and said. Rated texts come in the set in use, in the place of
     * its own. Activations become a reading, which is analysed and shown; result files are shown beside the paper's figures. Nothing else
     * is taken into use: directions go into every call that takes some, a run into `lab.open`. Files of several kinds are refused, and it
     * is said what each is. @throws bad-input, vectors-unreadable, activations-unreadable, nothing-captured,
     * shape-mismatch, import-unreadable, import-refused, items-invalid, scenario-invalid, scenario-not-json, experiment-invalid,
     * experiment-not-json, paper-invalid, paper-not-json
     */
    import: withOptions('import', importFiles),

    /**
     * The run on show, what its model read, the set in use, or directions, as a file. @throws bad-input, no-directions, bad-directions,
     * no-scenarios, invalid-input, nothing-captured
     */
    export: withOptions('export', exportAs),

    /** The records, and the view of them as version 1 had it (`run`, `completions`, `steering`, …). */
    experiment: (): Experiment & Version1 => {
      const state = app.store.getState();
      return withVersion1(state.experiment, layersInUse(state));
    },

    /**
     * Takes a run file, or an experiment as `lab.experiment` gives it, for what the page shows. @throws experiment-not-json,
     * experiment-invalid
     */
    open: coded((source: File | Experiment): Promise<void> => app.openExperiment(source)),
  };
}
export type Lab = ReturnType<typeof createLab>;
declare global {
  var lab: Lab;
  const __VERSION__: string;
}

/**
 * Whatever goes wrong reaches the caller as an Error with `code`, `message` and `hint`; a function that throws at once rejects like the
 * others.
 */
function coded<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      throw error instanceof LabError ? error : labError(errorData(error));
    }
  };
}

/** The same for a call whose argument number `at` has its options: those that it does not have are refused. */
const withOptions = <A extends unknown[], R>(call: CallWithOptions, work: (...args: A) => Promise<R>, at = 1) =>
  coded(async (...args: A): Promise<R> => {
    expectKnown(call, args[at]);
    return work(...args);
  });
