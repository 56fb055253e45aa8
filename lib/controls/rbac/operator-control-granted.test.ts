import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { operatorControlGranted } from './operator-control-granted.ts';

controlTester(operatorControlGranted, riskFamilyCases(operatorControlGranted));
