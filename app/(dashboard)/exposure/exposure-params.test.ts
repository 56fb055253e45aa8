import { describe, expect, it } from 'vitest';
import { exposureHref, loadExposureParams } from './exposure-params.ts';

describe('exposure parameters', () => {
  it('come back from the address they were written to', () => {
    const asked = {
      ...loadExposureParams({}),
      port: 10_250,
      state: 'open-door' as const,
      view: 'table' as const,
      cell: '@fd00::1:6443',
    };
    expect(loadExposureParams(new URL(exposureHref(asked), 'http://x').searchParams)).toEqual(asked);
  });

  it('drop words that are none of ours and leave defaults out', () => {
    expect(loadExposureParams({ state: 'ajar', view: 'globe', page: 'x' })).toMatchObject({
      state: null,
      view: 'matrix',
      page: 1,
    });
    expect(exposureHref(loadExposureParams({}))).toBe('/exposure');
  });
});
