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
});
