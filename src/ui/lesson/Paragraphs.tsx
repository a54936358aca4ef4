/** The paragraphs of a text, apart by an empty line. */
export function Paragraphs({ text }: { readonly text: string }) {
  return text.split(/\n\s*\n/).map((one, i) => (
    <p key={i} dir="auto">
      {one}
    </p>
  ));
}
