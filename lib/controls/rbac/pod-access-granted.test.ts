import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { podAccessGranted } from './pod-access-granted.ts';

controlTester(podAccessGranted, riskFamilyCases(podAccessGranted));
