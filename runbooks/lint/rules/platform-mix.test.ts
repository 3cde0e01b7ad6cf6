// PLATFORM-MIX: what it finds, and what it leaves alone.
import { describe, expect, it } from 'vitest';
import { bash, find } from '../testing/find.ts';
import { platformMix } from './platform-mix.ts';

const lines = (text: string) => find(platformMix, text).map((found) => parseInt(found));
const compose = bash('docker compose ps', 'docker compose logs --tail 9 api', 'docker compose restart api');
const kubernetes = ['kubectl get pods', 'kubectl describe pod api-0', 'kubectl logs api-0 --tail 9'];

describe('PLATFORM-MIX', () => {
  it.each([
    'docker exec shop-api-1 systemctl restart nginx',
    'docker compose exec api systemctl status nginx',
    'kubectl exec api-0 -- systemctl restart nginx',
    'docker exec shop-api-1 journalctl -u nginx',
  ])('finds %s', (command) => expect(lines(bash(command))).toEqual([2]));

  it('finds Kubernetes words where everything is Compose', () => {
    expect(lines(`Deploy the new version to new pods.\n\n${compose}`)).toEqual([1]);
  });

  it('finds docker where everything is Kubernetes', () => {
    expect(lines(bash(...kubernetes, 'docker logs api'))).toEqual([5]);
  });

  it.each([
    `Restart the pod/container.\n\n${compose}`,
    `On Kubernetes, scale the pods.\n\n${compose}`,
    `Restart the container.\n\n${compose}`,
    bash(...kubernetes, 'docker build -t api .', 'docker push api'),
    bash('systemctl restart docker'),
    bash('sudo journalctl -u shop -n 100'),
    'Scale the pods by hand.\n',
  ])('leaves %j', (text) => expect(lines(text)).toEqual([]));

  it.each([
    'open http://localhost:3000',
    'brew services restart redis',
    'cat key.pub | pbcopy',
    "sed -i '' 's/a/b/' /etc/shop.conf",
  ])('finds macOS beside Linux: %s', (command) =>
    expect(lines(bash('systemctl status nginx', command))).toEqual([3]),
  );

  it.each([
    bash('brew services restart redis', 'open http://localhost:3000'),
    bash('systemctl status shop', "sed -i 's/a/b/' /etc/shop.conf", "sed -i.bak -e 's/a//' /etc/shop.conf"),
    bash('kubectl get pods', 'open https://grafana.example.com'),
    bash('systemctl status nginx', 'open /tmp/report'),
    bash('systemctl status nginx', 'xdg-open http://localhost:3000'),
    bash('ssh web-1 systemctl status nginx', 'open https://grafana.example.com'),
    bash('docker exec db apt-get install less', 'brew install jq'),
    '```bash\n# Ubuntu/Debian\napt install postgresql-client\n\n# macOS\nbrew install postgresql\n```\n',
  ])('leaves macOS by itself: %j', (text) => expect(lines(text)).toEqual([]));

  it('finds Kubernetes that is named in passing', () => {
    expect(lines(`1. Scale out (in k8s: scale the replicas)\n\n${compose}`)).toEqual([1]);
  });

  it.each([
    `1. Scale out, on Kubernetes as [here](k8s.md)\n\n${compose}`,
    `1. Restart, in k8s by \`kubectl\`\n\n${compose}`,
    `1. Scale out (in k8s)\n2. Restart the k8s node\n\n${compose}`,
    `1. Read about Kubernetes\n\n${compose}`,
  ])('leaves Kubernetes that is spoken of: %j', (text) => expect(lines(text)).toEqual([]));

  const host = bash(
    'supervisorctl status',
    'supervisorctl restart api',
    'tail -n 9 /var/log/api.log',
    'supervisorctl restart web',
  );

  it.each([`Restart the pod/container.\n\n${host}`, `- Restart all containers\n\n${host}`])(
    'finds containers where the host runs everything: %j',
    (text) => expect(lines(text)).toEqual([1]),
  );

  it.each([
    `Restart the api.\n\n${host}`,
    `The docker host: restart the container.\n\n${host}`,
    `A container of water.\n\n${host}`,
    `Restart the container.\n\n${bash('supervisorctl status')}`,
  ])('leaves the host: %j', (text) => expect(lines(text)).toEqual([]));
});
