import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { nodeControlGranted } from './node-control-granted.ts';

controlTester(nodeControlGranted, riskFamilyCases(nodeControlGranted));
