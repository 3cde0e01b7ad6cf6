// Where the recipes are: beside this file in the checkout, and under stack/images of the package when this file runs from dist/.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const packageRoot = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));

export const recipes = join(packageRoot(import.meta.dirname), 'stack', 'images');
