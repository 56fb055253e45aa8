import { boundaryRules } from './boundary-rules.ts';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: boundaryRules,
  options: {
    // Under TypeScript 7 the default parser overlooks type imports and still exits 0.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^lib/generated/'] },
    exclude: { path: ['^\\.next/', '^lib/testing/guards/examples/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
