import { describe, expect, it } from 'vitest';
import { connectionFailure, CutOffError, SilenceError } from './connection-failure.ts';

function coded(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

describe('connectionFailure', () => {
  it.each([
    { name: 'an unknown host', error: coded('ENOTFOUND'), code: 'name-not-resolved', reason: 'unreachable' },
    {
      name: 'a resolver that is down',
      error: coded('EAI_AGAIN'),
      code: 'name-not-resolved',
      reason: 'unreachable',
    },
    { name: 'a closed port', error: coded('ECONNREFUSED'), code: 'refused', reason: 'unreachable' },
    { name: 'a lost route', error: coded('EHOSTUNREACH'), code: 'unreachable', reason: 'unreachable' },
    { name: 'a connect that took too long', error: coded('ETIMEDOUT'), code: 'timed-out', reason: 'timeout' },
    { name: 'silence', error: new SilenceError('no answer'), code: 'timed-out', reason: 'timeout' },
    { name: 'a cut', error: new CutOffError('cut'), code: 'unreachable', reason: 'truncated' },
    {
      name: 'a server that wants a client certificate',
      error: coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'),
      code: 'unauthorized',
      reason: 'unauthorized',
    },
    {
      name: 'the same while still writing',
      error: coded(
        'EPROTO',
        'write EPROTO 1:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required',
      ),
      code: 'unauthorized',
      reason: 'unauthorized',
    },
    {
      name: 'several addresses that all refuse',
      error: new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]),
      code: 'refused',
      reason: 'unreachable',
    },
    {
      name: 'a compressed answer that is none',
      error: coded('Z_DATA_ERROR'),
      code: 'unreachable',
      reason: 'malformed',
    },
    { name: 'what is no error at all', error: 'text', code: 'unreachable', reason: 'unreachable' },
  ])('names $name', ({ error, code, reason }) => {
    expect(connectionFailure(error)).toMatchObject({ code, reason });
  });
});
