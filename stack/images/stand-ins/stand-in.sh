#!/bin/sh
# Every stand-in, under the name that it is called by.
exec /usr/local/bin/node /opt/stand-ins/stand-ins.mjs "${0##*/}" "$@"
