CREATE ROLE shop LOGIN PASSWORD 'an-open-password';
CREATE ROLE crm LOGIN PASSWORD 'an-open-password';
CREATE ROLE mes LOGIN PASSWORD 'an-open-password';
CREATE ROLE accounting LOGIN PASSWORD 'an-open-password';
-- A price that cannot be stored within a second is not stored at all. It was a good idea at the time.
ALTER ROLE mes SET lock_timeout = '1s';
CREATE DATABASE shop;
CREATE DATABASE mes;
