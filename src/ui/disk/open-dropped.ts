/**
 * What becomes of files that were dropped somewhere on the page: they go to who opens such files, and what has a place further down is led
 * to.
 */
import { openLesson } from '../../app/actions';
import { areActivations, kindOfAll, openClass, openJson, openTexts, refuseDropped } from '../../app/lower-actions';
import type { LocalFile } from '../../protocol';
import { goTo } from '../parts/goTo';
import { couldBeModel, pathOf } from './dropped';
import { giveModel } from './dropped-model';
import { activationsDrop, gamesDrop, vectorsDrop } from './dropped-files';

export async function openDropped(files: (File | LocalFile)[]): Promise<void> {
  const [one] = files;
  const file = one instanceof File ? one : one?.file;
  if (files.length === 1 && file instanceof File && /\.(json|jsonl|ndjson)(\.gz)?$/i.test(file.name)) {
    // What has no place of its own at the top of the page is led to.
    const kind = await openJson(file, (found) => {
      if (found === 'items' || found === 'texts') goTo('own-texts');
    });
    if (kind === 'vectors') vectorsDrop.give([file]);
    if (kind === 'game') gamesDrop.give([file]);
    if (kind === 'lesson') location.hash = await openLesson(file);
    return;
  }
  const plain = files.flatMap((each) => (each instanceof File ? [each] : each.file instanceof File ? [each.file] : []));
  const areAll = (ending: RegExp): boolean =>
    plain.length > 0 && plain.length === files.length && plain.every(({ name }) => ending.test(name));
  if (areAll(/\.(npy|npz|safetensors|json)$/i) && (await areActivations(plain))) {
    activationsDrop.give(plain);
  } else if (plain.length > 1 && areAll(/\.json(\.gz)?$/i)) {
    const kind = await kindOfAll(plain);
    if (kind === 'vectors') vectorsDrop.give(plain);
    else if (kind === 'game') gamesDrop.give(plain);
    else {
      goTo(kind === 'run' ? 'class' : 'own-texts');
      await (kind === 'run' ? openClass : openTexts)(plain);
    }
  } else if (areAll(/\.(csv|tsv|tab|txt|jsonl|ndjson)(\.gz)?$/i)) {
    goTo('own-texts');
    await openTexts(plain);
  } else if (areAll(/\.(npy|npz|safetensors|gguf|pt|pth|pkl)$/i)) {
    vectorsDrop.give(plain);
  } else {
    const paths = files.map(pathOf);
    if (couldBeModel(paths)) giveModel(files);
    else refuseDropped(paths);
  }
}
