/** What the columns of a file are, each a list to choose from; how it is used, and how its pairs come to train or test. */
import { changeImport } from '../../../app/lower-actions';
import type { ImportPreview } from '../../../experiment/import/preview';
import type { ImportChoice, PromptWay } from '../../../formats/import/choice';
import type { Role } from '../../../formats/import/layouts';
import { Choice } from '../../parts/Choice';
import { forget } from '../../parts/forget';
import { brief } from '../../parts/format';
import { rich } from '../../parts/rich';
import { Select } from '../../parts/Select';
import { CLASS_SPLIT, PROMPT, roleName, ROLES_OF, SPLIT, USE } from './import-words';
import { t } from '../../../language/t';

const NONE = '';
const change = (to: Partial<ImportChoice>): void => forget(changeImport(to));

export function ImportColumns({ preview }: { readonly preview: ImportPreview }) {
  const { choice, columns, layout } = preview;
  const setColumn = (role: Role, column: string): void => {
    const others = Object.entries(choice.columns).filter(([name]) => name !== role);
    change({ columns: Object.fromEntries(column === NONE ? others : [...others, [role, column]]) });
  };
  const options = [[NONE, 'none'] as const, ...columns.map((name) => [name, brief(name, 40)] as const)];
  return (
    <>
      {layout.uses.length > 1 && (
        <Choice
          label={t`Use it as`}
          value={choice.use}
          options={layout.uses.map((use) => ({ value: use, label: USE[use] }))}
          onChange={(use) => change({ use })}
        />
      )}
      <fieldset className="import-columns">
        <legend>{t`Which column is what`}</legend>
        {ROLES_OF[choice.use].map((role) => (
          <Select
            key={role}
            label={roleName(choice.use, role)}
            value={choice.columns[role] ?? NONE}
            options={options}
            onChange={(column) => setColumn(role, column)}
          />
        ))}
      </fieldset>
      {(choice.use === 'pairs' || choice.use === 'classes') && (
        <Choice
          label={t`Train and test`}
          value={choice.split}
          options={(['given', 'group', 'hash'] as const).map((value) => ({
            value,
            label: (choice.use === 'pairs' ? SPLIT : CLASS_SPLIT)[value],
          }))}
          onChange={(split) => change({ split })}
        />
      )}
      {choice.use !== 'items' && choice.columns.prompt !== undefined && <PromptChoice column={choice.columns.prompt} way={choice.prompt} />}
    </>
  );
}

/** What becomes of the prompt, and what the choice means for what is read. */
function PromptChoice({ column, way }: { readonly column: string; readonly way: PromptWay }) {
  const name = <bdi>{brief(column, 40)}</bdi>;
  return (
    <>
      <Choice
        label={t`The prompt`}
        value={way}
        options={PROMPT.map(([value, label, title]) => ({ value, label, title }))}
        onChange={(prompt) => change({ prompt })}
      />
      {way === 'apart' && (
        <p
          className="quiet-line"
          data-testid="import-prompt"
        >{rich`Each text is read as an answer to the “${name}” of its row. “Left out” reads the texts by themselves.`}</p>
      )}
    </>
  );
}
