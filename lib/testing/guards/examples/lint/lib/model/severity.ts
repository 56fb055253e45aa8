export type Severity = 'high' | 'low';
