/** The program: its commands, and the options that hold for all. */
import { Command } from 'commander';
import { toPrintable } from '../util/printable.ts';
import { examples } from './options.ts';
import { preferColor } from './output.ts';
import { readVersion } from './package-files.ts';

/** The program with these commands, made anew for each run; it throws where commander would end the process. */
export function createProgram(commands: readonly Command[]): Command {
  const program = new Command('zoom-scopes')
    .description('Least-privilege scopes for apps on the Zoom API: finds every call, computes the minimal scopes, compares them with what the app declares.')
    .version(readVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--color', 'colour what is printed, whatever the environment says')
    .option('--no-color', 'do not colour it')
    .hook('preAction', (command) => preferColor(command.opts<{ color?: boolean }>().color))
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.split('\n').map(toPrintable).join('\n')) })
    .addHelpText('after', examples('check', 'check services/meetings --format json', 'scan', 'operations --format json'));
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  return program;
}
