#!/bin/sh
# Java as all calls of this image need it: a class archive is refused when flags or class path differ from those it was made with.
classes=$(echo /opt/kafka/jars/*.jar | tr ' ' ':')
archive=/opt/kafka/classes.jsa
[ -f "$archive" ] && set -- "-XX:SharedArchiveFile=$archive" "$@"
# Small heap, the serial collector and only the first compiler: a broker for drills, started often and loaded little.
# shellcheck disable=SC2086 # options, one word each
exec /opt/java/bin/java \
  ${KAFKA_JVM_OPTS:--Xms128m -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1} \
  -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError -Djava.net.preferIPv4Stack=true \
  -Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd\'T\'HH:mm:ss.SSSXXX \
  -Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig=warn \
  -cp "$classes" "$@"
