#!/bin/sh
# Makes the company's exchanges, queues and users at RabbitMQ, and ends; nothing that is there already is changed.
set -eu

run() { rabbitmqctl --quiet "$@"; }
user() {
  printf '%s' "$MQ_PASSWORD" | run add_user "$1" 2>/dev/null || printf '%s' "$MQ_PASSWORD" | run change_password "$1"
  run set_permissions --vhost / "$1" "$2" "$3" "$4"
}

run import_definitions /loupe/definitions.json
user mes '^$' '^orders$' '^$'      # may publish to the exchange, and nothing else
user crm '^$' '^$' '^crm\.'        # may read its queues, and nothing else
sh /loupe/monitor.sh
