import { ApiProperty, ApiSchema, type ApiPropertyOptions } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';

/**
 * Documents a body by its validators, so that the page shows what is enforced. `ApiProperty` adds a property's purpose and an example;
 * our own validators carry their JSON Schema as a constraint.
 */
export const DocumentedBody =
  (name: string) =>
  (target: Documented): void => {
    ApiSchema({ name, ...closed })(target as never);
    document(target, {});
  };

/** The same for a query, in which nothing is null. */
export const DocumentedQuery = () => (target: Documented) => document(target, { nullable: false });

function document(target: Documented, always: object): void {
  const rules = getMetadataStorage().getTargetValidationMetadatas(target as never, '', false, false);
  for (const [property, ofProperty] of Map.groupBy(rules, ({ propertyName }) => propertyName)) {
    // Our own validator says more than the others of the property.
    const schemas = [...ofProperty.map(ofTheirs), ...ofProperty.map(ofOurs)];
    const schema = Object.assign({}, ...schemas, always) as ApiPropertyOptions;
    ApiProperty(schema)(target.prototype, property);
  }
}

interface Documented {
  readonly name: string;
  readonly prototype: object;
}

/** Unknown members are refused. */
const closed = { additionalProperties: false };

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const ofTheirs = ({ name, type, constraints = [] }: Rule): object =>
  rules[name ?? type]?.(...(constraints as never[])) ?? {};

const ofOurs = ({ name, type, constraints: [schema] = [] }: Rule): object =>
  (name ?? type) in rules ? {} : ((schema as object | undefined) ?? {});

const rules: Readonly<Record<string, (...constraints: never[]) => object>> = {
  // Null means absent.
  isOptional: () => ({ required: false, nullable: true }),
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isLength: (minLength: number, maxLength: number) => ({ minLength, maxLength }),
  minLength: (minLength: number) => ({ minLength }),
  maxLength: (maxLength: number) => ({ maxLength }),
  matches: ({ source }: RegExp) => ({ pattern: source }),
  isIn: (values: readonly unknown[]) => ({ enum: values }),
};
