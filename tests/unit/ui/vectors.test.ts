/** What is said of files of vectors. */
import { expect, test } from 'vitest';
import type { LookedAtFile } from '../../../src/experiment/vectors/preview';
import { blocksText, fileLine, foundLine, saidLine } from '../../../src/ui/vectors/vector-words';

test('blocks, those in a row together', () => {
  expect(blocksText([3])).toBe('block 3');
  expect(blocksText([2, 3, 4, 7])).toBe('blocks 2 to 4, 7');
  expect(blocksText([0, 2, 4, 6, 8, 10, 12])).toBe('blocks 0, 2, 4, 6, 8, 10, …');
});

test('a file: its kind and size', () => {
  expect(fileLine({ format: 'npy', rows: 30, vectors: 30, width: 576 })).toBe('NumPy array: 30 rows × 576');
  expect(fileLine({ format: 'gguf', rows: null, vectors: 1, width: 8 })).toBe('control vector (GGUF): 1 vector, 8 wide');
});

test('what they come to: blocks, lengths, sums, and the embedding that is left out', () => {
  const found = { layers: 4, width: 8, blocks: [0, 1, 2, 3], lengths: [1, 1] as const, shared: [], embedding: false };
  expect(foundLine(found)).toBe(
    'For a model of 4 blocks × 8: a vector for every block, of length 1.00. Block 0 is blocks.0.hook_resid_post, model.model.layers[0].output, hidden_states[1].',
  );
  expect(foundLine({ ...found, blocks: [3], lengths: [1, 2], shared: [3], embedding: true })).toBe(
    'For a model of 4 blocks × 8: a vector for block 3, none for the others, of length 1.00 to 2.00. Several files give block 3: there they are added up. The file has a row more than the model has blocks: its first is the embedding, and is left out. Block 3 is blocks.3.hook_resid_post, model.model.layers[3].output.',
  );
});

test('what the files say of themselves, or that they say nothing', () => {
  const file = { model: null, licence: null, source: null, notes: [] as string[] } as unknown as LookedAtFile;
  expect(saidLine([file])).toBe(
    'No model is named: that it is this one, nobody but you can know. The file states no licence. It names no source.',
  );
  expect(saidLine([{ ...file, model: 'llama', licence: 'MIT', source: 'here', notes: ['Left out: x.'] }, file])).toBe(
    'For the model “llama”, as the file says. Licence: “MIT”. Source: “here”. Left out: x.',
  );
});
