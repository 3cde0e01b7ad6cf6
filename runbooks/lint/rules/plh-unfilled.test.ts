// What a template left.
import { expect, it } from 'vitest';
import { find } from '../testing/find.ts';
import { places } from '../testing/places.ts';
import { plhUnfilled } from './plh-unfilled.ts';

it.each([
  ['a name', '**On-Call Contact:** [Your Name/Email]\n', ['1']],
  ['two of one place', '**On-Call Contact:** [Your Name]\n**Escalation:** [Next Level]\n', ['1']],
  ['a table', '## Contact\n\n| Role | Contact |\n|---|---|\n| DBA | [internal] |\n', ['5']],
  ['TBD', '- Pager: TBD\n', ['1']],
  ['angle brackets', '## On-call\n\n- Primary: <name>\n', ['3']],
  ['a phone number', '- On-call phone: 555-XXX-XXXX\n', ['1']],
  ['TODO at the start', 'TODO: describe the failover\n', ['1']],
  ['a dummy address', '- Escalation: oncall@example.com\n', ['1']],
  ['a date to be', '**Escalation since:** YYYY-MM-DD\n', ['1']],
  ['a number of films', '- **Lead**: Ada (+1-555-0100)\n', ['1']],
  ['another number of films', '## Contacts\n\n- DBA: (415) 555-0142\n', ['3']],
  ['a number in a table', '| Role | Phone |\n|--|--|\n| CTO | 555-1234 |\n', ['3']],
  ['a number counted up', '- On-call: 123-456-7890\n', ['1']],
  [
    'a bracket below contact information',
    '## Contact Information\n\n- **DBA**: [Contact]\n- Slack: #db\n',
    ['3'],
  ],
  ['a number of words', '- **On-Call**: ada@acme.dev, Phone: +1-555-ONCALL\n', ['1']],
  ['a choice of tools', '### Tools\n\n- **Paging**: PagerDuty or equivalent\n', ['3']],
  ['another', '### Tools\n\n- Log aggregation: Elasticsearch/Kibana or similar\n', ['3']],
  ['a choice in a table', '| Use | Tool |\n|--|--|\n| Paging | PagerDuty or equivalent |\n', ['3']],
  ['anybody', '- Owner: Jane Doe\n', ['1']],
  ['somebody', 'Ask @someone for access.\n', ['1']],
  ['a contact section that names nobody', '## Contact\n\n- On-call: check the rotation\n', ['1-3']],
])('finds %s', (_, markdown, expected) => {
  expect(places(plhUnfilled, markdown)).toEqual(expected);
});

it.each([
  ['a link', '- Owner: [Payments](https://acme.dev/payments)\n'],
  ['a reference link', '- Owner: [Team Page]\n\n[Team Page]: https://acme.dev\n'],
  ['a check box', '- [ ] Name the contact\n- [x] Done\n'],
  ['a form of a message', '## Escalation Template\n\n- Error rate: [XX%], contact [name]\n'],
  ['a quoted message', '> Please update by [DATE]. Contact [name].\n'],
  ['a footnote', 'The owner is Ada [1].\n'],
  ['a fence', '```\nContact: [Your Name]\n```\n'],
  ['a placeholder of a command', '- Tail the logs: `docker logs <container-name>` and tell the owner\n'],
  ['a TODO list', 'Add it to the TODO list of the team.\n'],
  ['a choice', 'Run it with [options] on the host.\n'],
  ['contacts', '## Contact\n\n- On-call: #payments, +49 30 1234567\n'],
  ['a pager', '## Contact\n\n- On-call: PagerDuty\n'],
  ['a real number', '- On-call: +1 415 867 5309\n'],
  ['a status', 'It answers 555 when it is tired.\n'],
  ['a port', 'It listens on 5550100.\n'],
  ['a person', '- Owner: Jane Austen (#books)\n'],
  ['a free choice', '- Use `htop` or similar to find the process.\n'],
  ['equivalent of what is said', '- **Access**: a role that is read-only or equivalent to it\n'],
  ['a format of messages', '## Message format\n\n- Contact: [name]\n'],
  ['a vanity number', '- Vendor: +1-800-CLOUDCO\n'],
  ['a step', '1. Install: run `make` or equivalent\n'],
  ['HTML', 'Call the owner<br>and wait.\n'],
])('leaves alone: %s', (_, markdown) => {
  expect(find(plhUnfilled, markdown)).toEqual([]);
});
