import { describe, expect, it } from 'vitest';
import { requestInfo } from './request-info.ts';

const CASES: { name: string; method: string; url: string; ask: object }[] = [
  {
    name: 'a collection of the core group is listed',
    method: 'GET',
    url: '/api/v1/pods?limit=5',
    ask: { verb: 'list', group: '', resource: 'pods' },
  },
  {
    name: 'a collection of a namespace is listed there',
    method: 'GET',
    url: '/apis/apps/v1/namespaces/shop/deployments',
    ask: { verb: 'list', group: 'apps', resource: 'deployments', namespace: 'shop' },
  },
  {
    name: 'one object is got, by its name',
    method: 'GET',
    url: '/api/v1/namespaces/shop/pods/web-0',
    ask: { verb: 'get', group: '', resource: 'pods', namespace: 'shop', name: 'web-0' },
  },
  {
    name: 'a subresource is asked apart',
    method: 'GET',
    url: '/api/v1/namespaces/shop/pods/web-0/log',
    ask: { verb: 'get', group: '', resource: 'pods', namespace: 'shop', name: 'web-0', subresource: 'log' },
  },
  {
    name: 'a namespace is scope and name at once',
    method: 'GET',
    url: '/api/v1/namespaces/shop',
    ask: { verb: 'get', group: '', resource: 'namespaces', namespace: 'shop', name: 'shop' },
  },
  {
    name: 'all namespaces have no scope',
    method: 'GET',
    url: '/api/v1/namespaces',
    ask: { verb: 'list', group: '', resource: 'namespaces' },
  },
  {
    name: 'a watch is no list',
    method: 'GET',
    url: '/api/v1/pods?watch=1',
    ask: { verb: 'watch', group: '', resource: 'pods' },
  },
  {
    name: 'a list of one name asks for that name',
    method: 'GET',
    url: '/api/v1/pods?fieldSelector=metadata.name%3Dweb-0',
    ask: { verb: 'list', group: '', resource: 'pods', name: 'web-0' },
  },
  {
    name: 'deleting a collection has a verb of its own',
    method: 'DELETE',
    url: '/api/v1/namespaces/shop/pods',
    ask: { verb: 'deletecollection', group: '', resource: 'pods', namespace: 'shop' },
  },
  {
    name: 'a group without a resource is a path',
    method: 'GET',
    url: '/apis/apps/v1',
    ask: { verb: 'get', path: '/apis/apps/v1' },
  },
  {
    name: 'any other path is a path',
    method: 'GET',
    url: '/healthz?verbose',
    ask: { verb: 'get', path: '/healthz' },
  },
];

describe('requestInfo', () => {
  it.each(CASES)('$name', ({ method, url, ask }) => {
    expect(requestInfo(method, url, '').ask).toEqual(ask);
  });
});
