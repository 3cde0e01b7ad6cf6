// kubectl: about to come.
import { ToolError, type Tool } from './tool.ts';

export const kubectl: Tool = () =>
  Promise.reject(new ToolError('kubectl: a stand-in that knows nothing yet'));
