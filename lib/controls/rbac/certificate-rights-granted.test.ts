import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { certificateRightsGranted } from './certificate-rights-granted.ts';

controlTester(certificateRightsGranted, riskFamilyCases(certificateRightsGranted));
