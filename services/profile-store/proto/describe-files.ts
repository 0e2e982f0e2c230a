import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import {
  type DescriptorProtoSchema,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  type FieldDescriptorProtoSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt';
import protobuf from 'protobufjs';

/** Parses .proto files into descriptors like protoc's, without features that these files do not use, such as maps and nested messages. Each package is one file. */
export function describeFiles(folder: string, names: readonly string[]): FileDescriptorProto[] {
  const root = new protobuf.Root();
  root.resolvePath = (_, name) => join(folder, name);
  root.loadSync([...names], { keepCase: true }).resolveAll();
  return names.map((name) => {
    const { package: packageName = '', imports = [] } = protobuf.parse(readFileSync(join(folder, name), 'utf8'));
    const types = (root.lookup(packageName) as protobuf.Namespace).nestedArray;
    return create(FileDescriptorProtoSchema, {
      name,
      package: packageName,
      syntax: 'proto3',
      dependency: imports,
      messageType: types.filter((type) => type instanceof protobuf.Type).map(message),
      enumType: types
        .filter((type) => type instanceof protobuf.Enum)
        .map((type) => ({
          name: type.name,
          value: Object.entries(type.values).map(([value, number]) => ({ name: value, number })),
        })),
      service: types
        .filter((type) => type instanceof protobuf.Service)
        .map(({ name: service, methodsArray }) => ({ name: service, method: methodsArray.map(method) })),
    });
  });
}

function message({ name, fieldsArray, oneofsArray }: protobuf.Type): MessageInitShape<typeof DescriptorProtoSchema> {
  const oneofs = oneofsArray.map((oneof) => oneof.name);
  return {
    name,
    field: fieldsArray.map((one) => field(one, oneofs)),
    oneofDecl: oneofs.map((oneof) => ({ name: oneof })),
  };
}

function field(given: protobuf.Field, oneofs: readonly string[]): MessageInitShape<typeof FieldDescriptorProtoSchema> {
  const { name, id, repeated, type, resolvedType, partOf } = given;
  return {
    name,
    jsonName: protoCamelCase(name),
    number: id,
    label: repeated ? FieldDescriptorProto_Label.REPEATED : FieldDescriptorProto_Label.OPTIONAL,
    ...(resolvedType === null
      ? { type: scalar(type) }
      : { type: kindOf(resolvedType), typeName: resolvedType.fullName }),
    ...(partOf && { oneofIndex: oneofs.indexOf(partOf.name), proto3Optional: true }),
  };
}

function kindOf(type: protobuf.ReflectionObject): FieldDescriptorProto_Type {
  return type instanceof protobuf.Enum ? FieldDescriptorProto_Type.ENUM : FieldDescriptorProto_Type.MESSAGE;
}

function scalar(type: string): FieldDescriptorProto_Type {
  return FieldDescriptorProto_Type[type.toUpperCase() as keyof typeof FieldDescriptorProto_Type];
}

function method({ name, resolvedRequestType, resolvedResponseType }: protobuf.Method) {
  return { name, inputType: resolvedRequestType?.fullName ?? '', outputType: resolvedResponseType?.fullName ?? '' };
}
