/** The step of a lesson that is shown: what to read, guess and do, and whether it is done. Above everything that it speaks of. */
import './lesson.css';
import { useEffect, useRef } from 'react';
import { forgetLesson, leaveLesson, lookAtChoices, lookAtPlays, passNote, retryStep, stepLink } from '../../app/actions';
import type { LessonState } from '../../app/lesson-actions';
import { lessonReadings } from '../../app/lesson-readings';
import { filled, NOTHING } from '../../experiment/lesson';
import { shownRun } from '../../experiment/shown';
import { forget } from '../parts/forget';
import { count } from '../parts/format';
import { useLab } from '../useLab';
import { Answer } from './Answer';
import { CopyStep } from './CopyStep';
import { Guess } from './Guess';
import { partsAmong, shownBy, unknownPlaces, waitingFor } from './on-show';
import { Paragraphs } from './Paragraphs';
import { Sheet } from './Sheet';
import { Task } from './Task';
import { useFoldsOfLesson } from './useFoldsOfLesson';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function Lesson() {
  const state = useLab((s) => s.lesson);
  useFoldsOfLesson(state);
  return (
    state && (
      <>
        <Step key={state.lesson.id} state={state} />
        <Sheet lesson={state.lesson} />
      </>
    )
  );
}

function Step({ state }: { readonly state: LessonState }) {
  const { lesson, step } = state;
  const { title } = lesson.steps[step]!;
  const waiting = waitingFor(state);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  // Another step: reading goes on at its title. The first one leaves the focus where it was.
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView();
  }, [step]);
  const unknown = unknownPlaces(shownBy(state));
  useRecordedOf(state, 'choices', lookAtChoices);
  useRecordedOf(state, 'play', lookAtPlays);
  return (
    <section className="lesson" id="lesson" aria-labelledby="lesson-title" data-testid="lesson">
      <p className="lesson-of">{rich`Lesson “${(<bdi>{lesson.title}</bdi>)}”, step ${step + 1} of ${lesson.steps.length}, ${count(lesson.minutes, 'minute')} in all`}</p>
      <h2 id="lesson-title" ref={heading} tabIndex={-1} dir="auto">
        {title}
      </h2>
      {waiting === 'lesson-note' || waiting === 'step-note' ? (
        <Note state={state} of={waiting === 'lesson-note' ? 'lesson' : 'step'} />
      ) : (
        <Body key={step} state={state} waits={waiting === 'guess'} />
      )}
      {state.missing !== null && (
        <p className="quiet-line" role="alert" data-testid="lesson-missing">
          {state.missing} {t`Until they are there no guess is judged.`} <button type="button" onClick={retryStep}>{t`Try again`}</button>
        </p>
      )}
      {unknown.length > 0 && (
        <p className="quiet-line" role="alert">{t`This step shows what this page does not have: ${unknown.join(', ')}.`}</p>
      )}
      <nav className="lesson-nav" aria-label={t`Steps of the lesson`}>
        {step > 0 && <a href={stepLink(step - 1)}>{t`Back`}</a>}
        {step + 1 < lesson.steps.length && (
          <a href={stepLink(step + 1)} className="lesson-next" data-testid="lesson-next">{t`Next: ${lesson.steps[step + 1]!.title}`}</a>
        )}
        <button type="button" data-testid="lesson-leave" onClick={leaveLesson}>
          {step + 1 < lesson.steps.length ? t`Leave the lesson` : t`End the lesson`}
        </button>
        {(Object.keys(state.guesses).length > 0 || state.done.length > 0) && (
          <a href={stepLink(0)} data-testid="lesson-anew" onClick={forgetLesson}>{t`Forget my guesses and begin anew`}</a>
        )}
        <button type="button" className="quiet" onClick={() => print()}>{t`Print its sheet`}</button>
        <CopyStep />
        <span className="quiet-line">{t`After the lesson the page is as you left it, unless you load it anew meanwhile; what you made here stays beside it. Your guesses and what is done stay in this browser until you begin the lesson anew.`}</span>
      </nav>
    </section>
  );
}

/** Recorded choices, or games, are fetched while a step that shows them is read: its answer has their numbers, wherever the page stands. */
function useRecordedOf(state: LessonState, part: 'choices' | 'play', look: () => Promise<void>): void {
  const isAsked = state.begun && partsAmong(shownBy(state)).has(part);
  const run = useLab((s) => shownRun(s.experiment)?.id ?? null);
  useEffect(() => {
    if (isAsked && run !== null) forget(look());
  }, [isAsked, run, look]);
}

/** What the texts speak of, before any of them is on show, and a way past it. */
function Note({ state: { lesson, step }, of }: { readonly state: LessonState; readonly of: 'lesson' | 'step' }) {
  const note = of === 'lesson' ? lesson.contentNote : lesson.steps[step]!.contentNote;
  const hasNext = step + 1 < lesson.steps.length;
  return (
    <div className="note lesson-note" data-testid="lesson-note">
      <p dir="auto">{note}</p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => passNote(of)}>{t`Show it`}</button>
        {of === 'step' && hasNext && <a href={stepLink(step + 1)}>{t`Skip this step`}</a>}
        {(of === 'lesson' || !hasNext) && <button type="button" onClick={leaveLesson}>{t`Skip this lesson`}</button>}
      </div>
    </div>
  );
}

function Body({ state, waits }: { readonly state: LessonState; readonly waits: boolean }) {
  const { lesson, step, done, guesses } = state;
  const { text, question, guess, task, reveal } = lesson.steps[step]!;
  const said = useLab((s) => filled(text, state.begun ? lessonReadings(s) : NOTHING));
  const isDone = done.includes(step);
  const isGuessed = !guess || step in guesses;
  return (
    <>
      <Paragraphs text={said} />
      {question !== undefined && guess && <Guess state={state} />}
      {task !== undefined && isGuessed && <Task state={state} />}
      {reveal !== undefined && isGuessed && (task === undefined || isDone) && <Answer state={state} />}
      {waits && <p className="quiet-line">{t`The pictures of this step come with your guess.`}</p>}
    </>
  );
}
