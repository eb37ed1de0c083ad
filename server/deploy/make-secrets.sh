#!/bin/sh
# Makes the secrets that compose.yaml hands out, once, beside itself. Keep wellmet_secret apart from the backups: without it they are worth less.
set -eu
cd "$(dirname "$0")"
if [ -e secrets ]; then
  echo "secrets is there already: nothing was changed" >&2
  exit 1
fi
mkdir -m 700 secrets
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
owner=$(random)
application=$(random)
printf %s "$owner" > secrets/owner_password
printf %s "$application" > secrets/application_password
printf %s "postgresql://wellmet_owner:$owner@database:5432/wellmet" > secrets/owner_url
printf %s "postgresql://wellmet:$application@database:5432/wellmet" > secrets/application_url
random > secrets/wellmet_secret
random > secrets/postgres_password
# Only root and its owner get into the folder; within containers other users have to read the files.
chmod 444 secrets/*
