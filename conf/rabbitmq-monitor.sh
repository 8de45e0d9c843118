#!/bin/sh
# Makes the user of Loupe's queue monitor. RabbitMQ 3.8 to 4. Run it where rabbitmqctl may be run, as root or the user rabbitmq:
#
#   sh rabbitmq-monitor.sh [VIRTUAL-HOST]...      without one, for the virtual host /
#
# It asks for the password (or takes it from LOUPE_MQ_MONITOR_PASSWORD). Give user and password to the monitor of each broker
# (rabbitmq: monitor: in the configuration).
set -eu

user=${LOUPE_MQ_MONITOR_USER:-loupe_monitor}
password=${LOUPE_MQ_MONITOR_PASSWORD:-}
if [ -z "$password" ]; then
  printf 'Password of %s: ' "$user" >&2
  stty -echo 2>/dev/null || true
  read -r password
  stty echo 2>/dev/null || true
  echo >&2
fi
[ -n "$password" ] || { echo "an empty password would let everybody in" >&2; exit 2; }

# The password goes through standard input, so that no list of processes shows it.
printf '%s' "$password" | rabbitmqctl --quiet add_user "$user" ||
  printf '%s' "$password" | rabbitmqctl --quiet change_password "$user"

# The tag lets it read the management API's figures: of queues, nodes and alarms. It may not read a message there, since that
# asks for the right to read the queue.
rabbitmqctl --quiet set_user_tags "$user" monitoring

# And it may do nothing in a virtual host: configure nothing, write nothing, read nothing. A passive declare, by which it asks for
# a queue's depth where there is no management API, asks for none of the three rights; to connect, it has to be known there.
[ $# -gt 0 ] || set -- /
for host in "$@"; do
  rabbitmqctl --quiet set_permissions --vhost "$host" "$user" '^$' '^$' '^$'
done
