// aws: about to come.
import { ToolError, type Tool } from './tool.ts';

export const aws: Tool = () => Promise.reject(new ToolError('aws: a stand-in that knows nothing yet'));
