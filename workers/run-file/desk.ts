/** What the worker that reads run files, files of texts and games does with each call. */
import type { RunFileCalls } from '../../src/analysis-protocol';
import { decodePart } from '../../src/experiment/recorded-part';
import { remeasure } from '../../src/experiment/remeasure';
import { decodeExperiment } from '../../src/experiment/run-file';
import { readText } from '../../src/formats/text';
import type { Handlers } from '../serve';
import { inPieces } from './in-pieces';

/** Fetched with the first of these files: the first chart of the page waits for this worker, and needs none of it. */
const files = () => import('../../src/experiment/from-files');
const lint = () => import('../../src/experiment/import/lint-asked');

export const runFileDesk = (): Handlers<RunFileCalls> => ({
  readRun: async ({ json, file }, tell) => {
    const text = typeof json === 'string' ? json : await readText(json, file);
    return inPieces(await remeasure(decodeExperiment(text, file)), tell);
  },
  readPart: async ({ json, file, directions }, tell) => inPieces(await remeasure(decodePart(json, file, { directions })), tell),
  classRow: async ({ json, file }) =>
    (await import('../../src/experiment/class-row')).classRow(await remeasure(decodeExperiment(json, file))),
  lint: async (asked) => (await lint()).lintAll(asked),
  lookAtTexts: async (request) => (await files()).lookAtTexts(request),
  takeTexts: async (request) => (await files()).takeTexts(request),
  takeItems: async (request) => (await files()).takeItems(request),
  lookAtVectors: async (request) => (await files()).lookAtVectors(request),
  areActivations: async ({ files: given }) => (await files()).areActivations(given),
  lookAtActivations: async (request) => (await files()).lookAtActivations(request),
  takeActivations: async (request, tell, signal) => (await files()).takeActivations(request, tell, signal),
  takeVectors: async (request) => (await files()).takeVectors(request),
  takeGame: async ({ json, file }) => (await files()).ownGame(json, file),
});
