import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { disruptionRightsGranted } from './disruption-rights-granted.ts';

controlTester(disruptionRightsGranted, riskFamilyCases(disruptionRightsGranted));
