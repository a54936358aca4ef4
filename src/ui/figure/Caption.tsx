/** What a figure says in its picture, for whoever cannot see it: the words of an SVG that is one image or one slider are not read out. */
import type { Content } from './plan';

export function Caption({ title, keys, origin }: Content) {
  return (
    <figcaption className="visually-hidden">
      {[title, keys.map(({ label }) => label).join(', '), origin].filter(Boolean).join('. ')}
    </figcaption>
  );
}
