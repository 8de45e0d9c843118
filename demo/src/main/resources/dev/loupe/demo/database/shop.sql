CREATE TABLE customers (
    email text PRIMARY KEY,
    name text NOT NULL,
    address text NOT NULL
);
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 10234) PRIMARY KEY,
    customer text NOT NULL,
    email text NOT NULL REFERENCES customers,
    file text NOT NULL,
    status text NOT NULL,
    price bigint
);
CREATE INDEX ON orders (status);
CREATE TABLE order_history (
    order_id bigint NOT NULL REFERENCES orders,
    status text NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE operators (
    name text PRIMARY KEY
);
CREATE TABLE notes (
    order_id bigint NOT NULL REFERENCES orders,
    operator text NOT NULL,
    note text NOT NULL
);
CREATE TABLE approvals (
    order_id bigint PRIMARY KEY REFERENCES orders,
    operator text NOT NULL
);
CREATE TABLE statuses (
    order_id bigint PRIMARY KEY,
    rank int NOT NULL
);
CREATE TABLE unread (
    order_id bigint NOT NULL,
    reason text NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON customers, orders, order_history TO shop;
GRANT SELECT, UPDATE ON orders TO crm;
GRANT SELECT, INSERT ON operators, notes, approvals, statuses, unread TO crm;
GRANT UPDATE ON statuses TO crm;
