import { hash } from 'node:crypto';
import { apiGroupOf, type ResourceRef } from '#lib/model/resource-ref.ts';

/**
 * Returns the 32 hex digits that name a finding across scans: control, API group (no version), kind,
 * namespace, name and the control's detail key. Never the uid, the message or an address.
 */
export function fingerprintOf(controlId: string, resource: ResourceRef, detailKey: string): string {
  const parts = [
    controlId,
    apiGroupOf(resource.apiVersion),
    resource.kind,
    resource.namespace ?? '',
    resource.name,
    detailKey,
  ];
  return hash('sha256', parts.join('\0'), 'hex').slice(0, 32);
}
