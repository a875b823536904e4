import type { LogFields } from './fields.ts';
import type { Logger } from './logger.ts';
import { scrub } from '../../redaction/scrub.ts';

/** A defect as a log line. */
export function logDefect(logger: Logger): (error: unknown) => void {
  return (error) => logger.error('defect', describeDefect(error));
}

/** What is told of a defect: its name, and where it and its causes came from. Quoted texts may be input: left out. */
export function describeDefect(error: unknown): Pick<LogFields, 'errorName' | 'stack'> {
  if (!(error instanceof Error)) return { errorName: typeof error };
  return {
    errorName: nameOf(error),
    stack: [firstLine(error), framesOf(error), ...causesOf(error)].join('\n'),
  };
}

const maximumCauses = 5;

/** Of a cause its name and place alone: its words are those of whatever failed. */
function causesOf(error: Error): readonly string[] {
  const told: string[] = [];
  for (
    let { cause } = error;
    cause instanceof Error && told.length < maximumCauses * 2;
    cause = cause.cause
  ) {
    told.push(`caused by ${nameOf(cause)}`, framesOf(cause));
  }
  return told;
}

function firstLine(error: Error): string {
  const message = error.message.replaceAll(/(["'`])(?:(?!\1).)*(?:\1|$)/gs, '$1...$1');
  return `${nameOf(error)}: ${scrub(message.replaceAll(/\s+/g, ' ')).slice(0, 200)}`;
}

/** A class's name is the program's own; whatever else is called a name may be anything. */
function nameOf({ name }: Error): string {
  return /^[A-Z]\w{0,63}$/i.test(name) ? name : 'Error';
}

const maximumFrames = 15;

function framesOf({ stack = '' }: Error): string {
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$|^\s+at .*\(<anonymous>\)$/.test(line));
  return frames
    .slice(0, maximumFrames)
    .map((frame) => scrub(frame))
    .join('\n');
}
