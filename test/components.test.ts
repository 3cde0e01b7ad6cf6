// docs/components.md is made from the tables themselves. To write it anew: npx vitest run test/components.test.ts -u
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { imageRecipes, type ImageRecipe } from '../stack/images/images.ts';
import { hostPackages } from '../stack/packages.ts';

const file = join(import.meta.dirname, '..', 'docs', 'components.md');

const intro = `# Components

What gameday is made of besides its npm packages. This page is generated from \`stack/images/images.ts\` and
\`stack/packages.ts\`; a test compares it.

\`gameday doctor\` prints the same for the machine it runs on, with what is there and what is missing; \`gameday images\`
builds what is missing. What is fetched or made is kept in the cache (\`$GAMEDAY_CACHE\`, else \`$XDG_CACHE_HOME/gameday\`,
else \`~/.cache/gameday\`), and gameday ends with 64 and the advice below where a component can't be had.

## Images

Always gameday's own, so that they behave alike everywhere. The tag of an image is a hash of everything it is made from:
a changed recipe is another image.
`;

const packagesIntro = `
## Packages on the machine

Looked for by their commands, whoever installed them; installed only when they are missing, on Debian, as root. Their
services are neither started nor enabled. \`engine\` is needed only where no Docker Engine is there, \`images\` only until the
images are built, \`tests\` only for \`npm test\`.
`;

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

// What differs from machine to machine is named, not printed.
const anywhere = (text: string): string =>
  text
    .replaceAll(process.version, 'v24')
    .replaceAll(process.versions.node, '24 or newer, as gameday runs under');

const imageRow = ({ name, from, source, version, up, remedy }: ImageRecipe): string =>
  row(
    `gameday/${name}`,
    from === null ? '' : `gameday/${from}`,
    source,
    version,
    `\`${up.command.join(' ')}\` shows \`${up.shows}\``,
    remedy,
  );

const page = (): string => {
  const services = [{ name: 'flash-sale-engine', folder: 'scenarios/flash-sale-engine/service' }];
  return anywhere(
    [
      intro,
      row('Image', 'Built on', 'Source', 'Version', 'Known to be up when', "Where it can't be had"),
      row('---', '---', '---', '---', '---', '---'),
      ...imageRecipes(services).map(imageRow),
      packagesIntro,
      row('Package', 'For', 'Commands', 'Why'),
      row('---', '---', '---', '---'),
      ...hostPackages.map(({ name, neededFor, commands, why }) =>
        row(name, neededFor, commands.map((command) => `\`${command}\``).join(' '), why),
      ),
    ].join('\n'),
  );
};

it('docs/components.md is up to date', async () => {
  const text = await format(page(), { ...(await resolveConfig(file)), parser: 'markdown' });
  await expect(text).toMatchFileSnapshot(file);
});
