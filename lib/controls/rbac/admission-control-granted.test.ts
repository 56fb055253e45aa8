import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { admissionControlGranted } from './admission-control-granted.ts';

controlTester(admissionControlGranted, riskFamilyCases(admissionControlGranted));
