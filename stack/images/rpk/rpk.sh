#!/bin/sh
# rpk as runbooks call it.
exec node /opt/rpk/rpk.mjs "$@"
