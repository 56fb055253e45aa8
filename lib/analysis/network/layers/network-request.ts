import { fieldsOf, textOf, textsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import { text, type Text } from '#lib/model/text.ts';
import { parseJson } from './parse-json.ts';

/** One network that a pod asks for beside its primary one (MN-5). */
export interface NetworkRequest {
  readonly namespace: string;
  readonly name: string;
  /** Null where the next free `net1`, `net2` … is taken. */
  readonly interfaceName: string | null;
  /** Addresses the pod wants to have there, with or without their prefix length. */
  readonly addresses: readonly string[];
}

export interface NetworkRequests {
  readonly requests: readonly NetworkRequest[];
  /** Why the annotation, or a part of it, cannot be read; null where all of it can. */
  readonly problem: Text | null;
}

const SHORT_FORM = /^(?:([a-z0-9-]+)\/)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?:@([\w.-]{1,15}))?$/;

/** Returns the networks that an annotation names: a list `ns/name@interface, …`, or JSON. */
export function parseNetworkRequests(annotation: string, namespace: string): NetworkRequests {
  const written = annotation.trim();
  if (written === '') return { requests: [], problem: null };
  return /^[[{]/.test(written) ? fromJson(written, namespace) : fromList(written, namespace);
}

function fromList(written: string, namespace: string): NetworkRequests {
  const requests: NetworkRequest[] = [];
  const bad: string[] = [];
  for (const item of written.split(',')) {
    const match = SHORT_FORM.exec(item.trim());
    if (match === null) {
      bad.push(item.trim());
      continue;
    }
    const [, given, name = '', interfaceName = null] = match;
    requests.push({ namespace: given ?? namespace, name, interfaceName, addresses: [] });
  }
  return { requests, problem: bad.length === 0 ? null : notANetwork(bad.join(', ')) };
}

function fromJson(written: string, namespace: string): NetworkRequests {
  const parsed = parseJson(written);
  if (parsed === undefined || !Array.isArray(parsed)) return { requests: [], problem: NOT_JSON };
  const items = parsed.map(fieldsOf);
  const requests = items.flatMap((item): NetworkRequest[] => {
    const name = textOf(item['name']);
    if (name === '') return [];
    return [
      {
        namespace: textOf(item['namespace']) || namespace,
        name,
        interfaceName: textOf(item['interface']) || null,
        addresses: textsOf(item['ips']),
      },
    ];
  });
  return { requests, problem: requests.length === items.length ? null : notANetwork('{}') };
}

function notANetwork(what: string): Text {
  return text(
    `The annotation k8s.v1.cni.cncf.io/networks names no network with "${what}".`,
    `注解 k8s.v1.cni.cncf.io/networks 中的“${what}”没有指明任何网络。`,
  );
}

const NOT_JSON = text(
  'The annotation k8s.v1.cni.cncf.io/networks looks like JSON and is no list of networks.',
  '注解 k8s.v1.cni.cncf.io/networks 看似 JSON，但不是网络列表。',
);
