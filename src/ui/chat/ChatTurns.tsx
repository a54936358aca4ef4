/** The turns of a conversation, the one that is being written last: what was said, the answer, and what it was written under. */
import { useMemo, useState } from 'react';
import { shownLayer } from '../../app/shown-blocks';
import { systemOf, turnsOf, saidBefore } from '../../experiment/chat';
import type { Answer } from '../../experiment/answer';
import { textOf, type SteeredText } from '../../experiment/shown';
import { brief, count } from '../parts/format';
import { modelName } from '../provenance';
import { CompletionCard } from '../steer/CompletionCard';
import { bandText } from '../steer/dose';
import type { Picking } from '../tokens/AnswerTokens';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function ChatTurns() {
  const turns = useLab((s) => turnsOf(s.experiment));
  const writing = useLab((s) => (s.chat.status === 'writing' ? s.chat : null));
  const [picked, onPick] = useState<string | null>(null);
  const picking = useMemo(() => ({ picked, onPick }), [picked]);
  const kept = writing ? turns.slice(0, writing.kept) : turns;
  const system = systemOf(turns);
  if (kept.length === 0 && !writing) return null;
  return (
    <>
      {system !== '' && (
        <blockquote dir="auto" className="chat-said">
          <span className="quiet-line">{t`System prompt`}</span> <bdi>{system}</bdi>
        </blockquote>
      )}
      <ol className="chat-turns" aria-label={t`Turns of the conversation`}>
        {kept.map((answer, i) => (
          <Turn
            key={answer.id}
            turn={i + 1}
            said={saidBefore(answer)}
            text={textOf(answer)}
            settings={settingsOf(answer)}
            picking={picking}
          />
        ))}
        {writing && (
          <Turn
            turn={kept.length + 1}
            said={writing.said}
            text={writing.text}
            settings={{ ...writing.under.settings, ...(writing.under.along && { along: writing.under.along }) }}
            picking={picking}
            writing
          />
        )}
      </ol>
    </>
  );
}

type Settings = Pick<Answer['edits'][number], 'band' | 'unit'> &
  Pick<Answer['sampling'], 'temperature' | 'maxNewTokens'> & { readonly seed: number; readonly along?: string; readonly by?: string };

const settingsOf = ({ edits: [push], sampling: { temperature, maxNewTokens }, seed, model }: Answer): Settings => ({
  band: push?.band ?? [0, 0],
  unit: push?.unit ?? 'raw',
  temperature,
  maxNewTokens,
  seed,
  by: model.id,
  ...(push && { along: push.directions }),
});

interface TurnProps {
  readonly turn: number;
  readonly said: string;
  readonly text: SteeredText;
  readonly settings: Settings;
  readonly picking: Picking;
  readonly writing?: boolean;
}

function Turn({ turn, said, text, settings, picking, writing = false }: TurnProps) {
  const layer = useLab(shownLayer);
  const { band, unit, temperature, seed, maxNewTokens } = settings;
  const along = useLab((s) => s.experiment.directions.find(({ id }) => id === settings.along)?.name);
  const by = useLab((s) => settings.by && modelName(s.catalogue, { id: settings.by, repo: settings.by }));
  const parts = [
    text.alpha === 0 ? t`no push` : t`pushed over ${bandText(band)}${along ? t` along “${brief(along, 40)}”` : ''}`,
    temperature > 0 ? t`temperature ${temperature}, seed ${seed}` : 'temperature 0',
    t`at most ${count(maxNewTokens, 'token')}`,
  ];
  return (
    <li className="chat-turn" data-testid="chat-turn">
      <blockquote dir="auto" className="chat-said">
        <span className="quiet-line">{t`${turn}. You`}</span> <bdi>{said}</bdi>
      </blockquote>
      <ol className="completions" aria-label={t`Answer ${turn}`}>
        <CompletionCard
          text={text}
          reference={null}
          layer={layer}
          along={settings.along ?? null}
          picking={picking}
          unit={unit}
          limit={maxNewTokens}
          streaming={writing}
          explained={false}
        />
      </ol>
      <p className="quiet-line">{t`Written ${by ? t`by ${by} ` : ''}under: ${parts.join(', ')}.`}</p>
    </li>
  );
}
