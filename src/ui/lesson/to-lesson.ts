/** Moves the step of the lesson into view, and its title under the screen reader's cursor. */
export function toLesson(): void {
  const title = document.getElementById('lesson-title');
  title?.focus({ preventScroll: true });
  title?.scrollIntoView();
}
