// `x-admin: true`: a claim that anybody can make.
import { grouped } from '../looking/group.ts';
import { carriesCredential, requestsOf } from '../looking/http-requests.ts';
import { quoted } from '../looking/listing.ts';
import { spanOfRun } from '../looking/runs.ts';
import type { Found, LintDocument, Rule } from '../rule.ts';

const claim =
  /^\s*(x-(?:[\w-]*-)?(?:admin|is-admin|role|roles|user-role|superuser|internal|internal-request|bypass[\w-]*|authenticated|authorized|is-authenticated|debug-auth|skip-auth))\s*:\s*["']?(?:true|1|yes|on|admin|administrator|root|superuser|internal|superadmin)["']?\s*$/i;

const check = (document: LintDocument): readonly Found[] =>
  grouped(
    requestsOf(document).flatMap((request) => {
      const header = request.headers.find((one) => claim.test(one));
      if (header === undefined || carriesCredential(request)) return [];
      const text = quoted(header);
      return [
        {
          key: text.toLowerCase().replace(/\s/g, ''),
          at: spanOfRun(document, request.run),
          also: `here too ${text} is all`,
          found: { message: `"${text}" is all that says who asks: whoever reaches the address can send it` },
        },
      ];
    }),
  );

export const secHeaderauth: Rule = {
  id: 'SEC-HEADERAUTH',
  level: 'high',
  summary: 'a header such as x-admin: true as the only check',
  why: 'The runbook shows everybody who reads it how to become an administrator, and the service believes it.',
  bad: '```bash\ncurl -X POST https://orders.acme.dev/api/backups -H "x-admin: true"\n```\n',
  good: '```bash\ncurl -X POST https://orders.acme.dev/api/backups -H "Authorization: Bearer $ADMIN_TOKEN"\n```\n',
  check,
};
