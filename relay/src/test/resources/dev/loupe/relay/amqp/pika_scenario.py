"""What an application sees of a broker through pika: each line is one thing. Arguments: port, virtual host."""

import sys

import pika

INJECTED = {"traceparent", "tracestate"}


def text(properties, body):
    headers = sorted(
        (name, repr(value)) for name, value in (properties.headers or {}).items() if name not in INJECTED)
    message_id = properties.message_id
    if message_id and message_id.startswith("loupe-"):
        message_id = None
    return f"{headers} {message_id} {properties.correlation_id} {properties.content_type} {len(body)} {hash_of(body)}"


def hash_of(body):
    return sum((i + 1) * b for i, b in enumerate(body)) % 1000003


def main():
    port, virtual_host = int(sys.argv[1]), sys.argv[2]
    connection = pika.BlockingConnection(
        pika.ConnectionParameters("127.0.0.1", port, virtual_host, pika.PlainCredentials("guest", "guest")))
    channel = connection.channel()
    channel.queue_declare("q")
    everything = pika.BasicProperties(
        headers={"n": 1, "t": "text", "list": [1, "two"], "table": {"a": True}, "none": None, "bytes": b"\x00\xce"},
        correlation_id="c", content_type="text/plain")

    print("publish and get")
    for size in (0, 1, 5000, 131072, 400000):
        channel.basic_publish("", "q", bytes(i % 251 for i in range(size)), everything)
        while channel.queue_declare("q", passive=True).method.message_count == 0:
            connection.process_data_events(0.01)
        method, properties, body = channel.basic_get("q", auto_ack=True)
        print(method.routing_key, method.redelivered, method.message_count, text(properties, body))
    print(channel.basic_get("q"))

    print("confirms")
    confirms = connection.channel()
    confirms.confirm_delivery()
    for queue, mandatory in (("q", True), ("nowhere", False), ("nowhere", True), ("q", False)):
        try:
            confirms.basic_publish("", queue, b"body", everything, mandatory=mandatory)
            print(queue, mandatory, "confirmed")
        except pika.exceptions.UnroutableError as error:
            message = error.messages[0]
            print(queue, mandatory, "returned", message.method.reply_code, text(message.properties, message.body))

    print("consume")
    for method, properties, body in channel.consume("q"):
        print(method.delivery_tag, method.redelivered, text(properties, body))
        if method.redelivered:
            channel.basic_ack(method.delivery_tag)
            if method.delivery_tag >= 4:
                break
        else:
            channel.basic_nack(method.delivery_tag, requeue=True)
    print("requeued", channel.cancel())

    print("transaction")
    transaction = connection.channel()
    transaction.tx_select()
    transaction.basic_publish("", "q", b"rolled back")
    transaction.tx_rollback()
    transaction.basic_publish("", "q", b"committed")
    transaction.basic_publish("", "nowhere", b"committed")
    transaction.tx_commit()
    print(transaction.basic_get("q", auto_ack=True)[2], transaction.basic_get("q")[0])

    print("exceptions")
    for wrong in (
            lambda c: c.queue_declare("missing", passive=True),
            lambda c: c.exchange_declare("amq.direct", exchange_type="fanout"),
            lambda c: (c.basic_publish("missing", "k", b"x" * 1000), c.queue_declare("q")),
            lambda c: (c.basic_ack(99), c.queue_declare("q"))):
        failing = connection.channel()
        try:
            wrong(failing)
        except pika.exceptions.ChannelClosedByBroker as error:
            print(error.reply_code, error.reply_text)

    print("cancelled by the broker")
    watched = connection.channel()
    watched.queue_declare("gone")
    cancelled = []
    watched.add_on_cancel_callback(lambda frame: cancelled.append(frame))
    watched.basic_consume("gone", lambda *delivery: None)
    watched.queue_delete("gone")
    while not cancelled:
        connection.process_data_events(0.01)
    print(len(cancelled))
    connection.close()
    print("closed", connection.is_closed)

    print("wrong password")
    try:
        pika.BlockingConnection(
            pika.ConnectionParameters("127.0.0.1", port, virtual_host, pika.PlainCredentials("guest", "wrong")))
    except pika.exceptions.AMQPConnectionError as error:
        print(type(error).__name__, error)


main()
