const operators = ['==', '!=', '=lt=', '=le=', '=gt=', '=ge=', '=regex=', '=in=', '=out='] as const;

export type Operator = (typeof operators)[number];

export interface Comparison {
  readonly kind: 'comparison';
  readonly field: string;
  readonly operator: Operator;
  /** At least one; more than one only with `=in=` and `=out=`. */
  readonly values: readonly string[];
}

export type Expression = Comparison | { readonly kind: 'and' | 'or'; readonly terms: readonly Expression[] };

/** A search that is no RSQL, or RSQL that the vendor does not allow. */
export class RsqlError extends Error {
  override readonly name = 'RsqlError';
}

const lexemes = ['operator', 'quoted', 'plain', 'mark'] as const;

interface Token {
  readonly kind: (typeof lexemes)[number] | 'end';
  readonly text: string;
}

interface Tokens {
  readonly peek: () => Token;
  readonly take: () => Token;
  /** Takes the next token if it is this mark, and says whether it was. */
  readonly skip: (mark: string) => boolean;
}

const lexeme =
  /(?<operator>==|!=|=[a-z]+=)|(?<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<plain>[^\s"'();,=!~<>]+)|(?<mark>[();,])/suy;

const deepest = 200;

/** Reads a search: `;` is AND and binds tighter than `,`, which is OR; parentheses group. Throws `RsqlError`. */
export function parseRsql(text: string): Expression {
  const tokens = reader(tokenize(text));
  const expression = alternatives(tokens, 0);
  if (tokens.peek().kind !== 'end') throw unexpected(tokens.peek());
  return expression;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let position = 0; position < text.length;) {
    lexeme.lastIndex = position;
    const groups = lexeme.exec(text)?.groups;
    const kind = lexemes.find((name) => groups?.[name] !== undefined);
    const lexed = kind && groups?.[kind];
    if (!lexed) throw new RsqlError(`unexpected character at ${position}`);
    tokens.push({ kind, text: lexed });
    position += lexed.length;
  }
  return tokens;
}

function reader(tokens: readonly Token[]): Tokens {
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: 'end of search' };
  const take = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const skip = (mark: string): boolean => {
    const found = peek().kind === 'mark' && peek().text === mark;
    if (found) position += 1;
    return found;
  };
  return { peek, take, skip };
}

function alternatives(tokens: Tokens, depth: number): Expression {
  const terms = [conjunction(tokens, depth)];
  while (tokens.skip(',')) terms.push(conjunction(tokens, depth));
  return joined('or', terms);
}

function conjunction(tokens: Tokens, depth: number): Expression {
  const terms = [constraint(tokens, depth)];
  while (tokens.skip(';')) terms.push(constraint(tokens, depth));
  return joined('and', terms);
}

function joined(kind: 'and' | 'or', terms: readonly Expression[]): Expression {
  const [only, ...others] = terms;
  return only && others.length === 0 ? only : { kind, terms };
}

function constraint(tokens: Tokens, depth: number): Expression {
  if (!tokens.skip('(')) return comparison(tokens);
  if (depth === deepest) throw new RsqlError('too deeply nested');
  const inner = alternatives(tokens, depth + 1);
  close(tokens);
  return inner;
}

function comparison(tokens: Tokens): Comparison {
  const field = tokens.take();
  if (field.kind !== 'plain') throw unexpected(field);
  const sign = tokens.take();
  const operator = operators.find((known) => known === sign.text);
  if (sign.kind !== 'operator' || !operator) throw unexpected(sign);
  const values = operands(tokens);
  if (values.length > 1 && operator !== '=in=' && operator !== '=out=') {
    throw new RsqlError(`${operator} takes one value`);
  }
  return { kind: 'comparison', field: field.text, operator, values };
}

function operands(tokens: Tokens): string[] {
  if (!tokens.skip('(')) return [operand(tokens.take())];
  const values = [operand(tokens.take())];
  while (tokens.skip(',')) values.push(operand(tokens.take()));
  close(tokens);
  return values;
}

function operand(token: Token): string {
  if (token.kind === 'plain') return token.text;
  if (token.kind !== 'quoted') throw unexpected(token);
  return token.text.slice(1, -1).replaceAll(/\\(.)/gsu, '$1');
}

function close(tokens: Tokens): void {
  if (!tokens.skip(')')) throw unexpected(tokens.peek());
}

function unexpected(token: Token): RsqlError {
  return new RsqlError(`unexpected ${token.text}`);
}
