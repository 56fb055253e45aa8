import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { workloadWritingGranted } from './workload-writing-granted.ts';

controlTester(workloadWritingGranted, riskFamilyCases(workloadWritingGranted));
