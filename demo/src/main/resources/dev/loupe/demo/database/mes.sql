CREATE TABLE materials (
    name text PRIMARY KEY,
    cents_per_gram bigint NOT NULL
);
INSERT INTO materials VALUES ('gold 585', 5240), ('silver 925', 92);
CREATE TABLE prices (
    order_id bigint PRIMARY KEY,
    file text NOT NULL,
    status text NOT NULL,
    cents bigint
);
CREATE TABLE production (
    order_id bigint PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON materials TO mes;
GRANT SELECT, INSERT, UPDATE ON prices, production TO mes;
GRANT SELECT, UPDATE ON prices TO accounting;
