/** Where model files come from: `?hub=` of the address, else what the reader set in this browser, else the Hub itself. */
import { DEFAULT_HUB, parseHub } from '../hub/catalogue';
import type { Context } from './ports';

const SETTING = 'hub';

export function hubActions({ store, disk, address }: Context) {
  return {
    /** Reads address and setting, once, when the page starts. A wrong `?hub=` throws `bad-hub`, and the Hub itself stays set. */
    startHub(): void {
      const asked = new URLSearchParams(address.search).get('hub');
      store.setState({ hub: parseHub(asked ?? disk.settings.readSetting(SETTING) ?? DEFAULT_HUB) });
    },
    /** From the next load on, and on the next visit. Throws `bad-hub`. */
    setHub(text: string): void {
      const hub = parseHub(text);
      disk.settings.writeSetting(SETTING, hub === DEFAULT_HUB ? null : hub);
      store.setState({ hub });
    },
  };
}
