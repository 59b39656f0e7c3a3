import type { Scalar } from '../../kernel/ports/document-store.js';
import type { Asked, Question } from '../../kernel/ports/question.js';
import { compare, isAmong } from '../../kernel/ports/question.js';

export type Filter = Readonly<Record<string, unknown>>;

/** A part of the answer that one index scan returns in order. */
export interface Finding {
  readonly filter: Filter;
  readonly order: Readonly<Record<string, 1 | -1>>;
}

export const fieldOf = (field: string) => (field === 'id' ? '_id' : `body.${field}`);

/**
 * The index scans that answer a query, run one after the other until there are enough documents. The part after a cursor is split into ranges
 * (the ties of its value, the rest of its type, the types after that), each of them one range of an index: for a union the
 * planner might sort the whole collection.
 */
export function findings({ conditions, sort, after }: Question): readonly Finding[] {
  if (asksNothing(conditions)) return [];
  const field = fieldOf(sort.field);
  const order = { [field]: sort.ascending ? 1 : -1, _id: sort.ascending ? 1 : -1 } as const;
  const asked = partsOf(conditions);
  const beyondId = { _id: { [sort.ascending ? '$gt' : '$lt']: after?.id } };
  if (!after) return [{ filter: all(asked), order }];
  if (sort.field === 'id') return [{ filter: all([...asked, beyondId]), order }];
  const ties: Filter = { [field]: { $eq: after.value }, ...beyondId };
  return [ties, ...beyond(field, conditions.get(sort.field), after.value, sort.ascending)].map((range) => ({
    filter: all([...asked, range]),
    order,
  }));
}

/** Null where nothing can be found. */
export function matching(conditions: Question['conditions']): Filter | null {
  return asksNothing(conditions) ? null : all(partsOf(conditions));
}

/**
 * MongoDB's own order: missing, numbers, text, booleans. Only a field that holds both booleans and numbers is sorted differently
 * by another store.
 */
const types = [null, 'number', 'string', 'bool'] as const;

function rank(value: Scalar): number {
  if (value === null) return 0;
  return types.indexOf(typeof value === 'boolean' ? 'bool' : (typeof value as 'number' | 'string'));
}

function beyond(field: string, condition: Asked | undefined, value: Scalar, ascending: boolean): readonly Filter[] {
  if (isAmong(condition)) {
    const later = condition.among.filter((other) => {
      const order = rank(other) - rank(value) || compare(other, value);
      return ascending ? order > 0 : order < 0;
    });
    return later.length > 0 ? [{ [field]: { $in: later } }] : [];
  }
  const own = rank(value);
  const ofItsType = own === 0 ? [] : [{ [field]: { [ascending ? '$gt' : '$lt']: value } }];
  // A range has one type, which is the cursor's type unless the query was changed.
  const bound = condition?.from ?? condition?.to;
  if (bound && rank(bound.value) === own) return ofItsType;
  const laterTypes = types.filter((type, other) => type !== null && (ascending ? other > own : other < own));
  return [
    ...ofItsType,
    ...(laterTypes.length > 0 ? [{ [field]: { $type: laterTypes } }] : []),
    ...(!ascending && own > 0 && !bound ? [{ [field]: { $eq: null } }] : []),
  ];
}

function partsOf(conditions: Question['conditions']): readonly Filter[] {
  return [...[...conditions].map(([field, condition]) => ({ [fieldOf(field)]: held(condition) })), notRemoved];
}

const notRemoved: Filter = { removedAt: { $exists: false } };

/** MongoDB reads as the port does: null finds what is missing too, and a range stays within the type of its bounds. */
function held(condition: Asked): Filter {
  if (isAmong(condition)) {
    return condition.among.length === 1 ? { $eq: condition.among[0] } : { $in: condition.among };
  }
  const { from, to } = condition;
  return {
    ...(from && { [from.inclusive ? '$gte' : '$gt']: from.value }),
    ...(to && { [to.inclusive ? '$lte' : '$lt']: to.value }),
  };
}

function all(parts: readonly Filter[]): Filter {
  if (parts.length === 0) return {};
  return parts.length === 1 ? parts[0]! : { $and: parts };
}

const asksNothing = (conditions: Question['conditions']): boolean =>
  [...conditions.values()].some((condition) => isAmong(condition) && condition.among.length === 0);
