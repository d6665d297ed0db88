#!/usr/bin/env bash
# Runs once, when PostgreSQL makes its database: the account under which service and worker sign in.
#
# It owns nothing and is a member of the role that may write rows and nothing else; the migration grants the rest
# (docs/decisions/0006-database-role.md). So what answers requests never holds the password of the owner.
set -euo pipefail

psql --set=ON_ERROR_STOP=1 --set=password="$(cat /run/secrets/service_password)" \
  --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
create role ntm_app nologin;
create role ntm_service login password :'password' in role ntm_app;
SQL
