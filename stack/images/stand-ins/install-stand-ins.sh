#!/bin/sh
# Puts the stand-ins on PATH, each under its tool's name, where the image hasn't the tool itself.
set -eu
chmod 755 /opt/stand-ins/stand-in.sh
for tool in aws helm kubectl mail scp sendmail ssh sudo supervisorctl systemctl; do
  command -v "$tool" >/dev/null || ln -s /opt/stand-ins/stand-in.sh "/usr/local/bin/$tool"
done
# Debian's own `service` is in every image, and knows the container's start scripts, not the system's services.
ln -s /opt/stand-ins/stand-in.sh /usr/local/bin/service
# Written to by everybody, since `sudo -u somebody` calls them too; read by root alone, since arguments may hold secrets.
mkdir -p /var/log/gameday
touch /var/log/gameday/stand-ins.ndjson
chmod 622 /var/log/gameday/stand-ins.ndjson
mkdir -p /srv/hosts /srv/aws/s3
