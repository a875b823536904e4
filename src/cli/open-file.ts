import { FileInUseError } from '../telemetry/audit/lock.ts';
import { cannotBeWritten } from '../config/check-files.ts';
import { ConfigError } from '../config/mistake.ts';

const inUse = 'is already in use by another process; give each process its own file.';

/** Opens what `checkFiles` found usable, which may have changed since, or be something else. */
export function openFile<Opened>(setting: string, open: () => Opened): Opened {
  try {
    return open();
  } catch (error) {
    if (error instanceof FileInUseError) throw new ConfigError([{ path: setting, message: inUse }]);
    const { message, code = message } = error as NodeJS.ErrnoException;
    const why = code === 'ERR_SQLITE_ERROR' ? message : code;
    throw new ConfigError([{ path: setting, message: cannotBeWritten(why) }]);
  }
}
