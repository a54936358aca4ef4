/** The program that reads the set in use with a model that no tab can hold: handed out with the set, and the command for it. */
import { useState } from 'react';
import { companionArchive } from '../../app/lower-actions';
import { companionCommands, FOLDER, outFile, type Reader } from '../../experiment/companion/command';
import { MODELS } from '../../lab/paper/published';
import { brief } from '../parts/format';
import { copyText } from '../parts/copyText';
import { FileButton } from '../parts/FileButton';
import { Fold } from '../parts/Fold';
import { NameField } from '../parts/NameField';
import { saveFile } from '../parts/saveFile';
import { Select } from '../parts/Select';
import { useLab } from '../useLab';
import { t } from '../../language/t';

interface Props {
  /** A run is under way: what is on show stays until it ends. */
  readonly running: boolean;
  /** Opens what the program wrote. */
  readonly onFiles: (files: readonly File[]) => void;
}

export function CompanionFold(props: Props) {
  return (
    <Fold id="companion" testId="companion" note={t`any model of the Hugging Face Hub, on a GPU or on many machines`}>
      <Content {...props} />
    </Fold>
  );
}

function Content({ running, onFiles }: Props) {
  const set = useLab((s) => (s.set.status === 'ready' ? s.set.set : null));
  const { template, maxTokens } = useLab((s) => s.experiment.view.capture);
  const [model, setModel] = useState<string>(MODELS[0]!.repo);
  const [reader, setReader] = useState<Reader>('alone');
  const [said, setSaid] = useState<{ readonly of: string; readonly text: string }>({ of: '', text: '' });
  const [failed, setFailed] = useState<string | null>(null);
  const there = set !== null && !set.unwritten;
  const command = companionCommands({ model, template, maxTokens, reader }).join('\n');
  const save = (): void => {
    setFailed(null);
    companionArchive().then(
      (archive) => saveFile(archive, `${FOLDER}.zip`),
      (error: unknown) => setFailed((error as Error).message),
    );
  };
  const copy = (): void => {
    copyText(command).then(
      () => setSaid({ of: command, text: t`The command was copied.` }),
      () => setSaid({ of: command, text: t`The browser did not allow copying: mark the lines and copy them.` }),
    );
  };
  return (
    <div className="activations">
      <p className="about">{t`A Python program reads the texts with the model’s own weights, at the same places, in the same poolings and with the same cut as this page, and writes a file that opens here with all that is said of a reading. It runs where you start it, and sends nothing to anybody; the weights come from the Hugging Face Hub, or from a folder of yours.`}</p>
      <ol className="companion-steps">
        <li>
          <button type="button" data-testid="companion-save" disabled={!there} onClick={save}>{t`Save program and set (.zip)`}</button>{' '}
          {there
            ? t`Unpack it. The set in it is “${brief(set.name, 60)}”.`
            : t`The set in use has no texts: choose one that has, or write one.`}
        </li>
        <li>
          <div className="actions">
            <Select
              label={t`Model`}
              value={MODELS.find(({ repo }) => repo === model)?.repo ?? ''}
              options={[...MODELS.map(({ repo, name }) => [repo, name] as const), ['', t`another`] as const]}
              onChange={(repo) => repo !== '' && setModel(repo)}
            />
            <NameField label={t`by its name on the Hub, or a folder`} value={model} longest={200} onChange={setModel} />
            <Select
              label={t`Read by`}
              value={reader}
              options={[
                ['alone', t`one process, all GPUs of a machine`],
                ['ray-here', t`Ray: two workers on a machine`],
                ['ray-cluster', t`Ray: four workers of a cluster that runs`],
              ]}
              onChange={setReader}
            />
          </div>
          <pre className="companion-command" data-testid="companion-command" tabIndex={0} aria-label={t`The command`}>
            {command}
          </pre>
          <div className="actions">
            <button type="button" data-testid="companion-copy" onClick={copy}>{t`Copy the command`}</button>
            <span className="quiet-line" role="status">
              {said.of === command && said.text}
            </span>
          </div>
          <p className="quiet-line">{t`Cut and template are those of “How texts are read”. Where it is stopped, the same command goes on. With Ray each worker holds a whole model on one GPU (--gpus 0 for none); one that ends is started anew.`}</p>
        </li>
        <li>
          <FileButton accept=".safetensors" testId="companion-open" multiple={false} disabled={running} onFiles={onFiles}>
            {t`Open what it wrote…`}
          </FileButton>{' '}
          <code>{outFile(model)}</code>
        </li>
      </ol>
      {failed !== null && <p role="alert">{t`It could not be made: ${failed}`}</p>}
    </div>
  );
}
