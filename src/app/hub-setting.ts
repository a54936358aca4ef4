/** Where model files come from: `?hub=` of the address, else what the reader set in this browser, else the Hub itself. */
import { readSetting, writeSetting } from '../storage/settings';
import { DEFAULT_HUB, parseHub } from '../hub/catalogue';
import { store } from './store';

const SETTING = 'hub';

/** Reads address and setting, once, when the page starts. A wrong `?hub=` throws `bad-hub`, and the Hub itself stays set. */
export function startHub(): void {
  const asked = new URLSearchParams(location.search).get('hub');
  store.setState({ hub: parseHub(asked ?? readSetting(SETTING) ?? DEFAULT_HUB) });
}

/** From the next load on, and on the next visit. Throws `bad-hub`. */
export function setHub(text: string): void {
  const hub = parseHub(text);
  writeSetting(SETTING, hub === DEFAULT_HUB ? null : hub);
  store.setState({ hub });
}
