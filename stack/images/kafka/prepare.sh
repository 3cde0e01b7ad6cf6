#!/bin/sh
# Runs once, while the image is made: a formatted storage to copy, and an archive of the classes that a broker loads when
# it starts and serves a client (it halves the start). Both only save time, so the image is good without them too.
set -u
java=/opt/kafka/java.sh
config=/etc/kafka/server.properties
cluster=Z2FtZWRheS1rYWZrYS0wMQ
chmod 755 /usr/local/bin/rpk
# Without a network nobody knows this container's own name, which Kafka asks for.
echo "127.0.0.1 $(hostname)" >>/etc/hosts

/opt/java/bin/java -Xshare:dump -XX:+UseSerialGC >/dev/null || echo 'no base archive'
sh $java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn kafka.tools.StorageTool format -t $cluster -c $config || exit 0
mkdir -p /opt/kafka/formatted
cp /var/lib/kafka/meta.properties /var/lib/kafka/bootstrap.checkpoint /opt/kafka/formatted/

sh $java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -XX:ArchiveClassesAtExit=/opt/kafka/classes.jsa kafka.Kafka $config &
broker=$!
for _ in $(seq 40); do
  timeout 5 rpk cluster info >/dev/null 2>&1 && break
  kill -0 $broker || break
  sleep 0.5
done
rpk topic create training -p 2 &&
  echo value | timeout 20 rpk topic produce training -k key &&
  timeout 20 rpk topic consume training -n 1 &&
  rpk group list &&
  rpk topic delete training
kill -TERM $broker
wait $broker
rm -rf /var/lib/kafka/* /tmp/*
exit 0
