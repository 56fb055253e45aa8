import { MalformedQuestion } from '#lib/cli/malformed-question.ts';
import type { AccessQuestion, FieldRequirement, UserInfo } from '#lib/analysis/rbac/access-question.ts';

export interface ReviewQuestion {
  readonly user: UserInfo;
  readonly ask: AccessQuestion;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns the question of a SubjectAccessReview's `spec` (or of a whole review) as the server would put it to its
 * authorizers: nothing is added to the groups, nothing is looked up. Throws MalformedQuestion.
 */
export function questionOfSpec(line: string): ReviewQuestion {
  const read = fieldsOf(parsed(line), 'the question');
  const spec = read['spec'] === undefined ? read : fieldsOf(read['spec'], 'spec');
  const groups = spec['groups'] ?? [];
  if (!Array.isArray(groups) || !groups.every((group) => typeof group === 'string'))
    throw new MalformedQuestion('groups is no list of texts');
  return { user: { name: textAt(spec, 'user'), groups }, ask: askOf(spec) };
}

function askOf(spec: Fields): AccessQuestion {
  const resource = spec['resourceAttributes'] ?? undefined;
  const path = spec['nonResourceAttributes'] ?? undefined;
  if ((resource === undefined) === (path === undefined))
    throw new MalformedQuestion('exactly one of resourceAttributes and nonResourceAttributes is needed');
  if (path !== undefined) {
    const asked = fieldsOf(path, 'nonResourceAttributes');
    return { verb: textAt(asked, 'verb'), path: textAt(asked, 'path') };
  }
  const asked = fieldsOf(resource, 'resourceAttributes');
  const fields = requirementsOf(asked['fieldSelector']);
  return {
    verb: textAt(asked, 'verb'),
    group: textAt(asked, 'group'),
    resource: textAt(asked, 'resource'),
    subresource: textAt(asked, 'subresource'),
    name: textAt(asked, 'name'),
    namespace: textAt(asked, 'namespace'),
    ...(fields.length === 0 ? {} : { fields }),
  };
}

/** Only what narrows a list to one value can make a difference to an authorizer. */
function requirementsOf(selector: unknown): FieldRequirement[] {
  if (selector === undefined || selector === null) return [];
  const { rawSelector, requirements } = fieldsOf(selector, 'fieldSelector');
  if (typeof rawSelector === 'string') return rawSelector.split(',').flatMap(requirementOfTerm);
  return Array.isArray(requirements) ? requirements.flatMap(requirementOf) : [];
}

function requirementOfTerm(term: string): FieldRequirement[] {
  const [, field, value] = /^([^=!]+)==?([^=]*)$/.exec(term) ?? [];
  return field === undefined || value === undefined ? [] : [{ field, value }];
}

function requirementOf(requirement: unknown): FieldRequirement[] {
  const { key, operator, values } = fieldsOf(requirement, 'a requirement');
  const [value, ...more] = Array.isArray(values) ? (values as unknown[]) : [];
  const isEquals = operator === 'In' && more.length === 0;
  return isEquals && typeof key === 'string' && typeof value === 'string' ? [{ field: key, value }] : [];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new MalformedQuestion('the line is no JSON');
  }
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MalformedQuestion(`${what} is no object`);
  return value as Fields;
}

function textAt(fields: Fields, name: string): string {
  const value = fields[name] ?? '';
  if (typeof value !== 'string') throw new MalformedQuestion(`${name} is no text`);
  return value;
}
