#!/bin/sh
# The user of Loupe's broker monitor. RabbitMQ 3.8 and later. Run it where rabbitmqctl may talk to the broker, once for each
# cluster, with the virtual hosts that are to be watched (default: /); it asks for the password:
#
#   ./rabbitmq-monitor.sh / shop
#
# and give user and password to the monitor of each broker (rabbitmq: monitor: in the configuration).
set -eu

# Without a password on the command line, rabbitmqctl reads it from its input.
rabbitmqctl add_user loupe_monitor

# To read the management API: nodes with their alarms, and the queues of virtual hosts that the user may enter.
rabbitmqctl set_user_tags loupe_monitor monitoring

# To enter a virtual host, without any right in it: three patterns (configure, write, read) that match no name. A passive declare
# needs no more than that. It cannot declare, delete, bind, publish, consume, get or purge.
for host in "${@:-/}"; do
    rabbitmqctl set_permissions --vhost "$host" loupe_monitor '^$' '^$' '^$'
done

# A second belt: the monitor needs one connection with one channel for each process that watches (RabbitMQ 3.8.10 and later).
rabbitmqctl set_user_limits loupe_monitor '{"max-connections": 20, "max-channels": 20}'
