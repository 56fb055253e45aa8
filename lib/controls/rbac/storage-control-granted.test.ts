import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { storageControlGranted } from './storage-control-granted.ts';

controlTester(storageControlGranted, riskFamilyCases(storageControlGranted));
