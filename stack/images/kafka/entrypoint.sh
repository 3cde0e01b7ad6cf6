#!/bin/sh
# Formats the storage when there is none, then is the broker. Locks of a killed one are the kernel's and gone with it.
set -eu
config=${KAFKA_CONFIG:-/etc/kafka/server.properties}
cluster=Z2FtZWRheS1rYWZrYS0wMQ
value() { sed -n "s/^$1=//p" "$config" | tail -n 1; }
folder=$(value log.dirs)
folder=${folder:-/tmp/kafka-logs}
if [ ! -s "$folder/meta.properties" ]; then
  mkdir -p "$folder"
  if [ "$(value node.id)" = 1 ] && [ -d /opt/kafka/formatted ]; then
    # As StorageTool leaves it for node 1; starting Java for that takes longer than the rest of the start.
    cp /opt/kafka/formatted/bootstrap.checkpoint "$folder/"
    # Last, since its presence says that the storage is there.
    cp /opt/kafka/formatted/meta.properties "$folder/"
  else
    sh /opt/kafka/java.sh kafka.tools.StorageTool format -t "$cluster" -c "$config"
  fi
fi
exec sh /opt/kafka/java.sh kafka.Kafka "$config"
