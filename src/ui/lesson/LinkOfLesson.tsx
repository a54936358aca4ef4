/** The rest of the form: the step of a chosen lesson, the parts of the page that it shows, its beginning, and the link itself. */
import { useCallback, useState } from 'react';
import { lessonLink } from '../../app/actions';
import type { Shared } from '../../app/share-actions';
import type { Lesson } from '../../experiment/lesson';
import { Choice } from '../parts/Choice';
import { copyText } from '../parts/copyText';
import { useLab } from '../useLab';
import { partsAmong, type Part } from './on-show';
import { namesOf, PARTS } from './parts-shown';
import { useComing } from './useComing';
import { t } from '../../language/t';

const BEGINS = [
  { value: 'lesson', label: t`as the lesson says` },
  { value: 'now', label: t`as the page is set now` },
] as const;

export function LinkOfLesson({ lesson }: { readonly lesson: Lesson }) {
  const [at, setAt] = useState(0);
  const step = lesson.steps[at]!;
  // Of the step that they were ticked for.
  const [ticks, setTicks] = useState<{ readonly at: number; readonly parts: ReadonlySet<Part> } | null>(null);
  const ticked = ticks?.at === at ? ticks.parts : partsAmong(step.show);
  const [begins, setBegins] = useState<'lesson' | 'now'>('lesson');
  const tick = (part: Part, on: boolean): void =>
    setTicks({ at, parts: new Set(PARTS.map(({ id }) => id).filter((id) => (id === part ? on : ticked.has(id)))) });
  return (
    <>
      <label className="field">
        <span>{t`Step`}</span>{' '}
        <select value={at} onChange={(event) => setAt(Number(event.target.value))} data-testid="link-step">
          {lesson.steps.map(({ title }, i) => (
            <option key={i} value={i}>
              {i + 1}. {title}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="lesson-parts">
        <legend>{t`The page shows, and hides the rest`}</legend>
        {PARTS.map(({ id, title }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={ticked.has(id)} onChange={(event) => tick(id, event.target.checked)} />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <Choice label={t`It begins`} value={begins} options={BEGINS} onChange={setBegins} />
      {ticked.size === 0 ? (
        <p className="quiet-line">{t`Tick one part of the page at least.`}</p>
      ) : (
        <Link lesson={lesson} at={at} show={namesOf(ticked, step)} asNow={begins === 'now'} />
      )}
    </>
  );
}

interface LinkProps {
  readonly lesson: Lesson;
  readonly at: number;
  readonly show: readonly string[] | null;
  readonly asNow: boolean;
}

/** The link, made anew when what it says changes. */
function useMade({ lesson, at, show, asNow }: LinkProps): Shared | Error | null {
  const view = useLab((s) => s.experiment.view);
  const set = useLab((s) => s.set);
  const names = show?.join(' ') ?? null;
  const ask = useCallback(() => {
    // The link says them, where it begins as the page is set now.
    void view;
    void set;
    return lessonLink({ lesson, step: at, show: names === null ? null : names.split(' '), asNow });
  }, [lesson, at, names, asNow, view, set]);
  return useComing(ask);
}

function Link({ lesson, at, show, asNow }: LinkProps) {
  const made = useMade({ lesson, at, show, asNow });
  const [copied, setCopied] = useState({ href: '', text: '' });
  if (made === null) return null;
  if (made instanceof Error) return <p role="alert">{made.message}</p>;
  const { href, left } = made;
  const copy = (): void => {
    copyText(href).then(
      () => setCopied({ href, text: t`The link was copied: it opens this step on any computer that can reach this page.` }),
      () => setCopied({ href, text: t`The browser did not allow copying: take the link from the field.` }),
    );
  };
  return (
    <>
      <label className="field lesson-href">
        <span>{t`The link`}</span> <input readOnly value={href} data-testid="lesson-href" onFocus={(event) => event.target.select()} />
      </label>
      {left.length > 0 && <p className="note">{left.join(' ')}</p>}
      <div className="actions">
        <button type="button" className="primary" onClick={copy} data-testid="copy-lesson-link">{t`Copy the link`}</button>
        <a href={new URL(href).hash}>{t`Try it here`}</a>
        <span className="quiet-line" role="status">
          {copied.href === href && copied.text}
        </span>
      </div>
    </>
  );
}
