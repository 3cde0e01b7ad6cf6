// Has the volley over a connection.
import type { Context } from '../../core/clock.ts';
import type { Line, Talk } from './line.ts';
import { protocolNamed } from './protocols.ts';
import type { Sight } from './sight.ts';
import { ping } from './witness.ts';

export const talkVolley = (
  { contact, volley }: Sight<unknown>,
  line: Line,
  ctx: Context,
  waitMs = 5000,
): Promise<Talk> => line.talk(protocolNamed(contact.protocol ?? 'http'), volley?.ask ?? ping, waitMs, ctx);

export const volleyText = ({ volley }: Sight<unknown>, pooled: boolean): string =>
  `${volley?.bytes ?? 0} bytes over a ${pooled ? 'pooled' : 'fresh'} connection`;
