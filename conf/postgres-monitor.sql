-- The role of Loupe's database monitor. PostgreSQL 12 to 18. Run it as a superuser (or, since 16, as a role with CREATEROLE and
-- ADMIN of pg_monitor), once for each server; then set its password in psql:
--
--   psql -f postgres-monitor.sql
--   \password loupe_monitor
--
-- and give user and password to the monitor of each database (postgres: monitor: in the configuration).

CREATE ROLE loupe_monitor LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 20;

-- All that it needs: what other sessions do and wait for, the figures of pg_stat_*, pg_stat_statements if it is installed.
-- It reads no table and no row.
GRANT pg_monitor TO loupe_monitor;

-- A second belt: the monitor sets these for its own sessions, too. Whoever else logs in as this role has them as well.
ALTER ROLE loupe_monitor SET default_transaction_read_only = on;
ALTER ROLE loupe_monitor SET statement_timeout = '5s';
ALTER ROLE loupe_monitor SET lock_timeout = '2s';
ALTER ROLE loupe_monitor SET idle_in_transaction_session_timeout = '10s';

-- Nothing else is needed for figures and for lock blame. Monitors of several processes find each other's transactions by
-- LISTEN and NOTIFY, which need no right beyond CONNECT (every role has that, unless it was revoked from PUBLIC):
--
--   GRANT CONNECT ON DATABASE shop TO loupe_monitor;

-- Optional, only for plans of slow statements (monitor.plans.enabled): EXPLAIN checks the rights of the statement that it
-- explains, though it never runs it. So the monitor's role needs SELECT on the tables for plans of queries. Plans of INSERT,
-- UPDATE and DELETE would need those rights, too: leave them out, and such statements have no plan, which is said.
-- In the database, as the tables' owner or a superuser:
--
--   GRANT USAGE ON SCHEMA public TO loupe_monitor;
--   GRANT SELECT ON ALL TABLES IN SCHEMA public TO loupe_monitor;
--   ALTER DEFAULT PRIVILEGES FOR ROLE shop IN SCHEMA public GRANT SELECT ON TABLES TO loupe_monitor;
