#!/bin/sh
# Makes the company's databases, their tables and their roles; PostgreSQL's image runs it once, while its volume is empty.
set -eu

run() { psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" "$@"; }
password() { printf "ALTER ROLE :\"role\" PASSWORD :'password';\n" | run --set=role="$1" --set=password="$2" --dbname=postgres; }

run --dbname=postgres --file=/loupe/roles.sql --file=/loupe/monitor.sql
run --dbname=shop --file=/loupe/shop.sql
run --dbname=mes --file=/loupe/mes.sql
for role in shop crm mes accounting; do password "$role" "$DB_PASSWORD"; done
password loupe_monitor "$DB_MONITOR_PASSWORD"
