import { readFile } from 'node:fs/promises';
import { text } from '#lib/model/text.ts';
import { parseManifests } from '#lib/objects/parse-manifests.ts';
import type { ManifestProblem, ParsedManifests } from '#lib/objects/parse-manifests.ts';
import { findManifestFiles } from './find-manifest-files.ts';
import type { FoundFile } from './find-manifest-files.ts';

/** Files whose contents are held at a time before they are parsed. */
const READ_AHEAD = 32;
/** The path that stands for standard input, and the name it has in messages. */
const STANDARD_INPUT = '-';

function unreadable(file: string, failure: string): ManifestProblem {
  return {
    reason: 'unreadable',
    file,
    line: null,
    column: null,
    message: text(`cannot be read (${failure})`, `无法读取（${failure}）`),
  };
}

async function contentOf(file: FoundFile): Promise<string | ManifestProblem> {
  if (file.failure !== null) return unreadable(file.path, file.failure);
  try {
    return await readFile(file.path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return unreadable(file.path, code);
  }
}

function append(all: ParsedManifests, more: ParsedManifests): void {
  // Not spread into push: a file may hold more objects than a call has room for arguments.
  for (const document of more.documents) all.documents.push(document);
  for (const list of more.lists) all.lists.push(list);
  for (const problem of more.problems) all.problems.push(problem);
}

/** Returns everything the paths hold; `-` is the text given as standard input. */
export async function readManifests(
  paths: readonly string[],
  stdin: string | undefined,
): Promise<ParsedManifests> {
  const all: ParsedManifests = { documents: [], lists: [], problems: [] };
  if (paths.includes(STANDARD_INPUT)) {
    if (stdin === undefined) all.problems.push(unreadable(STANDARD_INPUT, 'ENOENT'));
    else append(all, parseManifests(stdin, STANDARD_INPUT));
  }
  const files = await findManifestFiles(paths.filter((path) => path !== STANDARD_INPUT));
  for (let from = 0; from < files.length; from += READ_AHEAD) {
    const some = files.slice(from, from + READ_AHEAD);
    const contents = await Promise.all(some.map(contentOf));
    for (const [index, content] of contents.entries()) {
      const path = some[index]?.path ?? '';
      if (typeof content !== 'string') all.problems.push(content);
      else append(all, parseManifests(content, path));
    }
  }
  return all;
}
