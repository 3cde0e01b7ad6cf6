// The frame of every page: one self-contained file. No script, no request; readable offline, in print, on a phone, in the dark.
import { html, type Html } from './markup.ts';
import { style } from './style.ts';

/** Nothing may load, run, submit or rebase; only the page's own style is let in. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** `more`: style that this page needs beside the common one. */
export const documentText = (title: string, content: Html, more = ''): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${{ markup: style + more }}
        </style>
      </head>
      <body>
        <div class="page">${content}</div>
      </body>
    </html> `.markup;
