import type { RawObject } from '../raw-object.ts';
import type { Answer } from './answer.ts';
import { answer } from './answer.ts';
import type { ListPage } from './list.ts';
import type { ResourceType } from './resource-types.ts';
import { columnsFor } from './table-columns.ts';

const TABLE_TYPE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

/** Returns whether a client asks for a table before plain JSON, as `kubectl get` does. */
export function wantsTable(accept: string): boolean {
  const first = accept.split(',')[0] ?? '';
  return /as=Table/.test(first) && /v=v1(?!beta)/.test(first);
}

/** Writes a page as the table `kubectl` prints. */
export function tableOf(type: ResourceType, page: ListPage, query: URLSearchParams): Answer {
  const columns = columnsFor(type.kind);
  const columnDefinitions = columns.map((column) => ({
    name: column.name,
    type: column.type ?? 'string',
    format: column.name === 'Name' ? 'name' : '',
    description: '',
    priority: column.priority ?? 0,
  }));
  const includes = query.get('includeObject') ?? 'Metadata';
  const rows = page.items.map((object) => ({
    cells: columns.map((column) => column.cell(object)),
    ...objectPart(object, includes),
  }));
  const body = {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: page.metadata,
    columnDefinitions,
    rows,
  };
  return answer(body, TABLE_TYPE);
}

function objectPart(object: RawObject, includes: string): object {
  if (includes === 'None') return {};
  if (includes === 'Object') return { object };
  return {
    object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
  };
}
