// Whether values are what a declaration file says they are, member by member.
import ts from "typescript";

const OPTIONS = { strict: true, noEmit: true, skipLibCheck: false, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.esnext.disposable.d.ts"], types: [] };

/** What the compiler says of these files. */
export function diagnostics(paths) {
  const program = ts.createProgram(paths, OPTIONS);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const place = file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ` : "";
    return place + ts.flattenDiagnosticMessageText(messageText, "\n");
  });
}

/** The exports of a declaration file, and whether values are what it declares. */
export function declared(path) {
  const program = ts.createProgram([path], OPTIONS);
  const checker = program.getTypeChecker();
  const own = checker.getSymbolAtLocation(program.getSourceFile(path));
  const symbols = new Map(checker.getExportsOfModule(own).map((symbol) => [symbol.name, symbol]));
  const judge = judging(checker);
  const typeOf = (name) => checker.getTypeOfSymbol(found(symbols, name));
  const returned = (type) => checker.getSignaturesOfType(type, ts.SignatureKind.Call)[0].getReturnType();
  return {
    /** Names of the functions and classes. */
    names: [...symbols].filter(([, { flags }]) => flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)).map(([name]) => name),
    /** Names of the methods and properties that instances of a class have. */
    members: (name) => checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(found(symbols, name))).map(({ name }) => name),
    /** What differs between a value and a named type. */
    asType: (name, value) => judge(checker.getDeclaredTypeOfSymbol(found(symbols, name)), value, name),
    /** What differs between a value and what a function returns. */
    asReturned: (name, value) => judge(returned(typeOf(name)), value, name),
    /** What differs between a value and what a method returns, or a property is. */
    asMember: (name, member, value) => {
      const type = checker.getTypeOfSymbol(checker.getDeclaredTypeOfSymbol(found(symbols, name)).getProperty(member));
      const isMethod = checker.getSignaturesOfType(type, ts.SignatureKind.Call).length > 0;
      return judge(isMethod ? returned(type) : type, value, `${name}.${member}`);
    },
  };
}

function found(symbols, name) {
  const symbol = symbols.get(name);
  if (!symbol) throw new Error(`nothing of the name ${name} is exported`);
  return symbol;
}

const PRIMITIVES = [
  [ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral, (value, type) => value === type.value],
  [ts.TypeFlags.BooleanLiteral, (value, type) => value === (type.intrinsicName === "true")],
  [ts.TypeFlags.String, (value) => typeof value === "string"],
  [ts.TypeFlags.Number, (value) => typeof value === "number"],
  [ts.TypeFlags.Null, (value) => value === null],
  [ts.TypeFlags.Undefined | ts.TypeFlags.Void, (value) => value === undefined],
];

function judging(checker) {
  const told = (value) => (JSON.stringify(value) ?? String(value)).slice(0, 80);
  const differs = (type, value, at) => [`${at}: ${told(value)} is no ${checker.typeToString(type)}`];

  function judge(type, value, at) {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return [];
    if (type.isUnion()) return ofUnion(type, value, at);
    if (type.isIntersection()) return type.types.flatMap((part) => (part.flags & ts.TypeFlags.Object && typeof value !== "object" ? [] : judge(part, value, at)));
    const primitive = PRIMITIVES.find(([flags]) => type.flags & flags);
    if (primitive) return primitive[1](value, type) ? [] : differs(type, value, at);
    if (value === null || typeof value !== "object") return differs(type, value, at);
    return ofObject(type, value, at);
  }

  // The member that fits, or what keeps the nearest one from fitting.
  function ofUnion(type, value, at) {
    const isNothing = ({ flags }) => flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null);
    const parts = type.types.filter((part) => value === null || value === undefined || !isNothing(part));
    const all = parts.map((part) => judge(part, value, at));
    return all.reduce((best, own) => (own.length < best.length ? own : best));
  }

  function ofObject(type, value, at) {
    const name = type.symbol?.name;
    if (name?.endsWith("Array") && name !== "Array") return value.constructor.name === name ? [] : differs(type, value, at);
    if (checker.isArrayType(type)) {
      if (!Array.isArray(value)) return differs(type, value, at);
      const [element] = checker.getTypeArguments(type);
      return value.flatMap((item, nth) => judge(element, item, `${at}[${nth}]`));
    }
    if (checker.isTupleType(type)) {
      const elements = checker.getTypeArguments(type);
      if (!Array.isArray(value) || value.length !== elements.length) return differs(type, value, at);
      return value.flatMap((item, nth) => judge(elements[nth], item, `${at}[${nth}]`));
    }
    const known = new Map(checker.getPropertiesOfType(type).map((symbol) => [symbol.name, symbol]));
    const rest = checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
    const missing = [...known].filter(([name, symbol]) => !(name in value) && !(symbol.flags & ts.SymbolFlags.Optional)).map(([name]) => `${at}.${name} is missing`);
    const members = Object.entries(value).flatMap(([name, own]) => {
      const symbol = known.get(name);
      if (symbol) return judge(checker.getTypeOfSymbol(symbol), own, `${at}.${name}`);
      return rest ? judge(rest, own, `${at}.${name}`) : [`${at}.${name} is not declared`];
    });
    return [...missing, ...members];
  }

  return judge;
}
