/**
 * Keys of servers, as long as the page is open: in this closure and nowhere else, so that no state, file, link or log can hold one. A key
 * belongs to the host that it was first used for: typed for one server, it is not sent to another.
 */
import { checkedEndpoint, hostOf, type Endpoint } from '../endpoint/address';
import { LabError } from '../error';
import { t } from '../language/t';

export interface EndpointKeys {
  /** As it was just typed; '' takes it away. `id`: which source it is for. */
  hold(id: string, key: string): void;
  /** What is asked. Throws as `checkedEndpoint`, and `endpoint-key` where the key was used for another host. */
  endpointOf(id: string, of: Pick<Endpoint, 'base' | 'model'>): Endpoint;
}

export function endpointKeys(): EndpointKeys {
  const held = new Map<string, { key: string; host: string | null }>();
  return {
    hold(id, key) {
      if (key === '') held.delete(id);
      else held.set(id, { key, host: null });
    },
    endpointOf(id, { base, model }) {
      const own = held.get(id);
      const endpoint = checkedEndpoint({ base, model, key: own?.key ?? '' });
      const host = hostOf(endpoint);
      if (!own) return endpoint;
      if (own.host !== null && own.host !== host) {
        throw new LabError(
          'endpoint-key',
          t`The key was typed for ${own.host}, and this address is ${host}: the key was not sent.`,
          t`Type the key that belongs to ${host}, or none.`,
        );
      }
      own.host = host;
      return endpoint;
    },
  };
}
