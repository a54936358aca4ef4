/**
 * Says to the app which run all charts have drawn, for the next one is made after that, and where its pictures are. Draws nothing itself.
 */
import { useEffect } from 'react';
import { beginDrawing, drawn } from '../app/actions';
import { pictureOf } from './figure/pictures';
import { useShown } from './shown';

export function Drawing() {
  // As the last of the charts has it: its commit is the one of that chart.
  const { run } = useShown('behaviour');
  useEffect(() => drawn(run), [run]);
  useEffect(() => beginDrawing(pictureOf), []);
  return null;
}
