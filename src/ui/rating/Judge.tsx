/** A server as a judge of the same answers: a program's ratings, beside people's and never in their place. */
import { useState } from 'react';
import { judgeAnswers, setJudgeKey, stopJudging } from '../../app/lower-actions';
import { ServerFields } from '../contrast/write-pairs/SourceRow';
import { count } from '../parts/format';
import { forget } from '../parts/forget';
import { StopButton } from '../parts/StopButton';
import { Term } from '../parts/Term';
import { useKeptFocus } from '../parts/useKeptFocus';
import { useLab } from '../useLab';
import { GENERAL } from './RatingRubric';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function Judge({ answers }: { readonly answers: number }) {
  const judge = useLab((s) => s.judge);
  const [source, setSource] = useState({ id: 'judge', kind: 'endpoint' as const, base: '', model: '' });
  const focus = useKeptFocus<HTMLDivElement>();
  return (
    <details className="judge" data-testid="judge">
      <summary>{t`Have a model judge the same answers`}</summary>
      <p className="quiet-line">{rich`A server that you name is told prompt, answer and scale, and not the strength; its 0, 1 or 2 is read off the probabilities of its answer’s token where it gives them, else off its text. A judge is a program: its ratings say “judge” wherever they stand, and where people have rated they count in agreement (${(<Term id="kappa">{t`quadratic kappa`}</Term>)}) alone. A judge that agrees with people is worth asking more; one that does not is worth nothing.`}</p>
      <div className="judge-fields">
        <ServerFields source={source} onChange={setSource} onKey={setJudgeKey} />
      </div>
      <p className="quiet-line">{t`A key stands in the memory of this page until you leave it, and goes to that server alone: no file, link or disk has it. Whoever runs the server reads prompts and answers.`}</p>
      <div className="actions" {...focus}>
        {judge.status === 'judging' ? (
          <StopButton testId="stop-judging" stopping={judge.stopping} onStop={stopJudging} />
        ) : (
          <button
            type="button"
            data-testid="judge-answers"
            disabled={answers === 0}
            onClick={() => forget(judgeAnswers(source, GENERAL))}
          >{t`Have ${count(answers, 'answer')} judged`}</button>
        )}
        {judge.status === 'judging' && <progress aria-label={t`Answers judged`} value={judge.done} max={judge.of} />}
      </div>
      <p role="status" className="quiet-line" data-testid="judge-said">
        {judge.status === 'idle' ? judge.note : t`${judge.done} of ${judge.of}, ${judge.unscored} without a score. ${judge.waiting}`}
      </p>
    </details>
  );
}
