import type { RequestListener } from 'node:http';
import { writeText } from './listener.ts';

/** Answers as the application behind a node port. */
export function nodePortPage(namespace: string, service: string): RequestListener {
  const body = `<!doctype html><title>${service}</title><h1>${service}</h1><p>${namespace}</p>\n`;
  return (_request, response) => {
    writeText(response, { body, contentType: 'text/html; charset=utf-8' });
  };
}
