// service NAME ACTION: what systemctl does with it, as on a host with systemd.
import { asksForHelp, helpText } from './help.ts';
import { systemctl } from './systemctl.ts';
import { told, ToolError, type Tool } from './tool.ts';
import { unitsOf } from './units.ts';

const actions = ['start', 'stop', 'restart', 'try-restart', 'reload', 'status'];

export const service: Tool = async (argv, world) => {
  const [name, action] = argv;
  if (asksForHelp(argv)) {
    world.print(
      helpText('service', 'Services are the Compose services of the system.', [
        `NAME ${actions.join('|')}`,
        '--status-all',
      ]),
    );
    return told;
  }
  if (name === '--status-all') {
    for (const unit of await unitsOf(world))
      world.print(` [ ${unit.state === 'active' ? '+' : '-'} ]  ${unit.name}\n`);
    return told;
  }
  if (name === undefined || action === undefined)
    throw new ToolError(
      'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]',
    );
  return systemctl([action === '--full-restart' ? 'restart' : action, name], world);
};
