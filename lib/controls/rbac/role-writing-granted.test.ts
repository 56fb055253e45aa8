import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { roleWritingGranted } from './role-writing-granted.ts';

controlTester(roleWritingGranted, riskFamilyCases(roleWritingGranted));
