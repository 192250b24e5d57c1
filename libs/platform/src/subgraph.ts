import { Injectable, type DynamicModule, type Type } from '@nestjs/common';
import {
  AbstractGraphQLDriver,
  GraphQLFederationFactory,
  GraphQLModule,
  TypeMetadataStorage,
  type GqlModuleOptions,
} from '@nestjs/graphql';
import { printSubgraphSchema } from '@apollo/subgraph';
import { isScalarType, parse, print, visit, type GraphQLSchema } from 'graphql';
import { countLists } from './lists.js';
import { sharedScalars } from './scalars.js';

/** Builds the federated schema through Nest and serves nothing: `SubgraphExecutor` runs it for both transports. */
@Injectable()
class SchemaOnlyDriver extends AbstractGraphQLDriver<GqlModuleOptions> {
  constructor(private readonly federation: GraphQLFederationFactory) {
    super();
  }

  override async generateSchema(options: GqlModuleOptions): Promise<GraphQLSchema> {
    const schema = await this.federation.generateSchema(options as Parameters<GraphQLFederationFactory['generateSchema']>[0]);
    // The federated schema is built again from text, which loses the functions of scalars.
    for (const scalar of sharedScalars) {
      const built = schema.getType(scalar.name);
      if (isScalarType(built))
        Object.assign(built, { serialize: scalar.serialize, parseValue: scalar.parseValue, parseLiteral: scalar.parseLiteral });
    }
    countLists(schema);
    return schema;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}
}

/**
 * The federated schema of one service. Only object, input, enum and union types marked with `graph` enter it
 * (`registerIn: () => graph`), and types without `registerIn` that they reach; resolvers must be providers of `module` itself.
 * `hostService` imports it; a service does not.
 */
export function subgraph({ module, graph }: { readonly module: Type; readonly graph: Type }): DynamicModule {
  return GraphQLModule.forRootAsync({
    driver: SchemaOnlyDriver,
    useFactory: () => ({
      include: [module],
      // Entities that no field answers (a stub with only added fields) are reached by no query.
      buildSchemaOptions: { includeModules: [graph], orphanedTypes: typesOf(graph) } as NonNullable<GqlModuleOptions['buildSchemaOptions']>,
      autoSchemaFile: { federation: 2 } as never,
      fieldResolverEnhancers: [],
    }),
  }) as DynamicModule;
}

function typesOf(graph: Type): Function[] {
  const own = (metadata: { target: Function; registerIn?: unknown }): boolean =>
    typeof metadata.registerIn === 'function' && (metadata.registerIn as () => unknown)() === graph;
  return TypeMetadataStorage.getObjectTypesMetadata()
    .filter(own)
    .map(({ target }) => target);
}

const ofFederation = (name: string): boolean => /^(_|federation__|link__)/.test(name);

/** A subgraph as a person reads and composition takes it: without the definitions that federation adds by itself. */
export function subgraphText(schema: GraphQLSchema): string {
  const drop = ({ name }: { name: { value: string } }): null | undefined => (ofFederation(name.value) ? null : undefined);
  return print(
    visit(parse(printSubgraphSchema(schema)), {
      DirectiveDefinition: () => null,
      ScalarTypeDefinition: drop,
      EnumTypeDefinition: drop,
      UnionTypeDefinition: drop,
      ObjectTypeDefinition: drop,
      FieldDefinition: drop,
    }),
  );
}
