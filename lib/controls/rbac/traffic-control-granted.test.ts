import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { trafficControlGranted } from './traffic-control-granted.ts';

controlTester(trafficControlGranted, riskFamilyCases(trafficControlGranted));
