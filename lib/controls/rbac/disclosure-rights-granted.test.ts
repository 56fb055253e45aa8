import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { disclosureRightsGranted } from './disclosure-rights-granted.ts';

controlTester(disclosureRightsGranted, riskFamilyCases(disclosureRightsGranted));
