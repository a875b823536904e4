import type { LogFields } from './fields.ts';
import type { Logger } from './logger.ts';
import { scrub } from '../../redaction/scrub.ts';

/** A defect as a log line. */
export function logDefect(logger: Logger): (error: unknown) => void {
  return (error) => logger.error('defect', describeDefect(error));
}

/** What is logged of a defect: its name, and where it and its causes came from. Quoted texts may be input: left out. */
export function describeDefect(error: unknown): Pick<LogFields, 'errorName' | 'stack'> {
  if (!(error instanceof Error)) return { errorName: typeof error };
  return {
    errorName: nameOf(error),
    stack: [firstLine(error), framesOf(error), ...causesOf(error)].join('\n'),
  };
}

const maximumCauses = 5;

/** The name and place of each cause. Its message is left out, because it may hold anything. */
function causesOf(error: Error): readonly string[] {
  const lines: string[] = [];
  for (
    let { cause } = error;
    cause instanceof Error && lines.length < maximumCauses * 2;
    cause = cause.cause
  ) {
    lines.push(`caused by ${nameOf(cause)}`, framesOf(cause));
  }
  return lines;
}

function firstLine(error: Error): string {
  const message = error.message.replaceAll(/(["'`])(?:(?!\1).)*(?:\1|$)/gs, '$1...$1');
  return `${nameOf(error)}: ${scrub(message.replaceAll(/\s+/g, ' ')).slice(0, 200)}`;
}

/** A class's name is the program's own; any other name may be anything. */
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
