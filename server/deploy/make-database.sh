#!/bin/sh
# Run once by the database's container, when its volume is empty.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres \
  -v owner_password="$(cat /run/secrets/owner_password)" -v application_password="$(cat /run/secrets/application_password)" \
  -f /make-database.sql
