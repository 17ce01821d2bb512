import fc from 'fast-check';

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly pattern?: string;
}

const forms = [
  'project',
  'permit',
  'name',
  '220202',
  '2018-09-16',
  '2018-09',
  '2018-09-H1',
  '2018-09-16T09:00:00+08:00',
  '昌邑',
];
const nuisances = ["'; DROP TABLE project; --", '\0', '%_', '=1+1', '../..', '\u202e'];

/**
 * Values that the schema allows, more or less: lengths and forms are left to chance. Its strings are often of the ledger's own forms or
 * among `words`, so that a part of the inputs gets past the schemas and into the handlers.
 */
export function inputsOf(schema: JsonSchema, words: readonly string[]): fc.Arbitrary<unknown> {
  const texts = fc.oneof(
    fc.constantFrom(...forms, ...words),
    fc.constantFrom(...nuisances),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const partsOf = (part: JsonSchema) => inputsOf(part, words);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(partsOf));
  if (schema.pattern) return fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), texts);
  switch (schema.type) {
    case 'object': {
      const named = Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, partsOf(part)]),
      );
      const rest =
        typeof schema.additionalProperties === 'object'
          ? fc.dictionary(texts, partsOf(schema.additionalProperties), { maxKeys: 4 })
          : fc.constant({});
      return fc
        .tuple(fc.record(named, { requiredKeys: [...(schema.required ?? [])] }), rest)
        .map(([some, more]) => ({ ...more, ...some }));
    }
    case 'array':
      return fc.array(partsOf(schema.items ?? {}), { maxLength: 4 });
    case 'string':
      return texts;
    case 'number':
    case 'integer':
      return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(20));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}
