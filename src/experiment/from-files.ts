/**
 * What the worker of run files does with other files: texts, vectors, activations, games. It fetches this with the first of them: in one
 * piece, because what it shares with reading run files would else lie in a piece of its own for each, before the first chart.
 */
export { lookAtTexts, takeItems, takeTexts } from './import/from-files';
export { lookAtVectors, takeVectors } from './vectors/preview';
export { areActivations } from '../formats/activations/open';
export { lookAtActivations } from './activations/look';
export { takeActivations } from './activations/take';
export { ownGame } from './own-game';
