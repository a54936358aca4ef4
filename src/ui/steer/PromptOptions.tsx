/** The prompts of a set to choose from, by the names of their situations. */
import { namedWithNote } from '../../experiment/shipped';
import type { ScenarioSet } from '../../formats/scenario-set';
import { brief } from '../parts/format';

export const PromptOptions = ({ prompts, scenarios }: Pick<ScenarioSet, 'prompts' | 'scenarios'>) =>
  prompts.map(({ id, scenario }) => (
    <option key={id} value={id}>
      {brief(namedWithNote(scenarios.find((one) => one.id === scenario) ?? { id: scenario, title: scenario }), 60)}
    </option>
  ));
