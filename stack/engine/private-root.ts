// The two scripts of a private engine: what starts its namespaces, and what runs as their first process.
import type { ProcessIdentity } from '../processes.ts';

export interface PrivateRootPaths {
  readonly id: string;
  /** The engine's folder; both processes write into it who they are. */
  readonly folder: string;
  /** The host's folder on which the private root is mounted; the host itself sees it empty. */
  readonly root: string;
  readonly dataFolder: string;
  /** At the same path inside, so that a socket's path means the same to the engine and to the host. */
  readonly socketFolder: string;
  readonly cgroupParent: string;
  readonly nodeBinary: string;
  readonly dnsResponder: string;
}

/** An address on the engine's own loopback, outside all of Docker's address pools. */
export const dnsAddress = '10.99.0.53';

const shellIdentity = (file: string): string => `
read -r STAT </proc/self/stat
PID=\${STAT%% *}
set -- \${STAT##*) }
echo "$PID \${20}" >"$FOLDER/${file}"
`;

/**
 * Becomes the holder: the process in the engine's network namespace whose death ends everything in it. It says who it is
 * before there is anything to end. Given a parent, it stops if that has died before its death could become a signal.
 */
export const launchScript = (folder: string, parent: ProcessIdentity | null): string => `#!/bin/bash
# Written by gameday: makes the namespaces of a private Docker Engine.
set -eu
FOLDER=${quoted(folder)}
${parent === null ? '' : `[ "$PPID" = ${parent.pid} ] || exit 1\n`}${shellIdentity('holder')}
exec unshare --net --mount --pid --uts --ipc --fork --kill-child=SIGKILL bash "$FOLDER/inside.sh"
`;

/** Runs as process 1 of new net, mount, PID, UTS and IPC namespaces; everything it mounts vanishes with them. */
export const privateRootScript = (paths: PrivateRootPaths): string => `#!/bin/bash
# Written by gameday: starts the private Docker Engine ${paths.id} in namespaces of its own.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
${Object.entries(variables(paths))
  .map(([name, value]) => `${name}=${quoted(value)}`)
  .join('\n')}
${/* /proc is still the host's here. */ shellIdentity('init')}${folders}${devices}${network}${daemons}`;

const variables = (paths: PrivateRootPaths): Readonly<Record<string, string>> => ({
  ID: paths.id,
  FOLDER: paths.folder,
  ROOT: paths.root,
  DATA: paths.dataFolder,
  SOCK: paths.socketFolder,
  CGROUP: paths.cgroupParent,
  NODE: paths.nodeBinary,
  RESPONDER: paths.dnsResponder,
  DNS: dnsAddress,
});

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const folders = `
mount -t tmpfs -o size=64m,mode=755 gameday-root "$ROOT"
cd "$ROOT"
mkdir -p usr etc dev proc sys run tmp root opt old var/lib/docker ".$SOCK"
chmod 1777 tmp
mount --bind /usr usr
mount -o remount,ro,bind usr
for folder in bin sbin lib lib32 lib64; do
  if [ -e "/$folder" ]; then ln -s "usr/$folder" "$folder"; fi
done
cp -a /etc/passwd /etc/group /etc/nsswitch.conf /etc/alternatives /etc/ld.so.cache etc/
echo "nameserver $DNS" >etc/resolv.conf
echo "127.0.0.1 localhost gameday-$ID" >etc/hosts
touch opt/node "opt/\${RESPONDER##*/}"
mount --bind "$NODE" opt/node
mount --bind "$RESPONDER" "opt/\${RESPONDER##*/}"
for file in node "\${RESPONDER##*/}"; do mount -o remount,ro,bind "opt/$file"; done
echo '{ "type": "module" }' >opt/package.json
mount --bind "$DATA" var/lib/docker
mount --bind "$SOCK" ".$SOCK"
mount -t proc proc proc
# A sysfs of its own shows this network namespace; of the host's there are only the cgroups.
mount -t sysfs -o ro sysfs sys
mount --rbind /sys/fs/cgroup sys/fs/cgroup
`;

const devices = `
mount -t tmpfs -o size=64k,mode=755 gameday-dev dev
mkdir dev/pts dev/shm dev/mqueue
mknod -m 666 dev/null c 1 3
mknod -m 666 dev/zero c 1 5
mknod -m 666 dev/full c 1 7
mknod -m 666 dev/random c 1 8
mknod -m 666 dev/urandom c 1 9
mknod -m 666 dev/tty c 5 0
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts dev/pts
mount -t tmpfs -o size=16m,mode=1777 gameday-shm dev/shm
mount -t mqueue mqueue dev/mqueue
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr
`;

const network = `
echo "gameday-$ID" >/proc/sys/kernel/hostname
ip link set lo up
ip address add "$DNS/32" dev lo
pivot_root . old
umount -l /old
cd /
rmdir old
`;

// Bash stays process 1: it reaps whoever is orphaned, which dockerd does not.
const daemons = `
ulimit -c 0
ulimit -Sn "$(ulimit -Hn | sed 's/unlimited/65536/')"
/opt/node "/opt/\${RESPONDER##*/}" "$DNS" "$SOCK/dns.jsonl" &
dockerd --data-root /var/lib/docker --exec-root /run/docker --pidfile /run/docker.pid \\
  --host "unix://$SOCK/docker.sock" --group root --cgroup-parent "$CGROUP" \\
  --exec-opt native.cgroupdriver=cgroupfs --storage-driver overlay2 \\
  --dns "$DNS" --shutdown-timeout 2 --log-level warn &
ENGINE=$!
trap 'kill -TERM "$ENGINE"' TERM
until wait "$ENGINE" || ! kill -0 "$ENGINE" 2>/dev/null; do :; done
`;
