import { expect, test } from 'vitest';
import { couldBeModel } from '../../../src/ui/disk/dropped';
import { fakePage } from '../app/ports';

test('loose files that are no graph and no archive are no model; what a folder lacks is said by who reads it', () => {
  for (const paths of [['note.txt'], ['a.json', 'b.json'], []]) expect(couldBeModel(paths)).toBe(false);
  for (const paths of [['model/note.txt'], ['model.onnx'], ['model.ZIP'], ['model.tar.gz']]) expect(couldBeModel(paths)).toBe(true);
});

test('files that are dropped and cannot be opened are said with what can be', () => {
  const { app } = fakePage();
  app.refuseDropped(['note.txt']);
  expect(app.store.getState().error).toMatchObject({
    message: 'note.txt: nothing that can be opened here.',
    hint: expect.stringContaining('.json') as string,
  });
  app.refuseDropped(['a', 'b', 'c', 'd', 'e']);
  expect(app.store.getState().error?.message).toMatch(/^a, b, c, and 2 more:/);
});
