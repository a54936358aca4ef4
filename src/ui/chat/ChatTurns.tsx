/** The turns of a conversation, the one that is being written last: what was said, the answer, and what it was written under. */
import { useMemo, useState } from 'react';
import { shownLayer } from '../../app/shown-blocks';
import { systemOf, turnsOf, saidBefore } from '../../experiment/chat';
import type { Answer } from '../../experiment/answer';
import { textOf, type SteeredText, type SteeredUnder } from '../../experiment/shown';
import { modelName } from '../provenance';
import { CompletionCard } from '../steer/CompletionCard';
import type { Picking } from '../tokens/AnswerTokens';
import { useLab } from '../useLab';
import { turnText } from './turn-text';
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
            settings={settingsUnder(writing.under)}
            picking={picking}
            writing
          />
        )}
      </ol>
    </>
  );
}

type Settings = Pick<Answer['edits'][number], 'band' | 'unit'> &
  Pick<Answer, 'sampling' | 'seed'> & { readonly along?: string; readonly by?: string };

const settingsOf = ({ edits: [push], sampling, seed, model }: Answer): Settings => ({
  band: push?.band ?? [0, 0],
  unit: push?.unit ?? 'raw',
  sampling,
  seed,
  by: model.id,
  ...(push && { along: push.directions }),
});

/** Of the turn that is being written. */
const settingsUnder = ({ settings, along }: SteeredUnder): Settings => {
  const { band, unit, seed, temperature, topP, repetitionPenalty, maxNewTokens } = settings;
  return { band, unit, seed, sampling: { temperature, topP, repetitionPenalty, maxNewTokens }, ...(along && { along }) };
};

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
  const { band, unit, sampling, seed } = settings;
  const along = useLab((s) => s.experiment.directions.find(({ id }) => id === settings.along)?.name);
  const by = useLab((s) => settings.by && modelName(s.catalogue, { id: settings.by, repo: settings.by }));
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
          limit={sampling.maxNewTokens}
          streaming={writing}
          explained={false}
        />
      </ol>
      <p className="quiet-line">{t`Written ${by ? t`by ${by} ` : ''}under: ${turnText({ alpha: text.alpha, band, along, sampling, seed })}.`}</p>
    </li>
  );
}
