import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { isOfPrototype } from '../json-body.js';
import { takesForm } from './page-route.js';

/** The fields of a form by their names: a list for a name that came more than once. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** Forms are read on the routes of pages alone: a route of the API takes none, so no page of another site can have a browser send one there. */
export function readFormBodies(server: FastifyInstance): void {
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if (!(takesForm in request.routeOptions.config)) throw new UnsupportedMediaTypeException();
      done(null, formIn(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function formIn(bytes: Buffer): Form {
  if (!isUtf8(bytes)) throw new InvalidInput([{ field: '', message: 'must be UTF-8' }]);
  const form: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(bytes.toString())) {
    if (isOfPrototype(name)) throw new InvalidInput([{ field: name, message: 'is not a name that a field may have' }]);
    const before = form[name];
    form[name] = before === undefined ? value : [before, value].flat();
  }
  return form;
}

/** A field of one value as it was typed, blanks at both ends removed; empty where it did not come. */
export function fieldOf(form: Form | undefined, name: string): string {
  const value = form?.[name];
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
}

/** As it was typed: blanks are a part of a password. */
export const secretOf = (form: Form | undefined, name: string): string => {
  const value = form?.[name];
  return typeof value === 'string' ? value : '';
};

/** By it a form counts once, however often it is sent; null: it carries none of ours. */
export function keyOf(form: Form | undefined): string | null {
  const key = fieldOf(form, 'key');
  return /^[0-9a-f-]{36}$/.test(key) ? key : null;
}

/** The key of the form that is shown: the one that came, where it is shown again with what was wrong in it, and another where things have changed. */
export const keyFor = ({ body }: { readonly body: unknown }, hasChanged = false): string =>
  (hasChanged ? null : keyOf(body as Form | undefined)) ?? randomUUID();

/** By what was typed into it too, and by who sends it. */
export function onceOf(
  { principal }: { readonly principal: { readonly id: string } },
  form: Form | undefined,
  ...typed: readonly string[]
): string | null {
  const key = keyOf(form);
  return key === null ? null : JSON.stringify([principal.id, key, ...typed]);
}

/** All values of a field, of checkboxes for instance. */
export const valuesOf = (form: Form | undefined, name: string): readonly string[] => [form?.[name] ?? []].flat();
