import type { BambooSwitches } from './account.ts';

type Language = 'en' | 'es' | 'pt';

/**
 * Codes of two letters and a number, and their meanings, are Bamboo's (Error Codes and descriptions). The validators are
 * named as in the Payouts API; the codes in capitals are assumed.
 */
const messages = {
  UNAUTHORIZED: {
    en: 'Authentication failure.',
    es: 'Error de autenticación.',
    pt: 'Falha de autenticação.',
  },
  MALFORMED_REQUEST: {
    en: 'The request is malformed.',
    es: 'La solicitud está mal formada.',
    pt: 'A solicitação está malformada.',
  },
  NOT_FOUND: {
    en: 'The resource was not found.',
    es: 'No se encontró el recurso.',
    pt: 'O recurso não foi encontrado.',
  },
  METHOD_NOT_ALLOWED: {
    en: 'The method is not allowed.',
    es: 'El método no está permitido.',
    pt: 'O método não é permitido.',
  },
  EqualValidator: {
    en: 'The value is not one of those allowed.',
    es: 'El valor no es uno de los permitidos.',
    pt: 'O valor não é um dos permitidos.',
  },
  GreaterThanOrEqualValidator: {
    en: 'The value must be an integer of 1 or more.',
    es: 'El valor debe ser un entero mayor o igual a 1.',
    pt: 'O valor deve ser um inteiro maior ou igual a 1.',
  },
  CS001: {
    en: 'Invalid e-mail address.',
    es: 'Correo electrónico inválido.',
    pt: 'E-mail inválido.',
  },
  CS003: {
    en: 'Invalid customer identifier.',
    es: 'Identificador de cliente inválido.',
    pt: 'Identificador de cliente inválido.',
  },
  CS005: {
    en: 'The e-mail is already registered.',
    es: 'El correo electrónico ya está registrado.',
    pt: 'O e-mail já está registrado.',
  },
  CS007: {
    en: 'Invalid customer document number.',
    es: 'Número de documento inválido.',
    pt: 'Número de documento inválido.',
  },
  CS008: {
    en: 'Invalid customer document type.',
    es: 'Tipo de documento inválido.',
    pt: 'Tipo de documento inválido.',
  },
  PR002: {
    en: 'Invalid order number.',
    es: 'Número de orden inválido.',
    pt: 'Número do pedido inválido.',
  },
  PR003: {
    en: 'Invalid amount.',
    es: 'Monto inválido.',
    pt: 'Valor inválido.',
  },
  PR004: {
    en: 'Invalid currency.',
    es: 'Moneda inválida.',
    pt: 'Moeda inválida.',
  },
  PR008: {
    en: 'The requested purchase cannot be found.',
    es: 'No se encontró la compra solicitada.',
    pt: 'A compra solicitada não foi encontrada.',
  },
  PR009: {
    en: 'The current purchase state does not allow the operation.',
    es: 'El estado actual de la compra no permite la operación.',
    pt: 'O estado atual da compra não permite a operação.',
  },
} satisfies Record<string, Record<Language, string>>;

export type Code = keyof typeof messages;

export interface Problem {
  readonly code: Code;
  /** The dotted path of the offending property; left out if the problem is not one property's. */
  readonly property?: string;
}

/** Thrown to refuse a request; becomes the answer in one place, where the caller's language is known. */
export class Refusal extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, ...problems: readonly Problem[]) {
    super(problems.map(({ code }) => code).join(', '));
    this.status = status;
    this.problems = problems;
  }
}

/** The answer a refusal becomes, in the language the `lang` header asks for; English if it is none of the three. */
export function refuse(
  { status, problems }: Refusal,
  request: Request,
  { errorItems }: Pick<BambooSwitches, 'errorItems'>,
): Response {
  const language = languageOf(request);
  const errors = problems.map(({ code, property = null }) => {
    const message = messages[code][language];
    return errorItems === 'sentences' ? message : { errorCode: code, propertyName: property, message };
  });
  return Response.json({ isSuccess: false, errors }, { status });
}

function languageOf(request: Request): Language {
  const asked = request.headers.get('lang');
  return asked === 'es' || asked === 'pt' ? asked : 'en';
}
