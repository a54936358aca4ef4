/**
 * What becomes of files that were dropped somewhere on the page: they go to who opens such files, and the page goes to where they are
 * shown.
 */
import { openLesson } from '../../app/actions';
import { JSON_FILE, JSON_ROWS, TENSORS, TEXTS } from '../../app/endings';
import {
  areActivations,
  kindOfAll,
  openClass,
  openDraftFile,
  openJson,
  openPaperResults,
  openTexts,
  refuseDropped,
  refuseMixed,
} from '../../app/lower-actions';
import type { LocalFile } from '../../protocol';
import { goTo } from '../parts/goTo';
import { couldBeModel, pathOf } from './dropped';
import { giveModel } from './dropped-model';
import { activationsDrop, gamesDrop, vectorsDrop } from './dropped-files';

const KNOWN = [JSON_ROWS, TEXTS, TENSORS];

export async function openDropped(files: (File | LocalFile)[]): Promise<void> {
  const plain = files.flatMap((each) => (each instanceof File ? [each] : each.file instanceof File ? [each.file] : []));
  const paths = files.map(pathOf);
  const [one] = plain;
  const areAll = (ending: RegExp): boolean =>
    plain.length > 0 && plain.length === files.length && plain.every(({ name }) => ending.test(name));
  if (files.length === 1 && one && JSON_ROWS.test(one.name)) return openOne(one);
  if (areAll(/\.(npy|npz|safetensors|json)$/i) && (await areActivations(plain))) return activationsDrop.give(plain);
  if (areAll(JSON_FILE)) return openSeveral(plain);
  if (areAll(TEXTS)) {
    goTo('own-texts');
    await openTexts(plain);
    return;
  }
  if (areAll(TENSORS)) return vectorsDrop.give(plain);
  const known = plain.filter(({ name }) => KNOWN.some((ending) => ending.test(name)));
  const isLoose = paths.every((path) => !path.includes('/'));
  // A table that is packed (.csv.gz) is no model.
  const others = paths.filter((path) => !KNOWN.some((ending) => ending.test(path)));
  if (couldBeModel(isLoose ? others : paths)) return giveModel(files);
  if (known.length === 0) return refuseDropped(paths);
  if (others.length === 0) return refuseMixed(known);
  // What can be opened is, whatever lay beside it; then it is said of the rest.
  await openDropped(known);
  refuseDropped(others);
}

async function openOne(file: File): Promise<void> {
  // Texts are shown before they are taken, where the page has to be by then.
  const kind = await openJson(file, (found) => {
    if (found === 'items' || found === 'texts') goTo('own-texts');
  });
  if (kind === 'set') goTo('contrast');
  if (kind === 'run') goTo('layers');
  if (kind === 'vectors') vectorsDrop.give([file]);
  if (kind === 'game') gamesDrop.give([file]);
  if (kind === 'results') await openResults([file]);
  if (kind === 'draft') {
    goTo('write');
    await openDraftFile(file);
  }
  if (kind === 'lesson') location.hash = await openLesson(file);
}

async function openSeveral(files: readonly File[]): Promise<void> {
  const kind = await kindOfAll(files);
  if (kind === 'vectors') vectorsDrop.give(files);
  if (kind === 'game') gamesDrop.give(files);
  if (kind === 'results') await openResults(files);
  if (kind !== 'run' && kind !== 'texts') return;
  goTo(kind === 'run' ? 'class' : 'own-texts');
  await (kind === 'run' ? openClass : openTexts)(files);
}

function openResults(files: readonly File[]): Promise<void> {
  goTo('paper');
  return openPaperResults(files);
}
