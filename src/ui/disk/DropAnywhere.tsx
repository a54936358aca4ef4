/**
 * Files dropped anywhere on the page are opened by what they are, from the first screen on. Without this the browser would leave the page
 * for the file.
 */
import { useEffect } from 'react';
import { openClass, openJson, openTexts, refuseDropped } from '../../app/actions';
import type { LocalFile } from '../../protocol';
import { forget } from '../parts/forget';
import { goTo } from '../parts/goTo';
import { couldBeModel, dropped, pathOf } from './dropped';
import { giveModel } from './dropped-model';

export function DropAnywhere() {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      // A button of its own has taken it, or it is text on its way into a field.
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const files = dropped(event.dataTransfer);
      forget(files.then(open));
    };
    const open = async (files: (File | LocalFile)[]): Promise<void> => {
      const [one] = files;
      const file = one instanceof File ? one : one?.file;
      if (files.length === 1 && file instanceof File && /\.(json|jsonl|ndjson)$/i.test(file.name)) {
        // What has no place of its own at the top of the page is led to.
        const kind = await openJson(file);
        if (kind === 'items') goTo('ask-choices');
        if (kind === 'texts') goTo('own-texts');
        return;
      }
      const plain = files.flatMap((each) => (each instanceof File ? [each] : each.file instanceof File ? [each.file] : []));
      const areAll = (ending: RegExp): boolean => plain.length === files.length && plain.every(({ name }) => ending.test(name));
      if (plain.length > 1 && areAll(/\.json$/i)) {
        goTo('class');
        await openClass(plain);
        return;
      }
      if (plain.length > 0 && areAll(/\.(csv|tsv|tab|txt|jsonl|ndjson)$/i)) {
        goTo('own-texts');
        await openTexts(plain);
        return;
      }
      const paths = files.map(pathOf);
      if (couldBeModel(paths)) giveModel(files);
      else refuseDropped(paths);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
  return null;
}
